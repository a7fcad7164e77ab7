<?xml version="1.0" encoding="UTF-8"?>
<!-- The scaffoldings that are expanded: the declaration of each, and the stylesheets of those that have one. The
     others declare a job of a kind that several scaffoldings have: see tasks/agent-job.xsl and tasks/connector-job.xsl;
     or their rules stand in access-rights.xml: see rights/rules.xsl. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:c="urn:schemas-usercube-com:configuration" xmlns:d="urn:unscaffold:declaration"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:v="urn:unscaffold:variable">

  <!-- By the name of the element. -->
  <xsl:variable name="v:declarations" as="map(*)" select="map:merge((
      doc('scaffoldings/CleanDatabaseJob.xml'),
      doc('scaffoldings/CreateAccessCertificationJob.xml'),
      doc('scaffoldings/CreateAgentSynchroComplete.xml'),
      doc('scaffoldings/CreateAgentSynchroIncremental.xml'),
      doc('scaffoldings/CreateConnectorSynchroComplete.xml'),
      doc('scaffoldings/CreateConnectorSynchroIncremental.xml'),
      doc('scaffoldings/CreateConnectorsJobs.xml'),
      doc('scaffoldings/CreateInitializationJob.xml')) ! map{ string(*/@name): * })"/>

  <xsl:include href="scaffoldings/CleanDatabaseJob.xsl"/>
  <xsl:include href="scaffoldings/CreateAccessCertificationJob.xsl"/>
  <xsl:include href="scaffoldings/CreateConnectorsJobs.xsl"/>
  <xsl:include href="scaffoldings/CreateInitializationJob.xsl"/>

  <xsl:template match="c:*" mode="m:declaration" as="element(d:scaffolding)?">
    <xsl:sequence select="($v:declarations(local-name()), f:accepted(.))[1]"/>
  </xsl:template>
</xsl:stylesheet>
