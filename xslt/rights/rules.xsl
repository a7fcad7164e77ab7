<?xml version="1.0" encoding="UTF-8"?>
<!-- The access control rules of a scaffolding, by the table; for what else it generates, see pieces.xsl. -->
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
    <xsl:apply-templates select="f:rows(.)" mode="m:granted">
      <xsl:with-param name="document" select="$configuration?document" tunnel="yes"/>
      <xsl:with-param name="values" select="f:values-of(., $configuration?document)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- What stands for names in braces in the rows of a scaffolding. -->
  <xsl:function name="f:values-of" as="map(*)">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="profile" as="map(*)?" select="(f:rows($scaffolding)/@profile, $scaffolding/@Profile)[1][. != '']
        ! f:names-of($document, 'Profile', ., 'D')"/>
    <xsl:sequence select="map:merge((
        map{ 'P': $profile ! .('D'), 'Property': $scaffolding/@Property ! string() }, $profile,
        $scaffolding/@EntityType ! f:names-of($document, 'EntityType', ., 'E') ))"/>
  </xsl:function>

  <!-- What a scaffolding of the table generates: its rules by identifier, after what else it makes itself, then what it
       nests, by the element's name. Templates, for a function that calls itself mixes up the order on SaxonJS 2.
       $values: what stands for the names in braces. -->
  <xsl:template match="d:scaffolding" mode="m:granted" as="element()*">
    <xsl:param name="document" as="document-node()" tunnel="yes"/>
    <xsl:param name="values" as="map(*)" tunnel="yes"/>
    <xsl:sequence select="if (exists(f:why-it-stays(., $document, $values?E)))
        then f:left(@name, ('EntityType', @property ! 'Property'), $values)
        else f:pieces(., $document, $values)"/>
    <xsl:for-each-group select="(d:rule | d:for) ! f:filled-rows(., $document, $values)" group-by="f:key(?identifier)">
      <xsl:sort select="?identifier" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <xsl:sequence select="f:access-rule(?row, ?identifier, $document, ?values)"/>
    </xsl:for-each-group>
    <xsl:sequence select="d:for[@of] ! f:missing-of-set(., $document, $values)" use-when="$origins"/>
    <xsl:apply-templates select="d:nests" mode="m:granted">
      <xsl:sort select="@name || '_'" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="d:nests" mode="m:granted" as="element()*">
    <xsl:param name="values" as="map(*)" tunnel="yes"/>
    <xsl:variable name="rows" as="element(d:scaffolding)?" select="key('v:rows', @name, $v:rights)"/>
    <xsl:apply-templates select="$rows" mode="m:granted">
      <xsl:with-param name="values" tunnel="yes" use-when="$origins"
          select="map:put($values, 'through', string-join(($values?through, ../@name), ' > '))"/>
    </xsl:apply-templates>
    <xsl:sequence select="if (exists($rows)) then () else f:left(@name, tokenize(@with), $values)"/>
  </xsl:template>

  <xsl:function name="f:access-rule" as="element(AccessControlRule)?">
    <xsl:param name="rule" as="element(d:rule)"/>
    <xsl:param name="identifier" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="entries" as="map(*)*" select="$rule/* ! f:filled-rows(., $document, $values)"/>
    <xsl:if test="exists($entries)">
      <AccessControlRule Identifier="{$identifier}" DisplayName_L1="{($rule/@name-1 ! f:filled(., $values), $identifier)[1]}">
        <xsl:sequence select="f:origin-of-row('access-rule', $rule, $document, $values)" use-when="$origins"/>
        <xsl:sequence select="f:attribute('DisplayName_L2', $rule/@name-2 ! f:filled(., $values))"/>
        <xsl:attribute name="EntityType" select="f:filled($rule/@entity-type, $values)"/>
        <xsl:attribute name="Profile" select="$values?P"/>
        <xsl:for-each select="$entries">
          <!-- A permission comes after those below it, as if all ended alike. -->
          <xsl:sort select="?permission || '_'" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
          <Entry>
            <xsl:sequence select="f:origin-of-row('entry', ?row, $document, map:put($values, 'permission', ?permission))"
                use-when="$origins"/>
            <xsl:sequence select="f:attribute('CanExecute', ?row/@can-execute),
                f:attribute('FullAccessProperties', ?row/@full-access)"/>
            <xsl:attribute name="Permission" select="?permission"/>
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
