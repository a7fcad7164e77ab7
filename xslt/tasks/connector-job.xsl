<?xml version="1.0" encoding="UTF-8"?>
<!-- The job of one connector, in a mode: of every scaffolding whose declaration says job="connector". -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:t="urn:unscaffold:template"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template name="t:connector-job" as="element()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:variable name="plan" as="map(*)" select="f:connector-plan(., $configuration, $mode)"/>
    <xsl:call-template name="t:job">
      <xsl:with-param name="plan" select="$plan"/>
      <xsl:with-param name="attributes" select="f:attribute('IsIncremental', 'true'[$mode = 'Incremental'])"/>
      <xsl:with-param name="stages" select="f:synchronization-stages($plan)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The connector the scaffolding names is synchronized and provisioned, whatever its job rules say;
       a deactivated one is not provisioned (nor exported). -->
  <xsl:function name="f:connector-plan" as="map(*)">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:variable name="connector" as="element(Connector)" select="f:connector($configuration, $scaffolding/@Connector)"/>
    <xsl:sequence select="f:plan($scaffolding, $configuration, map{
        'mode': $mode,
        'identifier': f:job-identifier($scaffolding, $connector/@Identifier || '_Synchronize_' || $mode),
        'name': f:name($connector, 'DisplayName_L1') || ' - Synchronization ' || $mode,
        'agent': f:agent($configuration, $connector),
        'first': f:key($connector/@Identifier),
        'synchronized': $connector[not($scaffolding/NoSynchronization)],
        'provisioned': $connector[f:is-active(.)],
        'expressions': f:entity-types($connector),
        'everywhere': false() })"/>
  </xsl:function>

  <!-- What is to be said of the job needs no more of its plan than this. -->
  <xsl:function name="e:of-connector-job" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:variable name="connector" as="element(Connector)?" select="f:connector($configuration, $scaffolding/@Connector)"/>
    <xsl:sequence select="
        e:of-agent($configuration, $connector, $scaffolding),
        e:of-idle-arguments($scaffolding, $configuration, $connector)[exists($connector)],
        e:of-missing-job($scaffolding),
        $connector ! e:of-plan(map{
          'scaffolding': $scaffolding,
          'document': $configuration?document,
          'mode': $mode,
          'synchronized': .[not($scaffolding/NoSynchronization)],
          'resource-types': .[f:is-active(.)] ! f:resource-types(.),
          'touched': . })"/>
  </xsl:function>
</xsl:stylesheet>
