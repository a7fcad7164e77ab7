<?xml version="1.0" encoding="UTF-8"?>
<!-- Checks one value against its type. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- A value that does not fit its type. -->
  <xsl:function name="e:of-value" as="element()?">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="declaration" as="element(d:attribute)"/>
    <xsl:variable name="type" as="xs:string" select="$declaration/@type"/>
    <xsl:variable name="value" as="xs:string" select="$attribute"/>
    <xsl:variable name="values" as="map(*)" select="map{
        'element': local-name($attribute/..), 'attribute': local-name($attribute), 'value': $value }"/>
    <xsl:variable name="enumeration" as="element(d:enumeration)?" select="key('v:enumeration', $type, $v:vocabulary)"/>
    <xsl:variable name="range" as="xs:integer*" select="
        if ($type = 'count') then (0, 2147483647) else if ($type = 'indicator') then (1, 16) else ()"/>
    <xsl:choose>
      <xsl:when test="$type = 'identifier' and normalize-space($value) = ''">
        <xsl:sequence select="e:finding('empty', $attribute, $values)"/>
      </xsl:when>
      <xsl:when test="$type = 'boolean' and not(lower-case($value) = ('true', 'false', '1', '0'))">
        <xsl:sequence select="e:finding('boolean', $attribute, $values, ('true', 'false'))"/>
      </xsl:when>
      <xsl:when test="$declaration/@ignored">
        <xsl:sequence select="e:finding('old-algorithm', $attribute, $values)"/>
      </xsl:when>
      <xsl:when test="exists($range) and not(f:is-number($value, $range))">
        <xsl:sequence select="e:finding('number', $attribute,
            map:merge(($values, map{ 'least': string($range[1]), 'most': string($range[2]) })))"/>
      </xsl:when>
      <xsl:when test="exists($enumeration) and empty(f:enumerated($type, $value))">
        <xsl:sequence select="e:finding('enumeration', $attribute, map:merge(($values, map{
            'known': f:listed($enumeration/d:value ! (. || ' (' || @number || ')')) })), $enumeration/d:value/string())"/>
      </xsl:when>
      <xsl:when test="$type = 'cron' and exists(f:cron-fault($value))">
        <xsl:sequence select="e:finding('cron', $attribute,
            map:merge(($values, map{ 'reason': f:cron-fault($value) })))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:is-number" as="xs:boolean">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="range" as="xs:integer+"/>
    <xsl:sequence select="matches($value, '^[0-9]{1,10}$')
        and xs:integer($value) ge $range[1] and xs:integer($value) le $range[2]"/>
  </xsl:function>
</xsl:stylesheet>
