<?xml version="1.0" encoding="UTF-8"?>
<!-- Values of attributes: identifiers, booleans, enumerations, texts with names in braces. -->
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

  <!-- The names of the values of all enumerations: by enumeration and value, in lower case or as a number;
       the first one by enumeration alone. -->
  <xsl:variable name="v:enumerated" as="map(*)">
    <xsl:map>
      <xsl:for-each select="$v:vocabulary/*/d:enumeration">
        <xsl:map-entry key="string(@name)" select="string(d:value[1])"/>
        <xsl:for-each select="d:value">
          <xsl:map-entry key="../@name || ' ' || lower-case(.)" select="string()"/>
          <xsl:map-entry key="../@name || ' ' || @number" select="string()"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- The name of an enumeration's value that is given by name or by number; the first one if none is given. -->
  <xsl:function name="f:enumerated" as="xs:string?">
    <xsl:param name="enumeration" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$v:enumerated(if (exists($value)) then $enumeration || ' ' || lower-case($value) else $enumeration)"/>
  </xsl:function>

  <!-- A text with values for the names in braces. -->
  <xsl:function name="f:filled" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:sequence select="
        if (contains($text, '{')) then string-join(f:parts($text) ! (if (position() mod 2 = 1) then . else $values(.)))
        else $text"/>
  </xsl:function>

  <!-- What stands outside and inside of the braces of a text, by turns. There are few texts, and many values. -->
  <xsl:function name="f:parts" as="xs:string+" _cache="{$v:remembers}">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="tokenize($text, '[{}]')"/>
  </xsl:function>
</xsl:stylesheet>
