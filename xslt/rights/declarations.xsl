<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of access rights, and what its scaffoldings accept. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable">

  <xsl:variable name="v:rights" as="document-node()" select="doc('../access-rights.xml')"/>

  <xsl:key name="v:rows" match="d:scaffolding" use="@name"/>

  <!-- The rows of a scaffolding; none of any other element. -->
  <xsl:function name="f:rows" as="element(d:scaffolding)?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="key('v:rows', local-name($element), $v:rights)"/>
  </xsl:function>

  <!-- Scaffoldings of the table, with those that they nest. -->
  <xsl:function name="f:with-nested" as="element(d:scaffolding)*">
    <xsl:param name="scaffoldings" as="element(d:scaffolding)*"/>
    <xsl:sequence select="$scaffoldings, $scaffoldings/d:nests ! f:with-nested(key('v:rows', @name, $v:rights))"/>
  </xsl:function>

  <!-- What a scaffolding of the table accepts. -->
  <xsl:function name="f:accepted" as="element(d:scaffolding)">
    <xsl:param name="rows" as="element(d:scaffolding)"/>
    <xsl:sequence select="key('v:rows', string-join((
        'Profile'[not($rows/@profile)], 'EntityType'[$rows/@entity-type], 'Property'[$rows/@property],
        $rows/d:argument/@name), ' '), $v:accepted)"/>
  </xsl:function>

  <!-- What they accept, by the names of that. -->
  <xsl:variable name="v:accepted" as="document-node()">
    <xsl:variable name="taken" as="element()+">
      <d:attribute name="Profile" type="identifier" refers="Profile" required="true"/>
      <d:attribute name="EntityType" type="identifier" refers="EntityType" required="true"/>
      <d:attribute name="Property" type="identifier"/>
      <d:argument name="DisplayNameProfile"/>
    </xsl:variable>
    <xsl:document>
      <xsl:for-each select="'Profile', 'Profile EntityType', 'Profile EntityType Property', 'EntityType',
          'EntityType Property', 'EntityType DisplayNameProfile'">
        <d:scaffolding name="{.}">
          <xsl:sequence select="$taken[@name = tokenize(current())]"/>
        </d:scaffolding>
      </xsl:for-each>
    </xsl:document>
  </xsl:variable>
</xsl:stylesheet>
