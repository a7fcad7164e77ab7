<?xml version="1.0" encoding="UTF-8"?>
<!-- The tasks that bring a connector's data in: export, preparation, synchronization. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- One for each exporting connection. An initial export is a complete one (and is called so). -->
  <xsl:function name="f:export-tasks" as="element(ExportTask)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="mode" as="xs:string" select="if ($plan?mode = 'Initial') then 'Complete' else $plan?mode"/>
    <xsl:for-each select="$plan?synchronized ! f:exporting-connections(.)">
      <xsl:variable name="connector" as="element(Connector)" select="f:connector($plan, @Connector)"/>
      <ExportTask>
        <xsl:sequence use-when="$origins" select="
            f:origin('', 'export', map{ 'connection': ., 'connector': f:taking-part($plan, $connector) })"/>
        <xsl:sequence select="f:agent-task($plan,
            string-join(('Export', $connector/@Identifier, $mode, @Identifier), '_'),
            f:display-names($plan, 'Export', $connector, ()), $connector)"/>
        <xsl:attribute name="Connection" select="@Identifier"/>
        <xsl:sequence select="
            f:attribute('InitMode', 'true'[$plan?mode = 'Initial']),
            f:attribute('ContinueOnError', 'true'[$plan?mode != 'Initial']),
            f:attribute('IgnoreCookieFile', 'true'[$plan?mode != 'Incremental'])"/>
      </ExportTask>
    </xsl:for-each>
  </xsl:function>

  <!-- The connectors to prepare and synchronize. -->
  <xsl:function name="f:prepared" as="element(Connector)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="$plan?synchronized[f:is-mapped(.)]"/>
  </xsl:function>

  <xsl:function name="f:prepare-tasks" as="element(PrepareSynchronizationTask)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:for-each select="f:prepared($plan)">
      <xsl:variable name="type" as="xs:string?" select="f:synchronization-type(., $plan?mode)"/>
      <xsl:variable name="mode" as="xs:string" select="f:preparation-mode(., $plan?mode)"/>
      <PrepareSynchronizationTask>
        <xsl:sequence use-when="$origins" select="f:origin-of-data-task($plan, 'prepare-synchronization', .)"/>
        <xsl:sequence select="f:agent-task($plan, 'PrepareSynchronization' || $type || '_' || @Identifier || '_' || $mode,
            f:display-names($plan, 'PrepareSynchronization' || $type[. = 'Changes'], ., ()), .)"/>
        <xsl:attribute name="SynchronizationMode" select="$mode"/>
        <xsl:sequence select="f:attribute('Type', $type)"/>
      </PrepareSynchronizationTask>
    </xsl:for-each>
  </xsl:function>

  <!-- A connector is prepared and synchronized if something of it is mapped; how, its packages say. -->
  <xsl:function name="f:origin-of-data-task" as="attribute()" use-when="$origins">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="rule" as="xs:string"/>
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:sequence select="f:origin('', $rule, map{
        'connector': f:taking-part($plan, $connector),
        'mapping': f:mappings-of($connector),
        'connection': f:connections($connector) })"/>
  </xsl:function>

  <xsl:function name="f:synchronize-tasks" as="element(SynchronizeTask)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="suffix" as="xs:string?" select="
        map{ 'Incremental': '_DoNotDeleteChanges', 'Initial': '_ForceSynchronization' }($plan?mode)"/>
    <xsl:for-each select="f:prepared($plan)">
      <xsl:variable name="type" as="xs:string?" select="f:synchronization-type(., $plan?mode)"/>
      <SynchronizeTask>
        <xsl:sequence use-when="$origins" select="f:origin-of-data-task($plan, 'synchronize', .)"/>
        <xsl:sequence select="f:server-task($plan, 'Synchronize' || $type || '_' || @Identifier || $suffix,
            f:display-names($plan, 'Synchronize' || $type[. = 'Changes'], ., ()), .),
            f:attribute('ForceSynchronization', 'true'[$plan?mode = 'Initial']),
            f:attribute('Type', $type),
            f:attribute('DoNotDeleteChanges', 'true'[$plan?mode = 'Incremental'])"/>
      </SynchronizeTask>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
