<?xml version="1.0" encoding="UTF-8"?>
<!-- The job of all connectors of an agent, in a mode: of every scaffolding whose declaration says job="agent". -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:t="urn:unscaffold:template"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template name="t:agent-job" as="element()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:variable name="plan" as="map(*)" select="f:agent-plan(., $configuration, $mode)"/>
    <xsl:call-template name="t:job">
      <xsl:with-param name="plan" select="$plan"/>
      <xsl:with-param name="attributes" select="()"/>
      <xsl:with-param name="stages" select="f:synchronization-stages($plan)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="e:of-synchronization" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="e:of-agent-job($scaffolding, $configuration),
        $scaffolding[f:agent($configuration, .) != ''] ! e:of-plan(f:agent-plan(., $configuration, $mode))"/>
  </xsl:function>

  <!-- Connectors take part by their job rule for the mode, unless the scaffolding takes them out. -->
  <xsl:function name="f:agent-plan" as="map(*)">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:variable name="agent" as="xs:string" select="f:agent($configuration, $scaffolding)"/>
    <xsl:variable name="connectors" as="element(Connector)*" select="f:connectors-of-agent($configuration, $agent)"/>
    <xsl:sequence select="f:plan($scaffolding, $configuration, map{
        'mode': $mode,
        'identifier': f:job-identifier($scaffolding, $agent || '_Synchronize_' || $mode),
        'name': $agent || ' - Synchronization ' || $mode,
        'agent': $agent,
        'synchronized': $connectors[f:takes-part-in-synchronization(., $scaffolding, $mode)],
        'provisioned': $connectors[f:takes-part-in-provisioning(., $scaffolding, $mode)],
        'touched': $connectors,
        'expressions': f:entity-types($connectors),
        'everywhere': true() })"/>
  </xsl:function>

  <!-- By its rule, not taken out, and exporting; in incremental mode through incremental packages only. -->
  <xsl:function name="f:takes-part-in-synchronization" as="xs:boolean">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="f:job-rule($connector, $mode) = ('Used', 'OnlySynchronization')
        and not(f:is-taken-out($connector, $scaffolding/(NotUsed, NoConnectorSynchronization)))
        and (if ($mode = 'Incremental') then f:is-incremental($connector) else exists(f:exporting-connections($connector)))"/>
  </xsl:function>

  <!-- By its rule, not taken out, and with resource types to provision. -->
  <xsl:function name="f:takes-part-in-provisioning" as="xs:boolean">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="f:job-rule($connector, $mode) = ('Used', 'OnlyProvisioning')
        and not(f:is-taken-out($connector, $scaffolding/(NotUsed, NoConnectorProvisioning)))
        and exists(f:resource-types($connector))"/>
  </xsl:function>

  <xsl:function name="f:is-taken-out" as="xs:boolean">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="exclusions" as="element()*"/>
    <xsl:sequence select="f:key($connector/@Identifier) = $exclusions ! f:key(@ConnectorIdentifier)"/>
  </xsl:function>

  <!-- The scaffolding needs an agent, and so does every active connector: else it would be left out unnoticed. -->
  <xsl:function name="e:of-agent-job" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:variable name="agent" as="xs:string?" select="f:agent($configuration, $scaffolding)"/>
    <xsl:sequence select="
        e:of-agent($configuration, $scaffolding, $scaffolding),
        $configuration?document/ConfigurationFile/Connector[f:is-active(.)] ! e:of-agent($configuration, ., $scaffolding),
        $agent ! e:of-idle-arguments($scaffolding, $configuration, f:connectors-of-agent($configuration, .)),
        e:of-missing-job($scaffolding)"/>
  </xsl:function>
</xsl:stylesheet>
