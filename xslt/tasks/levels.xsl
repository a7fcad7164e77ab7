<?xml version="1.0" encoding="UTF-8"?>
<!-- Settles the stages of a job: numbers those that are not empty, and says which task waits for which. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The tasks of the stages, in order. Without levels (ours) where there is no job to give them a meaning. -->
  <xsl:function name="f:settled" as="element()*">
    <xsl:param name="stages" as="array(element()*)*"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:param name="levelled" as="xs:boolean"/>
    <xsl:variable name="staged" as="array(element()*)*" select="$stages[exists(?1)]"/>
    <xsl:variable name="parents" as="map(xs:string, element()*)"
        select="if ($mode = 'Initial') then map{} else f:parents($staged ! ?1)"/>
    <xsl:for-each select="$staged">
      <xsl:apply-templates select="?1" mode="m:settle">
        <xsl:with-param name="level" select="(position() - 1)[$levelled]" tunnel="yes"/>
        <xsl:with-param name="parents" select="$parents" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:function>

  <!-- Tasks by kind, and by kind and connector. -->
  <xsl:function name="f:parents" as="map(xs:string, element()*)">
    <xsl:param name="tasks" as="element()*"/>
    <xsl:map>
      <xsl:for-each-group select="$tasks" group-by="local-name(), @Connector ! (local-name(..) || ' ' || .)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <xsl:template match="*" mode="m:settle" as="element()">
    <xsl:param name="level" as="xs:integer?" tunnel="yes"/>
    <xsl:param name="parents" as="map(xs:string, element()*)" tunnel="yes"/>
    <xsl:copy copy-namespaces="no">
      <!-- The second Level takes the place of the first. -->
      <xsl:copy-of select="@* except @Level[empty($level)]"/>
      <xsl:sequence select="f:attribute('Level', $level ! string())"/>
      <xsl:for-each select="f:waits-for(., $parents)">
        <TaskDependsOnTask ParentTask="{@Identifier}"/>
      </xsl:for-each>
      <xsl:copy-of select="node()" copy-namespaces="no"/>
    </xsl:copy>
  </xsl:template>

  <!-- The tasks for which a task waits. -->
  <xsl:function name="f:waits-for" as="element()*">
    <xsl:param name="task" as="element()"/>
    <xsl:param name="parents" as="map(xs:string, element()*)"/>
    <xsl:variable name="connector" as="xs:string" select="string($task/@Connector)"/>
    <xsl:choose>
      <xsl:when test="$task/self::PrepareSynchronizationTask">
        <xsl:sequence select="$parents('ExportTask ' || $connector)"/>
      </xsl:when>
      <xsl:when test="$task/self::SynchronizeTask">
        <xsl:sequence select="$parents('PrepareSynchronizationTask ' || $connector)"/>
      </xsl:when>
      <xsl:when test="$task/self::SetRecentlyModifiedFlagTask">
        <xsl:sequence select="$parents('SynchronizeTask')"/>
      </xsl:when>
      <xsl:when test="$task/(self::ComputeCorrelationKeysTask, self::ComputeRoleModelTask)">
        <xsl:sequence select="$parents('SetRecentlyModifiedFlagTask')"/>
      </xsl:when>
      <xsl:when test="$task/self::FulfillTask">
        <xsl:sequence select="$parents('GenerateProvisioningOrdersTask')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
