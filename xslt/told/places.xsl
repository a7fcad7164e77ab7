<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the elements of a document stand: written to them before anything is made of them, for what is left of them
     when they are consolidated stands in another document. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:o="urn:unscaffold:origin"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The document, each element with its number among its siblings, from 0, and behind a slash, that of its child. -->
  <xsl:function name="f:placed" as="document-node()">
    <xsl:param name="document" as="document-node()"/>
    <xsl:document>
      <xsl:for-each select="$document/*">
        <xsl:copy>
          <xsl:copy-of select="@*"/>
          <xsl:for-each select="*">
            <xsl:variable name="number" as="xs:string" select="string(position() - 1)"/>
            <xsl:copy>
              <xsl:attribute name="o:at" select="$number"/>
              <xsl:copy-of select="@*, text()"/>
              <xsl:for-each select="*">
                <xsl:copy>
                  <xsl:attribute name="o:at" select="$number || '/' || position() - 1"/>
                  <xsl:copy-of select="@*, node()"/>
                </xsl:copy>
              </xsl:for-each>
            </xsl:copy>
          </xsl:for-each>
        </xsl:copy>
      </xsl:for-each>
    </xsl:document>
  </xsl:function>

  <!-- Where that stands which was made of several elements: where all of them do. -->
  <xsl:function name="f:together" as="attribute()?">
    <xsl:param name="elements" as="element()*"/>
    <xsl:where-populated>
      <xsl:attribute name="o:at" select="distinct-values($elements ! tokenize(@o:at))"/>
    </xsl:where-populated>
  </xsl:function>
</xsl:stylesheet>
