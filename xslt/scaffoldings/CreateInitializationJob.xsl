<?xml version="1.0" encoding="UTF-8"?>
<!-- The job that fills an empty database: three rounds for the identities, then everything else. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns:t="urn:unscaffold:template"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="CreateInitializationJob" mode="m:scaffolding" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="plan" as="map(*)" select="f:initialization-plan(., $configuration, f:agent($configuration, .))"/>
    <xsl:call-template name="t:job">
      <xsl:with-param name="plan" select="$plan"/>
      <xsl:with-param name="attributes" select="f:attribute('IsInitializationJob', 'true'), f:attribute('UserStartDenied', 'true')"/>
      <xsl:with-param name="stages" select="f:initialization-stages($plan, f:principal(., $configuration, $plan?agent))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="CreateInitializationJob" mode="m:check" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="scaffolding" as="element(CreateInitializationJob)" select="."/>
    <xsl:sequence select="e:of-agent-job(., $configuration),
        f:agent($configuration, .) ! e:of-plan(f:initialization-plan($scaffolding, $configuration, .))"/>
  </xsl:template>

  <!-- The connector whose resources are the identities, if the agent runs it. -->
  <xsl:function name="f:principal" as="element(Connector)?">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="agent" as="xs:string"/>
    <xsl:sequence select="f:connectors-of($configuration, $scaffolding/PrincipalDataConnector)
        intersect f:connectors-of-agent($configuration, $agent)"/>
  </xsl:function>

  <!-- Connectors take part by their job rule, and the principal one always does. -->
  <xsl:function name="f:initialization-plan" as="map(*)">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="agent" as="xs:string"/>
    <xsl:variable name="connectors" as="element(Connector)*" select="f:connectors-of-agent($configuration, $agent)"/>
    <xsl:variable name="principal" as="element(Connector)?" select="f:principal($scaffolding, $configuration, $agent)"/>
    <xsl:variable name="synchronized" as="element(Connector)*" select="
        $connectors[f:takes-part-in-synchronization(., $scaffolding, 'Complete')],
        $principal[exists(f:exporting-connections(.))]"/>
    <xsl:variable name="provisioned" as="element(Connector)*" select="
        $connectors[f:takes-part-in-provisioning(., $scaffolding, 'Complete')],
        $principal[exists(f:resource-types(.))]"/>
    <xsl:sequence select="f:plan($scaffolding, $configuration, map{
        'mode': 'Initial',
        'identifier': f:job-identifier($scaffolding, 'InitializationJob'),
        'name': 'Initialization',
        'agent': $agent,
        'synchronized': $synchronized,
        'provisioned': $provisioned,
        'touched': ($synchronized, $provisioned, $principal),
        'expressions': f:entity-types(($synchronized, $provisioned, $principal)) })"/>
  </xsl:function>

  <xsl:function name="f:initialization-stages" as="map(*)+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="principal" as="element(Connector)?"/>
    <xsl:variable name="identities" as="element(ResourceType)*" select="$principal ! f:resource-types(.)"/>
    <!-- The first round creates resources, the second their links, the third checks them. -->
    <xsl:variable name="rounds" as="xs:integer" select="if (exists($identities)) then 3 else 0"/>
    <xsl:sequence select="
        f:views-stage(),
        f:data-stages($plan),
        f:expressions-stage($plan, 1, $plan?expressions),
        for $round in 1 to $rounds return f:round($plan, $round, $identities, $principal),
        f:expressions-stage($plan, 1 + $rounds, $plan?expressions)[$rounds gt 0],
        f:deployment-stage($plan?scaffolding/Configuration/@Path),
        f:correlation-stage($plan, $rounds + 1, $plan?resource-types),
        f:role-model-stage($plan, $rounds + 1, f:last-role-model(),
          (f:sources($plan?resource-types), f:entity-types($principal))),
        f:risk-stage($plan, $identities),
        f:classification-stage($plan),
        f:profiles-stage($plan),
        f:stage('ResetValidFrom'),
        f:stage('UpdateParametersContextDisplayNames'),
        f:stage('SavePreExistingAccessRights'),
        f:indexes-stage()"/>
  </xsl:function>

  <xsl:function name="f:views-stage" as="map(*)">
    <xsl:sequence select="map{ 'kind': 'CreateDatabaseViews', 'agent-side': true() }"/>
  </xsl:function>

  <xsl:function name="f:deployment-stage" as="map(*)?">
    <xsl:param name="directory" as="xs:string?"/>
    <xsl:if test="exists($directory)">
      <xsl:sequence select="map{ 'kind': 'DeployConfiguration', 'attributes': f:attribute('ConfigurationDirectory', $directory) }"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:indexes-stage" as="map(*)">
    <xsl:sequence select="map{ 'kind': 'MaintainIndexes',
        'attributes': (f:attribute('AllIndexes', 'true'), f:attribute('Offline', 'true')) }"/>
  </xsl:function>

  <!-- A round of the role model for the identities; between two rounds, properties are computed anew: those of the
       entity types at which the correlation looks, as far as they are the principal connector's. -->
  <xsl:function name="f:round" as="map(*)+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="round" as="xs:integer"/>
    <xsl:param name="identities" as="element(ResourceType)+"/>
    <xsl:param name="principal" as="element(Connector)"/>
    <xsl:variable name="types" as="map(*)" select="$plan?types"/>
    <xsl:variable name="changed" as="xs:string*"
        select="f:correlated($identities)[$types(f:key(.))/@connector = f:key($principal/@Identifier)]"/>
    <xsl:sequence select="
        f:expressions-stage($plan, $round, $changed)[$round gt 1],
        f:correlation-stage($plan, $round, $identities),
        f:role-model-stage($plan, $round, f:round-role-model(), f:sources($identities)),
        f:sending-stages($plan, $round, $identities)"/>
  </xsl:function>

  <xsl:function name="f:round-role-model" as="attribute()+">
    <xsl:sequence select="f:attribute('BlockProvisioning', 'false'), f:attribute('IgnoreHistorization', 'true')"/>
  </xsl:function>

  <xsl:function name="f:last-role-model" as="attribute()+">
    <xsl:sequence select="f:attribute('BlockAllResourceTypeProvisioning', 'true'), f:round-role-model()"/>
  </xsl:function>
</xsl:stylesheet>
