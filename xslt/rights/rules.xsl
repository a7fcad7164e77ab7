<?xml version="1.0" encoding="UTF-8"?>
<!-- The access control rules of a scaffolding, and what else it generates, by the table. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="urn:schemas-usercube-com:configuration" xmlns:d="urn:unscaffold:declaration"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:v="urn:unscaffold:variable"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- A template of the scaffolding's own goes first. -->
  <xsl:template match="c:*[f:rows(.)]" mode="m:scaffolding" priority="-1" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="document" as="document-node()" select="$configuration?document"/>
    <xsl:variable name="profile" as="map(*)?"
        select="(f:rows(.)/@profile, @Profile)[1][. != ''] ! f:names-of($document, 'Profile', ., 'D')"/>
    <xsl:sequence select="f:access-rules(f:rows(.), $document, map:merge((
        map{ 'P': $profile ! .('D'), 'Property': @Property ! string() }, $profile,
        @EntityType ! f:names-of($document, 'EntityType', ., 'E') )))"/>
  </xsl:template>

  <!-- What a scaffolding of the table generates: its rules by identifier, after what else it makes itself, then what it
       nests, by the element's name.
       $values: what stands for the names in braces. -->
  <xsl:function name="f:access-rules" as="element()*">
    <xsl:param name="scaffolding" as="element(d:scaffolding)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:sequence select="$scaffolding/c:* ! f:made(., $document, $values)"/>
    <xsl:for-each-group select="$scaffolding/(d:rule | d:for) ! f:filled-rows(., $document, $values)"
        group-by="f:key(?identifier)">
      <xsl:sort select="?identifier" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <xsl:sequence select="f:access-rule(?row, ?identifier, $document, ?values)"/>
    </xsl:for-each-group>
    <xsl:for-each select="$scaffolding/d:nests">
      <xsl:sort select="@name || '_'" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <xsl:variable name="rows" as="element(d:scaffolding)?" select="key('v:rows', @name, $v:rights)"/>
      <xsl:sequence select="if (exists($rows)) then f:access-rules($rows, $document, $values) else f:left-nested(., $values)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A nested scaffolding that is not expanded. -->
  <xsl:function name="f:left-nested" as="element()">
    <xsl:param name="nested" as="element(d:nests)"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:element name="{$nested/@name}">
      <xsl:sequence select="sort(tokenize($nested/@with)) ! f:attribute(., $values(
          if (. = 'EntityType') then 'E' else if (. = 'Profile') then 'P' else .))"/>
    </xsl:element>
  </xsl:function>

  <!-- An element that the table has as it is written, but for names in braces. -->
  <xsl:function name="f:made" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:element name="{local-name($element)}">
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
    <xsl:sequence select="f:attribute('DisplayName_L1', $values(if ($named = '{P}') then 'D1' else 'E1')),
        sort($declared[local-name() != 'DisplayName_L1'], 'http://www.w3.org/2005/xpath-functions/collation/codepoint',
          local-name#1)"/>
  </xsl:function>

  <xsl:function name="f:access-rule" as="element(AccessControlRule)?">
    <xsl:param name="rule" as="element(d:rule)"/>
    <xsl:param name="identifier" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="entries" as="map(*)*" select="$rule/* ! f:filled-rows(., $document, $values)"/>
    <xsl:if test="exists($entries)">
      <AccessControlRule Identifier="{$identifier}" DisplayName_L1="{($rule/@name-1 ! f:filled(., $values), $identifier)[1]}">
        <xsl:sequence select="f:attribute('DisplayName_L2', $rule/@name-2 ! f:filled(., $values)),
            f:attribute('EntityType', f:filled($rule/@entity-type, $values)), f:attribute('Profile', $values?P)"/>
        <xsl:for-each select="$entries">
          <!-- A permission comes after those below it, as if all ended alike. -->
          <xsl:sort select="?permission || '_'" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
          <Entry>
            <xsl:sequence select="f:attribute('CanExecute', ?row/@can-execute),
                f:attribute('FullAccessProperties', ?row/@full-access), f:attribute('Permission', ?permission)"/>
          </Entry>
        </xsl:for-each>
      </AccessControlRule>
    </xsl:if>
  </xsl:function>

  <!-- The rules or the entries that come of a row: maps, for elements would be copied each time. -->
  <xsl:function name="f:filled-rows" as="map(*)*">
    <xsl:param name="row" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="$row/self::d:for">
        <xsl:sequence select="for $member in f:members($row, $document, $values), $inner in $row/*
            return f:filled-rows($inner, $document, map:merge(($values, $member)))"/>
      </xsl:when>
      <xsl:when test="$row/self::d:rule">
        <xsl:sequence select="map{ 'row': $row, 'identifier': f:filled($row/@identifier, $values), 'values': $values }"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="permission" as="xs:string" select="f:filled($row/@permission, $values)"/>
        <xsl:sequence select="(tokenize($row/@each) ! ($permission || '/' || .), $permission[not($row/@each)])
            ! map{ 'row': $row, 'permission': . }"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What a row goes through: for each member, what stands for its letter, and for what else is known of it. -->
  <xsl:function name="f:members" as="map(*)*">
    <xsl:param name="for" as="element(d:for)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="letter" as="xs:string" select="$for/@each"/>
    <xsl:choose>
      <xsl:when test="$for/@of = 'mappings'">
        <xsl:sequence select="f:mappings($document) ! map:merge((
            f:names-of($document, 'EntityType', @Identifier, $letter), map{ $letter || 'C': string(@Connector) }))"/>
      </xsl:when>
      <xsl:when test="$for/@of = 'refinable'">
        <xsl:sequence select="f:refinable($document, $values?E) ! map{
            $letter: string(../@Identifier), $letter || 'A': string(@Identifier) }"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:words($for, $document, $values?E) ! map{ $letter: . }"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:words" as="xs:string*">
    <xsl:param name="for" as="element(d:for)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="entity-type" as="xs:string?"/>
    <xsl:variable name="set" as="xs:string" select="string($for/@of)"/>
    <xsl:sequence select="
        if ($set = '') then tokenize($for/@in)
        else if ($set = 'dimensions') then f:dimensions($document)
        else if ($set = 'neighbours') then f:neighbours($document, $entity-type)
        else if ($set = 'resource-types') then f:all-resource-types($document)
        else if ($set = 'reviewed') then f:reviewed($document)
        else if ($set = 'targets') then f:targets-from($document, $entity-type)
        else if ($set = 'workflow-neighbours') then f:workflow-neighbours($document, $entity-type)
        else tokenize($v:rights/*/d:words[@name = $set])"/>
  </xsl:function>
</xsl:stylesheet>
