<?xml version="1.0" encoding="UTF-8"?>
<!-- What is wrong with the scaffoldings of access rights, besides their attributes, and what is not certain of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function"
    xmlns:m="urn:unscaffold:mode" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="*[f:rows(.)]" mode="m:check" priority="-0.5" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:sequence select="e:of-rights(., $configuration)"/>
  </xsl:template>

  <xsl:function name="e:of-rights" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:variable name="document" as="document-node()" select="$configuration?document"/>
    <!-- Scaffoldings that stay in place and generate what nobody knows: profiles and entity types may be among it. -->
    <xsl:variable name="generating" as="element()*" select="f:generating($document)"/>
    <xsl:variable name="rows" as="element(d:scaffolding)+" select="f:with-nested(f:rows($scaffolding)) | ()"/>
    <xsl:variable name="values" as="map(*)" select="f:values-of($scaffolding, $document)"/>
    <xsl:sequence select="
        $scaffolding/@Profile[normalize-space()][empty($generating)] ! e:of-profile(., $document),
        $scaffolding/@EntityType[f:rows(..)/@entity-type][normalize-space()][empty($generating)]
          ! e:of-entity-type(., $document),
        $generating[1] ! e:of-unknown(., $scaffolding),
        $scaffolding/DisplayNameProfile ! e:of-name(., $document),
        e:of-nested($scaffolding, f:with-nested(f:rows($scaffolding))),
        $rows[d:guess | d:opens | d:needs] ! e:of-certainty(., $scaffolding, $document, $values)"/>
  </xsl:function>

  <!-- A piece that is not expanded, or a guess. -->
  <xsl:function name="e:of-certainty" as="element()?">
    <xsl:param name="rows" as="element(d:scaffolding)"/>
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:variable name="reason" as="xs:string?" select="f:why-it-stays($rows, $document, $values)"/>
    <xsl:sequence select="
        if (exists($reason)) then e:finding('left', $scaffolding, map{
          'element': string($rows/@name), 'reason': $reason, 'value': '' })
        else $rows/d:guess ! e:finding('guess', $scaffolding, map{
          'argument': string($rows/@name), 'guess': string() })"/>
  </xsl:function>

  <!-- Nested scaffoldings that nothing expands. -->
  <xsl:function name="e:of-nested" as="element()?">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="rows" as="element(d:scaffolding)+"/>
    <xsl:variable name="left" as="xs:string*" select="$rows/d:nests[@with]/@name"/>
    <xsl:if test="exists($left)">
      <xsl:sequence select="e:finding('left-nested', $scaffolding, map{
          'element': local-name($scaffolding), 'nested': string-join($left, ', '), 'value': '' })"/>
    </xsl:if>
  </xsl:function>

  <!-- A profile may be made elsewhere than in files: the rules are right then, but for their names. -->
  <xsl:function name="e:of-profile" as="element()?">
    <xsl:param name="profile" as="attribute()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:if test="empty(f:named($document, 'Profile', $profile))">
      <xsl:sequence select="e:finding('unknown-profile', $profile, map{
          'attribute': local-name($profile), 'value': string($profile), 'refers': 'Profile' },
          $document/ConfigurationFile/Profile/string(@Identifier))"/>
    </xsl:if>
  </xsl:function>

  <!-- A display name that says nothing, or is in a language that nobody declares. -->
  <xsl:function name="e:of-name" as="element()?">
    <xsl:param name="argument" as="element(DisplayNameProfile)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="arguments" as="element(DisplayNameProfile)+" select="$argument/../DisplayNameProfile"/>
    <xsl:choose>
      <xsl:when test="empty(f:name-given($argument))">
        <xsl:sequence select="e:finding('missing-attribute', $argument, map{
            'element': local-name($argument), 'attribute': 'DisplayName', 'value': '' })"/>
      </xsl:when>
      <xsl:when test="$argument/@Identifier != ''
          and empty($argument intersect (f:languages($document) ! f:serving($arguments, @code)))">
        <xsl:sequence select="e:finding('dangling', $argument/@Identifier, map{
            'attribute': 'Identifier', 'element': local-name($argument), 'kind': 'Language',
            'value': string($argument/@Identifier) })"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="e:of-entity-type" as="element()?">
    <xsl:param name="entity-type" as="attribute()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:if test="empty(f:named($document, 'EntityType', $entity-type))">
      <xsl:sequence select="e:finding('unknown-reference', $entity-type, map{
          'attribute': local-name($entity-type), 'kind': 'entity type', 'value': string($entity-type),
          'refers': 'EntityType' }, $document/ConfigurationFile/EntityType/string(@Identifier))"/>
    </xsl:if>
  </xsl:function>

  <!-- Rules that are computed from the configuration, if there is more in it than is known. -->
  <xsl:function name="e:of-unknown" as="element()?">
    <xsl:param name="generating" as="element()"/>
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:if test="f:with-nested(f:rows($scaffolding))//d:for/@of = $v:rights/*/d:set/@name">
      <xsl:sequence select="e:finding('incomplete-rights', $scaffolding, map{
          'element': local-name($scaffolding), 'scaffolding': local-name($generating),
          'generates': string(key('v:other', local-name($generating), $v:vocabulary)/@generates) })"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
