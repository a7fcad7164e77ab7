<?xml version="1.0" encoding="UTF-8"?>
<!-- What a scaffolding declares, and what its arguments say. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="urn:schemas-usercube-com:configuration" xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function"
    xmlns:m="urn:unscaffold:mode" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The declaration of a scaffolding: its attributes and arguments. Empty for every other element. -->
  <xsl:function name="f:declaration" as="element(d:scaffolding)?">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element" mode="m:declaration"/>
  </xsl:function>

  <xsl:function name="f:is-scaffolding" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists(f:declaration($element))"/>
  </xsl:function>

  <!-- The scaffoldings of a document. Declarations are found by name, and of many elements there are few names. -->
  <xsl:function name="f:scaffoldings" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="names" as="xs:QName*">
      <xsl:for-each-group select="$document/ConfigurationFile/*" group-by="node-name()">
        <xsl:sequence select="current-grouping-key()[f:is-scaffolding(current-group()[1])]"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="$document/ConfigurationFile/*[node-name() = $names]"/>
  </xsl:function>

  <!-- The arguments that the stylesheets do not apply: they stay in the job for the step that edits it. -->
  <xsl:variable name="v:riding" as="xs:string*" select="$v:vocabulary/*/d:argument[@rides = 'true']/@name/string()"/>

  <xsl:function name="f:riders" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:sequence select="$scaffolding/c:*[local-name() = $v:riding]"/>
  </xsl:function>

  <!-- The connectors that an argument of the scaffolding names. -->
  <xsl:function name="f:connectors-of" as="element(Connector)*">
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="arguments" as="element()*"/>
    <xsl:sequence select="$arguments ! f:connector($configuration, @ConnectorIdentifier)"/>
  </xsl:function>
</xsl:stylesheet>
