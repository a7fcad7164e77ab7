<?xml version="1.0" encoding="UTF-8"?>
<!-- The configuration as the scaffoldings see it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:v="urn:unscaffold:variable">
  <!-- Whether functions may ask to be remembered: Saxon-HE 9 cannot, and says so at each. -->
  <xsl:variable name="v:remembers" static="yes" as="xs:boolean"
      select="not(starts-with(system-property('xsl:product-version'), 'HE 9'))"/>

  <xsl:include href="model/agents.xsl"/>
  <xsl:include href="model/argument-checks.xsl"/>
  <xsl:include href="model/arguments.xsl"/>
  <xsl:include href="model/checks.xsl"/>
  <xsl:include href="model/configuration.xsl"/>
  <xsl:include href="model/connectors.xsl"/>
  <xsl:include href="model/consolidation.xsl"/>
  <xsl:include href="model/cron.xsl"/>
  <xsl:include href="model/facts.xsl"/>
  <xsl:include href="model/labels.xsl"/>
  <xsl:include href="model/types.xsl"/>
  <xsl:include href="model/value-checks.xsl"/>
  <xsl:include href="model/values.xsl"/>
  <xsl:include href="model/versions.xsl"/>
</xsl:stylesheet>
