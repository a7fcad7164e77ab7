<?xml version="1.0" encoding="UTF-8"?>
<!-- Cron expressions: five fields, or six with the seconds first. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function"
    xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:variable name="v:cron-fields" as="element(d:field)+">
    <d:field name="second" least="0" most="59"/>
    <d:field name="minute" least="0" most="59"/>
    <d:field name="hour" least="0" most="23"/>
    <d:field name="day of the month" least="1" most="31"/>
    <d:field name="month" least="1" most="12"
        names="january february march april may june july august september october november december"/>
    <d:field name="day of the week" least="0" most="7"
        names="sunday monday tuesday wednesday thursday friday saturday"/>
  </xsl:variable>

  <!-- What is wrong with a cron expression; empty if nothing is. -->
  <xsl:function name="f:cron-fault" as="xs:string?">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:variable name="fields" as="xs:string*" select="tokenize($expression)"/>
    <xsl:sequence select="if (not(count($fields) = (5, 6)))
        then 'it needs five fields (minute, hour, day of the month, month, day of the week), or six with the '
          || 'seconds first, and has ' || count($fields)
        else (for $i in 1 to count($fields) return if ($fields[$i] = '*') then ()
          else f:cron-field-fault($fields[$i], $v:cron-fields[$i + 6 - count($fields)]))[1]"/>
  </xsl:function>

  <!-- A field is a list of *, a value or a range, each with an optional step. -->
  <xsl:function name="f:cron-field-fault" as="xs:string?">
    <xsl:param name="field" as="xs:string"/>
    <xsl:param name="declared" as="element(d:field)"/>
    <xsl:variable name="faulty" as="xs:string*"
        select="tokenize($field, ',')[. != '*'][not(f:is-cron-item(lower-case(.), $declared))]"/>
    <xsl:sequence select="if (empty($faulty)) then () else 'its ' || $declared/@name || ' ' || $field
        || ' is not made of *, or of values and ranges of ' || $declared/@least || ' to ' || $declared/@most
        || (if ($declared/@names) then ' (or ' || substring($declared/@names, 1, 3) || ' to '
          || substring(tokenize($declared/@names)[last()], 1, 3) || ')' else '') || ', each with a step at most'"/>
  </xsl:function>

  <xsl:function name="f:is-cron-item" as="xs:boolean">
    <xsl:param name="item" as="xs:string"/>
    <xsl:param name="declared" as="element(d:field)"/>
    <xsl:variable name="range" as="xs:string" select="replace($item, '/[0-9]*$', '')"/>
    <xsl:variable name="ends" as="xs:integer*" select="tokenize($range, '-') ! f:cron-value(., $declared)"/>
    <xsl:sequence select="exists(f:cron-value($item, $declared)) or (
        not(matches($item, '/(0*|[0-9]{5,})$'))
        and ($range = '*' or (count($ends) = count(tokenize($range, '-')) and count($ends) = (1, 2)
          and $ends[1] le $ends[last()])))"/>
  </xsl:function>

  <!-- Three letters of a name, or more of them, are its number. -->
  <xsl:function name="f:cron-value" as="xs:integer?">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="declared" as="element(d:field)"/>
    <xsl:variable name="number" as="xs:integer?" select="if (matches($value, '^[0-9]{1,4}$')) then xs:integer($value)
        else xs:integer($declared/@least) - 1
          + index-of(tokenize($declared/@names) ! starts-with(., $value), true())[string-length($value) ge 3]"/>
    <xsl:sequence select="$number[. ge xs:integer($declared/@least) and . le xs:integer($declared/@most)]"/>
  </xsl:function>
</xsl:stylesheet>
