<?xml version="1.0" encoding="UTF-8"?>
<!-- Checks one value against its type. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- A value that does not fit its type, or is not looked at. -->
  <xsl:function name="e:of-value" as="element()?">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="declaration" as="element(d:attribute)"/>
    <xsl:choose>
      <xsl:when test="not(f:fits($attribute, $declaration/@type))">
        <xsl:sequence select="e:of-misfit($attribute, $declaration)"/>
      </xsl:when>
      <xsl:when test="$declaration/@ignored">
        <xsl:sequence select="e:finding('old-algorithm', $attribute, f:values-at($attribute))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Nearly every value fits, so that to ask for it comes first. -->
  <xsl:function name="f:fits" as="xs:boolean">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="
        if ($type = 'string' or $type = 'display-name') then true()
        else if ($type = 'identifier') then normalize-space($value) != ''
        else if ($type = 'boolean') then lower-case($value) = ('true', 'false', '1', '0')
        else if ($type = 'cron') then empty(f:cron-fault($value))
        else if ($type = 'count' or $type = 'indicator') then f:is-number($value, f:range($type))
        else exists(f:enumerated($type, $value)) or empty(f:enumerated($type, ()))"/>
  </xsl:function>

  <xsl:function name="e:of-misfit" as="element()">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="declaration" as="element(d:attribute)"/>
    <xsl:variable name="type" as="xs:string" select="$declaration/@type"/>
    <xsl:variable name="values" as="map(*)" select="f:values-at($attribute)"/>
    <xsl:variable name="range" as="xs:integer*" select="f:range($type)"/>
    <xsl:choose>
      <xsl:when test="$type = 'identifier'">
        <xsl:sequence select="e:finding('empty', $attribute, $values)"/>
      </xsl:when>
      <xsl:when test="$type = 'boolean'">
        <xsl:sequence select="e:finding('boolean', $attribute, $values, ('true', 'false'))"/>
      </xsl:when>
      <xsl:when test="$declaration/@ignored">
        <xsl:sequence select="e:finding('old-algorithm', $attribute, $values)"/>
      </xsl:when>
      <xsl:when test="$type = 'cron'">
        <xsl:sequence select="e:finding('cron', $attribute,
            map:merge(($values, map{ 'reason': f:cron-fault($attribute) })))"/>
      </xsl:when>
      <xsl:when test="exists($range)">
        <xsl:sequence select="e:finding('number', $attribute,
            map:merge(($values, map{ 'least': string($range[1]), 'most': string($range[2]) })))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="known" as="element(d:value)+" select="key('v:enumeration', $type, $v:vocabulary)/d:value"/>
        <xsl:sequence select="e:finding('enumeration', $attribute, map:merge(($values, map{
            'known': f:listed($known ! (. || ' (' || @number || ')')) })), $known/string())"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What a finding at an attribute says of it. -->
  <xsl:function name="f:values-at" as="map(*)">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="map{ 'element': local-name($attribute/..), 'attribute': local-name($attribute), 'value': string($attribute) }"/>
  </xsl:function>

  <!-- The least and the greatest number of a type; empty if it is not one of numbers. -->
  <xsl:function name="f:range" as="xs:integer*">
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="if ($type = 'count') then (0, 2147483647) else if ($type = 'indicator') then (1, 16) else ()"/>
  </xsl:function>

  <xsl:function name="f:is-number" as="xs:boolean">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="range" as="xs:integer+"/>
    <xsl:sequence select="matches($value, '^[0-9]{1,10}$')
        and xs:integer($value) ge $range[1] and xs:integer($value) le $range[2]"/>
  </xsl:function>
</xsl:stylesheet>
