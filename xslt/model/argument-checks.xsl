<?xml version="1.0" encoding="UTF-8"?>
<!-- Checks the arguments of scaffoldings. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="urn:schemas-usercube-com:configuration" xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error"
    xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- Unknown and repeated arguments, and the attributes of the others. -->
  <xsl:function name="e:of-arguments" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="declaration" as="element(d:scaffolding)"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:for-each select="$scaffolding/*">
      <xsl:variable name="name" as="xs:string" select="local-name()"/>
      <xsl:variable name="argument" as="element(d:argument)?" select="self::c:*[not($name = $v:unknown)]
          ! key('v:argument', $name, $declaration) ! key('v:argument', $name, $v:vocabulary)"/>
      <xsl:choose>
        <xsl:when test="empty($argument)">
          <xsl:variable name="declared" as="xs:string*" select="$declaration/d:argument/@name"/>
          <xsl:variable name="known" as="xs:string*" select="$declared[not(. = $v:unknown)]"/>
          <xsl:variable name="version" as="xs:string?" select="(' in version ' || $target)[$name = $declared]"/>
          <xsl:sequence select="e:finding('unknown-argument', ., map{ 'element': local-name($scaffolding) || $version,
              'argument': if (self::c:*) then $name else '{' || namespace-uri() || '}' || $name,
              'value': $name, 'known': f:listed($known) }, $known[. != $name])"/>
        </xsl:when>
        <xsl:when test="$argument/@distinct
            and preceding-sibling::*[local-name() = $name]/@*[name() = $argument/@distinct]/f:key(.)
            = @*[name() = $argument/@distinct]/f:key(.)">
          <xsl:sequence select="e:finding('repeated-argument', @*[name() = $argument/@distinct], map{
              'element': local-name($scaffolding),
              'argument': $name || ' for ' || @*[name() = $argument/@distinct], 'value': '' })"/>
        </xsl:when>
        <xsl:when test="not($argument/@many) and preceding-sibling::*/local-name() = $name">
          <xsl:sequence select="e:finding('repeated-argument', ., map{ 'element': local-name($scaffolding),
              'argument': $name, 'value': '' })"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="e:of-attributes(., $argument, $configuration),
              $argument/@guess ! e:finding('guess', current(), map{ 'argument': $name, 'guess': string() }),
              * ! e:finding('unknown-argument', ., map{ 'element': $name, 'argument': local-name(),
                'value': '', 'known': 'none' })"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:sequence select="
        $scaffolding/OpenIdIdentifier[last()] ! e:of-client(., $configuration),
        $scaffolding[not(OpenIdIdentifier)][key('v:argument', 'OpenIdIdentifier', $declaration)]
          ! e:of-missing-client(.),
        $scaffolding/AddTask ! e:of-place(.)"/>
  </xsl:function>

  <!-- An AddTask that says both or neither of Before and After, in words that can be understood. -->
  <xsl:function name="e:of-place" as="element()?">
    <xsl:param name="argument" as="element(AddTask)"/>
    <xsl:if test="f:is-true($argument/@Before) = f:is-true($argument/@After)
        and (every $place in $argument/(@Before, @After) satisfies lower-case($place) = ('true', 'false', '1', '0'))">
      <xsl:sequence select="e:finding('before-or-after', ($argument/@Before[f:is-true(.)], $argument)[1], map{
          'value': '', 'count': if (f:is-true($argument/@Before)) then 'both' else 'neither' })"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:of-client" as="element()?">
    <xsl:param name="argument" as="element(OpenIdIdentifier)"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:variable name="declared" as="xs:string*" select="$configuration?clients"/>
    <xsl:if test="exists($declared) and $argument/@Identifier != ''
        and not(f:key($argument/@Identifier) = $declared ! f:key(.))">
      <xsl:sequence select="e:finding('unknown-client', $argument/@Identifier, map{
          'value': string($argument/@Identifier), 'known': f:listed($declared) }, $declared)"/>
    </xsl:if>
  </xsl:function>

  <!-- A job in which an agent runs tasks needs a client in some versions. -->
  <xsl:function name="e:of-missing-client" as="element()?">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:if test="f:rule(local-name($scaffolding) || ' OpenIdIdentifier') = 'required'
        and not($scaffolding/NoSynchronization and $scaffolding/NoProvisioning)">
      <xsl:sequence select="e:finding('missing-client', $scaffolding, map{
          'element': local-name($scaffolding), 'version': $target })"/>
    </xsl:if>
  </xsl:function>

  <!-- Arguments that name a connector which the job has nothing to do with. -->
  <xsl:function name="e:of-idle-arguments" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="touched" as="element(Connector)*"/>
    <xsl:for-each select="$scaffolding/*[@ConnectorIdentifier]">
      <xsl:variable name="connector" as="element(Connector)?" select="f:connectors-of($configuration, .)"/>
      <xsl:if test="$connector[not(f:key(@Identifier) = $touched ! f:key(@Identifier))]">
        <xsl:sequence select="e:finding('idle-argument', @ConnectorIdentifier, map{
            'argument': local-name(), 'value': string(@ConnectorIdentifier) })"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
