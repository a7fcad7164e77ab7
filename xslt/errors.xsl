<?xml version="1.0" encoding="UTF-8"?>
<!-- Builds every finding, from the texts in errors.xml.

     A finding is one element in no namespace, handed over in an xsl:message:
       finding/@code, @severity, @path   where path() of the node at fault leads
       finding/@value, @refers           what was written, and the kind of element it should name
       finding/sentence                  what is wrong and what would be right
       finding/candidate*                what may have been meant
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="">

  <xsl:variable name="v:errors" as="document-node()" select="doc('errors.xml')"/>

  <xsl:key name="v:error" match="d:error" use="@name"/>

  <!-- The finding of that name at a node; $values fills the braces of its sentence. -->
  <xsl:function name="e:finding" as="element(finding)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:sequence select="e:finding($name, $node, $values, ())"/>
  </xsl:function>

  <xsl:function name="e:finding" as="element(finding)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:param name="candidates" as="xs:string*"/>
    <xsl:variable name="error" as="element(d:error)" select="key('v:error', $name, $v:errors)"/>
    <finding code="{$error/@code}" severity="{$error/@severity}" path="{path($node)}" value="{$values?value}">
      <xsl:if test="map:contains($values, 'refers')" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
        <xsl:attribute name="refers" select="$values?refers"/>
      </xsl:if>
      <sentence>
        <xsl:analyze-string select="$error" regex="\{{([\w-]+)\}}">
          <xsl:matching-substring>{$values(regex-group(1))}</xsl:matching-substring>
          <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
        </xsl:analyze-string>
      </sentence>
      <xsl:for-each select="$candidates">
        <candidate>{.}</candidate>
      </xsl:for-each>
    </finding>
  </xsl:function>
</xsl:stylesheet>
