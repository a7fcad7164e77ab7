<?xml version="1.0" encoding="UTF-8"?>
<!-- Lets elements that say a ConsolidationMode change the earlier ones of the same kind and identifier. Merge: their
     attributes override, their children are appended. Update: their attributes replace. Delete: there is no such
     element. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:function name="f:consolidated" as="document-node()">
    <xsl:param name="document" as="document-node()"/>
    <xsl:choose>
      <xsl:when test="exists($document/ConfigurationFile/*[@ConsolidationMode][f:mode(.) != ''])">
        <!-- What is left stands where its first part does: one that is deleted and declared again, where it is again. -->
        <xsl:variable name="changed" as="map(*)">
          <xsl:map>
            <xsl:for-each-group select="$document/ConfigurationFile/*"
                group-by="local-name(), f:key((@Identifier, @Code, generate-id())[1])" composite="yes">
              <xsl:for-each-group select="current-group()" group-starting-with="*[f:mode(.) = '']">
                <xsl:variable name="left" as="element()*" select="f:left(current-group())"/>
                <xsl:for-each select="$left[1]">
                  <xsl:map-entry key="generate-id()" select="f:changed($left)"/>
                </xsl:for-each>
              </xsl:for-each-group>
            </xsl:for-each-group>
          </xsl:map>
        </xsl:variable>
        <xsl:document>
          <ConfigurationFile>
            <xsl:sequence select="$document/ConfigurationFile/* ! $changed(generate-id())"/>
          </ConfigurationFile>
        </xsl:document>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$document"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- "merge", "update" or "delete"; empty for an element that stands for itself, whatever else it says. -->
  <xsl:function name="f:mode" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="(lower-case($element/@ConsolidationMode)[. = ('merge', 'update', 'delete')], '')[1]"/>
  </xsl:function>

  <!-- Of the parts of an element, of which the later ones say a mode, those behind the last one that deletes it. -->
  <xsl:function name="f:left" as="element()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:sequence select="subsequence($parts, (f:last-of($parts, 'delete'), 0)[1] + 1)"/>
  </xsl:function>

  <!-- What becomes of the parts of an element of which none deletes it. -->
  <xsl:function name="f:changed" as="element()">
    <xsl:param name="parts" as="element()+"/>
    <xsl:variable name="from" as="xs:integer" select="(f:last-of($parts, 'update'), 1)[1]"/>
    <xsl:for-each select="$parts[1]">
      <xsl:element name="{name()}" namespace="{namespace-uri()}">
        <!-- The last attribute of a name wins; the identifier stays as the first part spells it. -->
        <xsl:sequence select="subsequence($parts, $from)/@*[local-name() != 'ConsolidationMode'], @Identifier, @Code"/>
        <xsl:sequence select="f:together($parts)" use-when="$origins"/>
        <xsl:sequence select="node(), tail($parts)[f:mode(.) = 'merge']/node()"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:last-of" as="xs:integer?">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="index-of($parts ! f:mode(.), $mode)[last()]"/>
  </xsl:function>
</xsl:stylesheet>
