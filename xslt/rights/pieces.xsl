<?xml version="1.0" encoding="UTF-8"?>
<!-- What scaffoldings of the table generate besides rules, and those of them that stay as they are. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="urn:schemas-usercube-com:configuration" xmlns:d="urn:unscaffold:declaration"
    xmlns:f="urn:unscaffold:function" xmlns:o="urn:unscaffold:origin" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:v="urn:unscaffold:variable"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:key name="v:menu" match="MenuItem[f:mode(.) = '']" use="f:key(@Identifier)"/>

  <xsl:function name="f:pieces" as="element()*">
    <xsl:param name="scaffolding" as="element(d:scaffolding)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="all-values" as="map(*)" select="map:merge(($values,
        $scaffolding/d:needs[@of = 'columns'] ! map{ 'columns': f:needed(., $document, $values) }))"/>
    <xsl:for-each select="$scaffolding/(c:* | d:opens | d:each)">
      <xsl:variable name="element" as="element()" select="(self::c:*, c:*)[1]"/>
      <xsl:choose>
        <xsl:when test="self::d:each">
          <xsl:sequence select="f:naming($document, $values) ! f:made($element, $document, map:merge(($values, .)))"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="made" as="element()" select="f:made($element, $document, $all-values)"/>
          <xsl:sequence select="if (self::d:opens and f:is-there($made, $document)) then f:opened($made) else $made"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- Whether an element is declared that one of the same identifier adds to. -->
  <xsl:function name="f:is-there" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="exists(if ($element/self::MenuItem) then key('v:menu', f:key($element/@Identifier), $document)
        else f:named($document, local-name($element), $element/@Identifier))"/>
  </xsl:function>

  <!-- An element that adds what stands in it to the one that has its identifier. -->
  <xsl:function name="f:opened" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:element name="{local-name($element)}">
      <xsl:sequence select="$element/@o:*, f:origin('ConsolidationMode', 'opened', map{})" use-when="$origins"/>
      <xsl:sequence select="$element/@Identifier, f:attribute('ConsolidationMode', 'Merge'), $element/*"/>
    </xsl:element>
  </xsl:function>

  <!-- What a piece needs of a configuration, as a text: the columns of a table, or properties; none if it is not there. -->
  <xsl:function name="f:needed" as="xs:string?">
    <xsl:param name="needs" as="element(d:needs)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="members" as="xs:string*"
        select="if ($needs/@of = 'naming') then f:naming($document, $values) ! .('N')
        else $values?E ! f:columns($document, .)"/>
    <xsl:sequence select="string-join($members ! ($values?E || ':' || .), ',')[. != '']"/>
  </xsl:function>

  <!-- Why a piece is not expanded: scaffoldings may declare what it opens or needs, or nothing declares what it needs, or
       something what it makes. -->
  <xsl:function name="f:why-it-stays" as="xs:string?">
    <xsl:param name="scaffolding" as="element(d:scaffolding)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="of" as="xs:string*" select="$scaffolding/(d:opens | d:needs)/@of"/>
    <xsl:variable name="generated" as="xs:string?" select="
        if ($of = 'menus') then 'the menu items that it adds to'
        else if ($of = 'entity-types') then 'the entity types that it adds to'
        else if ($of = 'naming') then 'more properties of its entity type'
        else ()"/>
    <xsl:sequence select="(
        $generated ! (f:generating($document)[1] ! local-name()) ! (. || ' may declare ' || $generated),
        'the entity type for its workflows has properties already'[$of = 'entity-types']
          [exists(f:named($document, 'EntityType', 'Workflow_' || $values?E)/Property)],
        $scaffolding/d:needs[empty(f:needed(., $document, $values))]/string())[1]"/>
  </xsl:function>

  <!-- A scaffolding that is not expanded, with some of its attributes. -->
  <xsl:function name="f:left" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="with" as="xs:string*"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="letters" as="map(*)" select="map{ 'EntityType': 'E', 'Profile': 'P', 'Property': 'Property' }"/>
    <xsl:element name="{$name}">
      <xsl:sequence select="f:origin('', 'left', map{ 'name': $name, 'through': $values?through })" use-when="$origins"/>
      <xsl:sequence select="sort($with) ! f:attribute(., $values($letters(.)))"/>
    </xsl:element>
  </xsl:function>

  <!-- An element that the table has as it is written, but for names in braces. -->
  <xsl:function name="f:made" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:element name="{local-name($element)}">
      <xsl:sequence select="f:origin-of-row('piece', $element, $document, $values)" use-when="$origins"/>
      <xsl:sequence select="$element/@* ! (if (name() = 'DisplayName') then f:all-names(., $document, $values)
          else f:attribute(name(), f:filled(., $values)))"/>
      <xsl:sequence select="$element/* ! f:made(., $document, $values)"/>
    </xsl:element>
  </xsl:function>

  <!-- The display names of the profile or the entity type that is named in braces; there is always one in language 1. -->
  <xsl:function name="f:all-names" as="attribute()+">
    <xsl:param name="named" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="declared" as="attribute()*" select="f:named($document,
        if ($named = '{P}') then 'Profile' else 'EntityType', f:filled($named, $values))
        /@*[starts-with(local-name(), 'DisplayName_L')][. != '']"/>
    <xsl:sequence select="f:attribute('DisplayName_L1', $values(if ($named = '{P}') then 'D1' else 'E1'))"/>
    <xsl:perform-sort select="$declared[local-name() != 'DisplayName_L1']">
      <xsl:sort select="local-name()" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
    </xsl:perform-sort>
  </xsl:function>
</xsl:stylesheet>
