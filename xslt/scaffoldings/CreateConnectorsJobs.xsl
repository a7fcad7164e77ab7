<?xml version="1.0" encoding="UTF-8"?>
<!-- For every connector, a job of the steps that its page offers, and their tasks. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns:p="urn:unscaffold:plan" xmlns:t="urn:unscaffold:template" xmlns:v="urn:unscaffold:variable"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="CreateConnectorsJobs" mode="m:scaffolding" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="connectors" as="element(Connector)*" select="$configuration?document/ConfigurationFile/Connector"/>
    <xsl:for-each select="$connectors">
      <xsl:call-template name="t:virtual-job"/>
    </xsl:for-each>
    <xsl:for-each select="$connectors">
      <xsl:call-template name="t:virtual-tasks"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="CreateConnectorsJobs" mode="m:check" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <!-- Not current(): with it, SaxonJS compiles the whole expression to nothing. -->
    <xsl:variable name="scaffolding" as="element(CreateConnectorsJobs)" select="."/>
    <xsl:sequence select="$configuration?document/ConfigurationFile/Connector ! e:of-agent($configuration, ., $scaffolding)"/>
  </xsl:template>

  <!-- The steps in the order of the page: step, the kind of its task, and the label of the task. -->
  <xsl:variable name="v:steps" as="element(p:step)+">
    <p:step name="Export" kind="Export"/>
    <p:step name="PrepareSynchronization" kind="PrepareSynchronization"/>
    <p:step name="Synchronization" kind="Synchronize"/>
    <p:step name="Expression" kind="UpdateEntityPropertyExpressions"/>
    <p:step name="Correlation" kind="ComputeCorrelationKeys"/>
    <p:step name="Policy" kind="ComputeRoleModel"/>
    <p:step name="GenerateOrders" kind="GenerateProvisioningOrders"/>
    <p:step name="Fulfillment" kind="Fulfill"/>
    <p:step name="Classification" kind="UpdateClassification"/>
    <p:step name="BuildRoleModel" kind="BuildRoleModel"/>
    <p:step name="RefreshSchema" kind="RefreshSchema"/>
  </xsl:variable>

  <xsl:template name="t:virtual-job" as="element(Job)">
    <xsl:context-item as="element(Connector)" use="required"/>
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="connector" as="element(Connector)" select="."/>
    <Job Identifier="{$connector/@Identifier}_VirtualJob" DisplayName_L1="ZZ Connectors/{f:name($connector, 'DisplayName_L1')}"
        Agent="{f:agent($configuration, $connector)}" IsConnectorJob="true" UserStartDenied="true">
      <xsl:sequence use-when="$origins" select="f:origin('', 'virtual-job', map{ 'connector': $connector }),
          f:origin-of-agent($configuration, $connector)"/>
      <xsl:for-each select="$v:steps">
        <Step Identifier="{$connector/@Identifier}_Connector{@name}">
          <xsl:sequence use-when="$origins"
              select="f:origin('', 'virtual-step', map{ 'connector': $connector, 'name': string(@name) })"/>
        </Step>
      </xsl:for-each>
    </Job>
  </xsl:template>

  <!-- The tasks of the steps, by identifier. -->
  <xsl:template name="t:virtual-tasks" as="element()+">
    <xsl:context-item as="element(Connector)" use="required"/>
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="connector" as="element(Connector)" select="."/>
    <xsl:for-each select="$v:steps">
      <xsl:sort select="@name" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <xsl:element name="{@kind}Task">
        <xsl:sequence use-when="$origins"
            select="f:origin('', 'virtual-task', map{ 'connector': $connector, 'name': string(@name) })"/>
        <xsl:attribute name="Identifier" select="$connector/@Identifier || '_Connector' || @name"/>
        <xsl:sequence select="f:display-names($configuration, @kind, $connector, ())"/>
        <xsl:attribute name="Connector" select="$connector/@Identifier"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
