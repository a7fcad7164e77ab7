<?xml version="1.0" encoding="UTF-8"?>
<!-- Values of attributes: identifiers, booleans, enumerations. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function"
    xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:variable name="v:vocabulary" as="document-node()" select="doc('../vocabulary.xml')"/>

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
    <xsl:variable name="values" as="element(d:value)+"
        select="$v:vocabulary/*/d:enumeration[@name = $enumeration]/d:value"/>
    <xsl:sequence select="$values[lower-case($value) = (lower-case(.), @number) or empty($value)][1]/string()"/>
  </xsl:function>

  <!-- The declaration of a configuration element that matters. -->
  <xsl:function name="f:kind" as="element(d:element)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="$v:vocabulary/*/d:element
        [if (starts-with(@name, '*')) then ends-with($name, substring(@name, 2)) else $name = @name]"/>
  </xsl:function>
</xsl:stylesheet>
