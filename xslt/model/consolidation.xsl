<?xml version="1.0" encoding="UTF-8"?>
<!-- Merges elements that say ConsolidationMode="Merge" into the earlier ones of the same kind and identifier:
     their attributes override, their children are appended. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:function name="f:consolidated" as="document-node()">
    <xsl:param name="document" as="document-node()"/>
    <xsl:choose>
      <xsl:when test="exists($document/ConfigurationFile/*[@ConsolidationMode][f:is-merge(.)])">
        <xsl:document>
          <ConfigurationFile>
            <xsl:for-each-group select="$document/ConfigurationFile/*"
                group-by="local-name(), f:key((@Identifier, @Code, generate-id())[1])" composite="yes">
              <xsl:for-each-group select="current-group()" group-starting-with="*[not(f:is-merge(.))]">
                <xsl:sequence select="f:merged(current-group())"/>
              </xsl:for-each-group>
            </xsl:for-each-group>
          </ConfigurationFile>
        </xsl:document>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$document"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:is-merge" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="lower-case($element/@ConsolidationMode) = 'merge'"/>
  </xsl:function>

  <xsl:function name="f:merged" as="element()">
    <xsl:param name="parts" as="element()+"/>
    <xsl:element name="{name($parts[1])}" namespace="{namespace-uri($parts[1])}">
      <!-- The last attribute of a name wins; the identifier stays as the first part spells it. -->
      <xsl:sequence select="$parts/@*[local-name() != 'ConsolidationMode'], $parts[1]/(@Identifier, @Code), $parts/node()"/>
    </xsl:element>
  </xsl:function>
</xsl:stylesheet>
