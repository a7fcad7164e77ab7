<?xml version="1.0" encoding="UTF-8"?>
<!-- The synchronization job of one connector, in incremental mode. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="CreateConnectorSynchroIncremental" mode="m:declaration" as="element(d:scaffolding)">
    <xsl:sequence select="doc('CreateConnectorSynchroIncremental.xml')/*"/>
  </xsl:template>

  <xsl:template match="CreateConnectorSynchroIncremental" mode="m:scaffolding" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="incremental" as="attribute()" select="f:attribute('IsIncremental', 'true')"/>
    <xsl:sequence select="f:connector-job(., $configuration, 'Incremental', $incremental)"/>
  </xsl:template>

  <xsl:template match="CreateConnectorSynchroIncremental" mode="m:check" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:sequence select="e:of-connector-job(., $configuration)"/>
  </xsl:template>
</xsl:stylesheet>
