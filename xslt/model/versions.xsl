<?xml version="1.0" encoding="UTF-8"?>
<!-- What the version of the product decides, by the table of versions. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:v="urn:unscaffold:variable">

  <xsl:variable name="v:versions" as="document-node()" select="doc('../versions.xml')"/>

  <!-- The version for which the jobs are made. -->
  <xsl:param name="target" as="xs:string" select="string($v:versions/*/d:version[@default]/@name)"/>

  <!-- What holds in that version, by subject. -->
  <xsl:variable name="v:rules" as="map(*)">
    <xsl:if test="not($target = $v:versions/*/d:version/@name)">
      <xsl:message terminate="yes">there is no version {$target}; there are {
        string-join($v:versions/*/d:version/@name, ', ')}</xsl:message>
    </xsl:if>
    <xsl:map>
      <xsl:for-each select="$v:versions/*/d:subject">
        <xsl:map-entry key="string-join((@scaffolding, @name), ' ')" select="string(d:rule[tokenize(@versions, ' ') = $target]/@value)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- The subjects that the version does not know, and those that it knows no more. -->
  <xsl:variable name="v:unknown" as="xs:string*" select="map:keys($v:rules)[$v:rules(.) = 'unknown']"/>
  <xsl:variable name="v:removed" as="xs:string*" select="map:keys($v:rules)[$v:rules(.) = 'removed']"/>

  <!-- What holds of a subject, as the table calls it; empty if the versions do not differ in it. Before the name of one
       that is about a single scaffolding, there are the scaffolding's name and a space. -->
  <xsl:function name="f:rule" as="xs:string?">
    <xsl:param name="subject" as="xs:string"/>
    <xsl:sequence select="$v:rules($subject)"/>
  </xsl:function>
</xsl:stylesheet>
