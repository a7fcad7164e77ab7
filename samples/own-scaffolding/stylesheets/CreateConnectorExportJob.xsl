<?xml version="1.0" encoding="UTF-8"?>
<!-- A scaffolding of one's own: a job that exports a connector completely, and does nothing with the result. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode" xmlns:t="urn:unscaffold:template"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- What it accepts: read from the file beside this one. -->
  <xsl:template match="CreateConnectorExportJob" mode="m:declaration" as="element(d:scaffolding)">
    <xsl:sequence select="doc('CreateConnectorExportJob.xml')/*"/>
  </xsl:template>

  <!-- What it generates: a job with one stage, of one task for each exporting connection. -->
  <xsl:template match="CreateConnectorExportJob" mode="m:scaffolding" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="connector" as="element(Connector)" select="f:connector($configuration, @Connector)"/>
    <xsl:variable name="plan" as="map(*)" select="f:plan(., $configuration, map{
        'mode': 'Complete',
        'identifier': f:job-identifier(., $connector/@Identifier || '_Export'),
        'name': f:name($connector, 'DisplayName_L1') || ' - Export',
        'agent': f:agent($configuration, $connector),
        'synchronized': $connector })"/>
    <xsl:call-template name="t:job">
      <xsl:with-param name="plan" select="$plan"/>
      <xsl:with-param name="attributes" select="()"/>
      <xsl:with-param name="stages" select="f:export-stage($plan)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What it checks, besides what it accepts: that there is an agent to run it. -->
  <xsl:template match="CreateConnectorExportJob" mode="m:check" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:sequence select="e:of-agent($configuration, f:connector($configuration, @Connector), .)"/>
  </xsl:template>
</xsl:stylesheet>
