<?xml version="1.0" encoding="UTF-8"?>
<!-- The scaffoldings that are expanded, one line each. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="scaffoldings/CleanDatabaseJob.xsl"/>
  <xsl:include href="scaffoldings/CreateAccessCertificationJob.xsl"/>
  <xsl:include href="scaffoldings/CreateAgentSynchroComplete.xsl"/>
  <xsl:include href="scaffoldings/CreateAgentSynchroIncremental.xsl"/>
  <xsl:include href="scaffoldings/CreateConnectorSynchroComplete.xsl"/>
  <xsl:include href="scaffoldings/CreateConnectorSynchroIncremental.xsl"/>
  <xsl:include href="scaffoldings/CreateConnectorsJobs.xsl"/>
  <xsl:include href="scaffoldings/CreateInitializationJob.xsl"/>
</xsl:stylesheet>
