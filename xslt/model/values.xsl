<?xml version="1.0" encoding="UTF-8"?>
<!-- Values of attributes: identifiers, booleans, enumerations. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function"
    xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:variable name="v:vocabulary" as="document-node()" select="doc('../vocabulary.xml')"/>

  <xsl:key name="v:enumeration" match="d:enumeration" use="@name"/>
  <xsl:key name="v:argument" match="d:argument" use="@name"/>
  <!-- A display name stands for one attribute a language. -->
  <xsl:key name="v:attribute" match="d:attribute"
      use="if (@type = 'display-name') then (1 to 16) ! (current()/@name || '_L' || .) else @name"/>

  <!-- Identifiers are compared without regard to case, as the product does. -->
  <xsl:function name="f:key" as="xs:string">
    <xsl:param name="identifier" as="xs:string?"/>
    <xsl:sequence select="lower-case($identifier)"/>
  </xsl:function>

  <xsl:function name="f:is-true" as="xs:boolean">
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="lower-case($value) = ('true', '1')"/>
  </xsl:function>

  <!-- The name of an enumeration's value that is given by name or by number; the first one if none is given. -->
  <xsl:function name="f:enumerated" as="xs:string?">
    <xsl:param name="enumeration" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:variable name="values" as="element(d:value)+" select="key('v:enumeration', $enumeration, $v:vocabulary)/d:value"/>
    <xsl:sequence select="$values[lower-case($value) = (lower-case(.), @number) or empty($value)][1]/string()"/>
  </xsl:function>
</xsl:stylesheet>
