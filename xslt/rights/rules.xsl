<?xml version="1.0" encoding="UTF-8"?>
<!-- The access control rules of a scaffolding, by the table; for what else it generates, see pieces.xsl. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:v="urn:unscaffold:variable"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="*[f:rows(.)]" mode="m:scaffolding" priority="-0.5" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:apply-templates select="f:rows(.)" mode="m:granted">
      <xsl:with-param name="document" select="$configuration?document" tunnel="yes"/>
      <xsl:with-param name="values" select="f:values-of(., $configuration?document)" tunnel="yes" use-when="not($origins)"/>
      <xsl:with-param name="values" tunnel="yes" use-when="$origins"
          select="map:put(f:values-of(., $configuration?document), 'asked', (@EntityType, @Property))"/>
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
    <xsl:variable name="stays" as="xs:boolean" select="exists(f:why-it-stays(., $document, $values))"/>
    <xsl:sequence select="if ($stays) then f:left(@name, ('EntityType', @property ! 'Property'), $values)
        else f:pieces(., $document, $values)"/>
    <xsl:for-each-group select="(d:rule | d:for) ! f:filled-rows(., $document, $values)" group-by="f:key(?1)">
      <xsl:sort select="?1" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <xsl:choose>
        <xsl:when test="count(current-group()) = 1">
          <xsl:apply-templates select="?2" mode="m:granted">
            <xsl:with-param name="identifier" select="?1"/>
            <xsl:with-param name="values" select="?3" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="rules" as="element(AccessControlRule)*">
            <xsl:for-each select="current-group()">
              <xsl:apply-templates select="?2" mode="m:granted">
                <xsl:with-param name="identifier" select="?1"/>
                <xsl:with-param name="values" select="?3" tunnel="yes"/>
              </xsl:apply-templates>
            </xsl:for-each>
          </xsl:variable>
          <xsl:sequence select="f:versions($rules)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
    <xsl:sequence select="d:for[@of] ! f:missing-of-set(., $document, $values)" use-when="$origins and $in-full"/>
    <xsl:apply-templates select="d:nests[not($stays)]" mode="m:granted">
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

  <!-- The rules of one identifier: one, unless an entity type is one of the product's own, for which there is another row. -->
  <xsl:function name="f:versions" as="element(AccessControlRule)*">
    <xsl:param name="rules" as="element(AccessControlRule)*"/>
    <xsl:sequence select="head($rules), tail($rules)[not(f:is-like(., head($rules)))]"/>
  </xsl:function>

  <xsl:template match="d:rule" mode="m:granted" as="element(AccessControlRule)?">
    <xsl:param name="identifier" as="xs:string"/>
    <xsl:param name="document" as="document-node()" tunnel="yes"/>
    <xsl:param name="values" as="map(*)" tunnel="yes"/>
    <xsl:variable name="entries" as="array(*)*" select="* ! f:filled-rows(., $document, $values)"/>
    <xsl:if test="exists($entries)">
      <AccessControlRule Identifier="{$identifier}" DisplayName_L1="{(@name-1 ! f:filled(., $values), $identifier)[1]}">
        <xsl:sequence select="f:origin-of-row('access-rule', ., $document, $values)" use-when="$origins"/>
        <xsl:if test="@name-2">
          <xsl:attribute name="DisplayName_L2" select="f:filled(@name-2, $values)"/>
        </xsl:if>
        <xsl:attribute name="EntityType" select="f:filled(@entity-type, $values)"/>
        <xsl:attribute name="Profile" select="$values?P"/>
        <xsl:for-each select="$entries">
          <!-- A permission comes after those below it, as if all ended alike. -->
          <xsl:sort select="?1 || '_'" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
          <xsl:variable name="entry" as="element(d:entry)" select="?2"/>
          <Entry>
            <xsl:sequence select="f:origin-of-row('entry', $entry, $document, ?3)" use-when="$origins"/>
            <xsl:if test="$entry/@can-execute">
              <xsl:attribute name="CanExecute" select="$entry/@can-execute"/>
            </xsl:if>
            <xsl:if test="$entry/@full-access">
              <xsl:attribute name="FullAccessProperties" select="$entry/@full-access"/>
            </xsl:if>
            <xsl:attribute name="Permission" select="?1"/>
          </Entry>
        </xsl:for-each>
      </AccessControlRule>
    </xsl:if>
  </xsl:template>

  <!-- The rules or the entries that come of a row: the identifier or the permission, the row, and what stands for the
       names in braces. Arrays, for elements would be copied each time, and to make a map takes five times as long. -->
  <xsl:function name="f:filled-rows" as="array(*)*">
    <xsl:param name="row" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="$row/self::d:for">
        <xsl:for-each select="f:members($row, $document, $values)">
          <xsl:variable name="with-member" as="map(*)" select="."/>
          <xsl:sequence select="$row/* ! f:filled-rows(., $document, $with-member)"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="$row/self::d:rule">
        <xsl:sequence select="[f:filled($row/@identifier, $values), $row, $values]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="permission" as="xs:string" select="f:filled($row/@permission, $values)"/>
        <xsl:sequence select="if ($row/@each) then tokenize($row/@each) ! [$permission || '/' || ., $row, $values]
            else [$permission, $row, $values]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What a row goes through: for each member, the values, and what stands for its letter and for what else is known
       of it. -->
  <xsl:function name="f:members" as="map(*)*">
    <xsl:param name="for" as="element(d:for)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="letter" as="xs:string" select="$for/@each"/>
    <xsl:choose>
      <xsl:when test="$for/@of = 'mappings'">
        <xsl:sequence select="f:mappings($document) ! map:merge(($values,
            f:names-of($document, 'EntityType', @Identifier, $letter), map{ $letter || 'C': string(@Connector) }))"/>
      </xsl:when>
      <xsl:when test="$for/@of = 'refinable'">
        <xsl:sequence select="f:refinable($document, $values?E) ! map:merge(($values, map{
            $letter: string(../@Identifier), $letter || 'A': string(@Identifier) }))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:words($for, $document, $values?E) ! map:put($values, $letter, .)"/>
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
