<?xml version="1.0" encoding="UTF-8"?>
<!-- The tasks that bring a connector's data in: export, preparation, synchronization. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode" xmlns:t="urn:unscaffold:template"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The stages that bring the data in. -->
  <xsl:function name="f:data-stages" as="map(*)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="
        f:export-stage($plan),
        f:stage-of('PrepareSynchronization', $plan?prepared),
        f:stage-of('Synchronize', $plan?prepared)"/>
  </xsl:function>

  <!-- A task for each exporting connection. -->
  <xsl:function name="f:export-stage" as="map(*)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="f:stage-of('Export', $plan?synchronized ! f:exporting-connections(.))"/>
  </xsl:function>

  <xsl:template match="Connection" mode="m:export" as="element(ExportTask)">
    <xsl:param name="plan" as="map(*)" tunnel="yes"/>
    <xsl:param name="level" as="xs:integer?" tunnel="yes"/>
    <xsl:variable name="connector" as="element(Connector)" select="f:connector($plan, @Connector)"/>
    <ExportTask>
      <xsl:sequence use-when="$origins" select="
          f:origin('', 'export', map{ 'connection': ., 'connector': f:taking-part($plan, $connector) })"/>
      <xsl:sequence select="f:agent-task($plan, $level, f:export-name($plan, $connector, .), 'Export', $connector, ())"/>
      <xsl:attribute name="Connection" select="@Identifier"/>
      <xsl:sequence select="
          f:attribute('InitMode', 'true'[$plan?mode = 'Initial']),
          f:attribute('ContinueOnError', 'true'[$plan?mode != 'Initial']),
          f:attribute('IgnoreCookieFile', 'true'[$plan?mode != 'Incremental'])"/>
    </ExportTask>
  </xsl:template>

  <!-- An initial export is a complete one (and is called so). -->
  <xsl:function name="f:export-name" as="xs:string">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="connection" as="element(Connection)"/>
    <xsl:sequence select="string-join(('Export', $connector/@Identifier,
        if ($plan?mode = 'Initial') then 'Complete' else $plan?mode, $connection/@Identifier), '_')"/>
  </xsl:function>

  <xsl:template match="Connector" mode="m:prepare" as="element(PrepareSynchronizationTask)">
    <xsl:param name="plan" as="map(*)" tunnel="yes"/>
    <xsl:param name="level" as="xs:integer?" tunnel="yes"/>
    <xsl:variable name="connector" as="element(Connector)" select="."/>
    <xsl:variable name="type" as="xs:string?" select="f:synchronization-type(., $plan?mode)"/>
    <xsl:variable name="mode" as="xs:string" select="f:preparation-mode(., $plan?mode)"/>
    <PrepareSynchronizationTask>
      <xsl:sequence use-when="$origins" select="f:origin-of-data-task($plan, 'prepare-synchronization', .)"/>
      <xsl:sequence select="f:agent-task($plan, $level, f:prepare-name(., $type, $mode),
          'PrepareSynchronization' || $type[. = 'Changes'], ., ())"/>
      <xsl:attribute name="SynchronizationMode" select="$mode"/>
      <xsl:sequence select="f:attribute('Type', $type)"/>
      <xsl:call-template name="t:waiting">
        <xsl:with-param name="after" select="f:exporting-connections(.) ! f:export-name($plan, $connector, .)"/>
        <xsl:with-param name="why" select="f:origin-of-waiting('PrepareSynchronization', f:taking-part($plan, .))"
            use-when="$origins"/>
      </xsl:call-template>
    </PrepareSynchronizationTask>
  </xsl:template>

  <!-- $type: of the connector's synchronization
       $mode: in which it is prepared -->
  <xsl:function name="f:prepare-name" as="xs:string">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="type" as="xs:string?"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="'PrepareSynchronization' || $type || '_' || $connector/@Identifier || '_' || $mode"/>
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

  <xsl:template match="Connector" mode="m:synchronize" as="element(SynchronizeTask)">
    <xsl:param name="plan" as="map(*)" tunnel="yes"/>
    <xsl:param name="level" as="xs:integer?" tunnel="yes"/>
    <xsl:variable name="type" as="xs:string?" select="f:synchronization-type(., $plan?mode)"/>
    <SynchronizeTask>
      <xsl:sequence use-when="$origins" select="f:origin-of-data-task($plan, 'synchronize', .)"/>
      <xsl:sequence select="
          f:server-task($plan, $level, f:synchronize-name(., $type, $plan?mode), 'Synchronize' || $type[. = 'Changes'], ., ()),
          f:attribute('ForceSynchronization', 'true'[$plan?mode = 'Initial']),
          f:attribute('Type', $type),
          f:attribute('DoNotDeleteChanges', 'true'[$plan?mode = 'Incremental'])"/>
      <xsl:call-template name="t:waiting">
        <xsl:with-param name="after" select="f:prepare-name(., $type, f:preparation-mode(., $plan?mode))"/>
        <xsl:with-param name="why" select="f:origin-of-waiting('Synchronize', f:taking-part($plan, .))"
            use-when="$origins"/>
      </xsl:call-template>
    </SynchronizeTask>
  </xsl:template>

  <xsl:function name="f:synchronize-name" as="xs:string">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="type" as="xs:string?"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="'Synchronize' || $type || '_' || $connector/@Identifier
        || '_DoNotDeleteChanges'[$mode = 'Incremental'] || '_ForceSynchronization'[$mode = 'Initial']"/>
  </xsl:function>

  <!-- What was modified is tagged after all connectors are synchronized. -->
  <xsl:function name="f:flag-stage" as="map(*)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:if test="exists(f:flag-name($plan))">
      <xsl:sequence select="map{ 'kind': 'SetRecentlyModifiedFlag',
          'after': $plan?prepared ! f:synchronize-name(., f:synchronization-type(., $plan?mode), $plan?mode) }"/>
    </xsl:if>
  </xsl:function>

  <!-- The name of the task that tags, if there is one. -->
  <xsl:function name="f:flag-name" as="xs:string?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="'SetRecentlyModifiedFlag'[$plan?mode = 'Incremental' and exists($plan?prepared)]"/>
  </xsl:function>
</xsl:stylesheet>
