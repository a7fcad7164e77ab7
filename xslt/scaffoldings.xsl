<?xml version="1.0" encoding="UTF-8"?>
<!-- The scaffoldings that are expanded: the declaration of each, and the stylesheets of those that have one. The
     others declare a job of a kind that several scaffoldings have: see tasks/agent-job.xsl and tasks/connector-job.xsl;
     or their rules stand in access-rights.xml: see rights/rules.xsl. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:c="urn:schemas-usercube-com:configuration" xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:t="urn:unscaffold:template" xmlns:v="urn:unscaffold:variable">

  <!-- By the name of the element. -->
  <xsl:variable name="v:declarations" as="map(*)" select="map:merge(((
      doc('scaffoldings/CleanDatabaseJob.xml'),
      doc('scaffoldings/CreateAccessCertificationJob.xml'),
      doc('scaffoldings/CreateAgentSynchroComplete.xml'),
      doc('scaffoldings/CreateAgentSynchroIncremental.xml'),
      doc('scaffoldings/CreateConnectorSynchroComplete.xml'),
      doc('scaffoldings/CreateConnectorSynchroIncremental.xml'),
      doc('scaffoldings/CreateConnectorsJobs.xml'),
      doc('scaffoldings/CreateInitializationJob.xml')) ! map{ string(*/@name): * },
      $v:rights/*/d:scaffolding ! map{ string(@name): f:accepted(.) }))"/>

  <xsl:include href="scaffoldings/CleanDatabaseJob.xsl"/>
  <xsl:include href="scaffoldings/CreateAccessCertificationJob.xsl"/>
  <xsl:include href="scaffoldings/CreateConnectorsJobs.xsl"/>
  <xsl:include href="scaffoldings/CreateInitializationJob.xsl"/>

  <xsl:template match="c:*" mode="m:declaration" as="element(d:scaffolding)?">
    <xsl:sequence select="$v:declarations(local-name())"/>
  </xsl:template>

  <!-- What a scaffolding generates that has no template of its own. -->
  <xsl:template match="c:*" mode="m:scaffolding" priority="-1" as="element()*">
    <xsl:variable name="declaration" as="element(d:scaffolding)?" select="f:declaration(.)"/>
    <xsl:choose>
      <xsl:when test="$declaration/@job = 'connector'">
        <xsl:call-template name="t:connector-job">
          <xsl:with-param name="mode" select="$declaration/@mode"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$declaration/@job = 'agent'">
        <xsl:call-template name="t:agent-job">
          <xsl:with-param name="mode" select="$declaration/@mode"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What is wrong with it, besides what its declaration says. -->
  <xsl:template match="c:*" mode="m:check" priority="-1" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="declaration" as="element(d:scaffolding)?" select="f:declaration(.)"/>
    <xsl:sequence select="
        if ($declaration/@job = 'connector') then e:of-connector-job(., $configuration, $declaration/@mode)
        else if ($declaration/@job = 'agent') then e:of-synchronization(., $configuration, $declaration/@mode)
        else ()"/>
  </xsl:template>
</xsl:stylesheet>
