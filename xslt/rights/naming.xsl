<?xml version="1.0" encoding="UTF-8"?>
<!-- The property that names the resources of an entity type. Where what is declared does not tell it, there is none. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:key name="v:translations" match="EntityType/Property[@Identifier != ''][@NeutralProperty != '']"
      use="generate-id(..) || ' ' || f:key(@NeutralProperty)"/>

  <!-- That property, or each of its translations: N is its identifier, and NL how attributes of its language end.
       $values: E is the entity type, Property the property that is asked for, perhaps. -->
  <xsl:function name="f:naming" as="map(*)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="properties" as="element(Property)*"
        select="f:named($document, 'EntityType', $values?E)/Property[@Identifier != '']"/>
    <xsl:variable name="property" as="element(Property)?" select="if ($values?Property != '')
        then $properties[f:key(@Identifier) = f:key($values?Property)][1] else f:naming-property($properties)"/>
    <xsl:variable name="translations" as="element(Property)*" select="$property ! f:translations(.)"/>
    <xsl:choose>
      <xsl:when test="empty($translations)">
        <xsl:sequence select="$property ! map{ 'N': string(@Identifier), 'NL': '' }"/>
      </xsl:when>
      <!-- A language is said by its number. -->
      <xsl:when test="every $one in $translations satisfies matches($one/@Language, '^([1-9]|1[0-6])$')">
        <xsl:for-each select="$translations">
          <xsl:sort select="@Language" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
          <xsl:sequence select="map{ 'N': string(@Identifier), 'NL': '_L' || @Language }"/>
        </xsl:for-each>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The first property of text that is called a name, else the first one that is a key, else the first one of all. -->
  <xsl:function name="f:naming-property" as="element(Property)?">
    <xsl:param name="properties" as="element(Property)*"/>
    <xsl:variable name="neutral" as="element(Property)*" select="$properties[not(@NeutralProperty != '')]"/>
    <xsl:variable name="texts" as="element(Property)*" select="$neutral[f:is-text(.)]"/>
    <xsl:variable name="names" as="element(Property)*" select="$texts[contains(lower-case(@Identifier), 'name')]"/>
    <xsl:variable name="keys" as="element(Property)*" select="$texts[f:is-true(@IsKey)]"/>
    <xsl:sequence select="f:first-by-column(
        if (exists($names)) then $names else if (exists($keys)) then $keys else $neutral)"/>
  </xsl:function>

  <!-- The first of properties by their columns. One without a column, such as one that has translations, has no place in
       that order: there is none then, but of a single property. -->
  <xsl:function name="f:first-by-column" as="element(Property)?">
    <xsl:param name="properties" as="element(Property)*"/>
    <xsl:variable name="columns" as="xs:integer*"
        select="$properties/@TargetColumnIndex[matches(., '^[0-9]{1,4}$')] ! xs:integer(.)"/>
    <xsl:variable name="least" as="xs:integer?" select="min($columns)"/>
    <xsl:variable name="first" as="element(Property)*" select="
        if (count($properties) = 1) then $properties
        else if (count($columns) = count($properties)) then $properties[xs:integer(@TargetColumnIndex) = $least]
        else ()"/>
    <xsl:sequence select="$first[count($first) = 1]"/>
  </xsl:function>

  <xsl:function name="f:translations" as="element(Property)*">
    <xsl:param name="property" as="element(Property)"/>
    <xsl:sequence select="key('v:translations',
        generate-id($property/..) || ' ' || f:key($property/@Identifier), root($property))"/>
  </xsl:function>

  <!-- Whether a property is of text, as one is that has translations. -->
  <xsl:function name="f:is-text" as="xs:boolean">
    <xsl:param name="property" as="element(Property)"/>
    <xsl:sequence select="f:key($property/@Type) = 'string' or exists(f:translations($property))"/>
  </xsl:function>
</xsl:stylesheet>
