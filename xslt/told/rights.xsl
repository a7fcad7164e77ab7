<?xml version="1.0" encoding="UTF-8"?>
<!-- What decided of access control rules, and of what else the table of access rights has. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function"
    xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- What a row of the table generates: the scaffolding that has the row, behind those that nest it; what fills its
       names; the members of the sets that it goes through; and how certain it is.
       $values: what stands for names in braces -->
  <xsl:function name="f:origin-of-row" as="attribute()">
    <xsl:param name="rule" as="xs:string"/>
    <xsl:param name="row" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="rows" as="element(d:scaffolding)" select="$row/ancestor-or-self::d:scaffolding"/>
    <xsl:variable name="names" as="xs:string" select="string-join($row/@*, ' ')"/>
    <xsl:variable name="sets" as="element(d:for)*" select="$row/ancestor::d:for[@of]"/>
    <xsl:variable name="is-for" as="xs:string" select="string-join((', for', $values?E[contains($names, '{E')],
        f:set-in-words($sets[1]/@of, $values) ! ('one of ' || .)), ' ')"/>
    <xsl:sequence select="f:origin('', $rule, map{
        'through': string-join(($values?through, $rows/@name), ' > '),
        'grade': string(($row/ancestor-or-self::*/@grade)[last()]),
        'for': if ($is-for = ', for') then '' else $is-for,
        'scaffolding': f:asked($values, ($names, $sets/@of)),
        'named': f:named-in($row/@name-1, $sets, $document, $values),
        'called': f:named-in($row/@identifier[not($row/@name-1)], $sets, $document, $values),
        'named-member': $sets[contains(($row/@name-1, $row/@identifier)[1], '{' || @each)] ! f:deciding-members(., $document, $values),
        'second-named': f:named-in($row/@name-2, $sets, $document, $values),
        'second-named-member': $sets[contains($row/@name-2, '{' || @each)] ! f:deciding-members(., $document, $values),
        'profile': f:named($document, 'Profile', $values?P)[contains($row/@name-1, '{D1}') or $row/@DisplayName = '{P}']
          [@DisplayName_L1 != @Identifier],
        'second-profile': f:named($document, 'Profile', $values?P)[contains($row/@name-2, '{D2}') or $row/@DisplayName = '{P}']
          [@DisplayName_L2 != @Identifier],
        'entity-type': f:named-in($names, $sets, $document, $values),
        'member': $sets ! f:deciding-members(., $document, $values) })"/>
  </xsl:function>

  <!-- What a set is, without what the table says of the names for it. -->
  <xsl:function name="f:set-in-words" as="xs:string?">
    <xsl:param name="set" as="xs:string?"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:sequence select="$v:rights/*/d:set[@name = $set] ! f:filled(replace(., '; .*$', ''), $values)"/>
  </xsl:function>

  <!-- The entity types after which words of the table call something. -->
  <xsl:function name="f:named-in" as="element(EntityType)*">
    <xsl:param name="words" as="xs:string?"/>
    <xsl:param name="sets" as="element(d:for)*"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="letters" as="xs:string*" select="'E', $sets[@of = 'mappings']/@each"/>
    <xsl:sequence select="$letters[contains($words, '{' || .)] ! f:named($document, 'EntityType', $values(.))"/>
  </xsl:function>

  <!-- The attributes of the scaffolding that decide on what is in some words of the table, or in sets of it. -->
  <xsl:function name="f:asked" as="attribute()*">
    <xsl:param name="values" as="map(*)"/>
    <xsl:param name="said" as="xs:string*"/>
    <xsl:variable name="words" as="xs:string" select="string-join(($said, $v:rights/*/d:set[@name = $said]), ' ')"/>
    <xsl:sequence select="$values?asked[name() = ('EntityType'[contains($words, '{E')], 'Property'[contains($words, '{N')])]"/>
  </xsl:function>

  <!-- Rules for the members of a set that has none. -->
  <xsl:function name="f:missing-of-set" as="element()?">
    <xsl:param name="for" as="element(d:for)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:if test="empty(f:members($for, $document, $values))">
      <xsl:sequence select="f:is-missing('AccessControlRule', (), 'empty-set', map{
          'through': string-join(($values?through, $for/ancestor::d:scaffolding/@name), ' > '),
          'set': f:set-in-words($for/@of, $values),
          'scaffolding': f:asked($values, $for/@of),
          'entity-type': f:named($document, 'EntityType', $values?E) })"/>
    </xsl:if>
  </xsl:function>

  <!-- The elements that make something a member of a set: of the member that $values has, if it has one. -->
  <xsl:function name="f:deciding-members" as="element()*">
    <xsl:param name="for" as="element(d:for)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="member" as="xs:string?" select="$values($for/@each)"/>
    <xsl:variable name="key" as="xs:string" select="f:key($member)"/>
    <xsl:variable name="all" as="element()*" select="$document/ConfigurationFile/*"/>
    <xsl:choose>
      <xsl:when test="$for/@of = ('mappings', 'resource-types', 'dimensions', 'targets')">
        <xsl:sequence select="$all[local-name() = map{ 'mappings': 'EntityTypeMapping', 'dimensions': 'Dimension' }($for/@of)
            or self::ResourceType[$for/@of = ('resource-types', 'targets')]]
            [empty($member) or f:key((@EntityType, @TargetEntityType[$for/@of = 'targets'], @Identifier)[1]) = $key]"/>
      </xsl:when>
      <xsl:when test="$for/@of = 'refinable'">
        <xsl:sequence select="f:refinable($document, $values?E) ! (.., .)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$all[self::Dimension[$for/@of = 'reviewed'][empty($member) or f:key(@EntityType) = $key]],
            if (exists($member)) then key('v:associations-of', $key, $document) else $all[self::EntityAssociation]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
