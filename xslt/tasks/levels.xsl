<?xml version="1.0" encoding="UTF-8"?>
<!-- Settles the stages of a job: numbers those that are not empty, and says which task waits for which. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:o="urn:unscaffold:origin" xmlns:v="urn:unscaffold:variable"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The kind of task for which tasks of a kind wait. -->
  <xsl:variable name="v:waits-for" as="map(*)" select="map{
      'SetRecentlyModifiedFlagTask': 'SynchronizeTask',
      'ComputeCorrelationKeysTask': 'SetRecentlyModifiedFlagTask',
      'ComputeRoleModelTask': 'SetRecentlyModifiedFlagTask',
      'FulfillTask': 'GenerateProvisioningOrdersTask' }"/>

  <!-- The same, where only those of the same connector are waited for. -->
  <xsl:variable name="v:waits-for-own" as="map(*)" select="map{
      'PrepareSynchronizationTask': 'ExportTask',
      'SynchronizeTask': 'PrepareSynchronizationTask' }"/>

  <!-- The tasks of the stages, in order. Without levels (ours) where there is no job to give them a meaning. -->
  <xsl:function name="f:settled" as="element()*">
    <xsl:param name="stages" as="array(element()*)*"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:param name="levelled" as="xs:boolean"/>
    <xsl:variable name="staged" as="array(element()*)*" select="$stages[exists(?1)]"/>
    <xsl:variable name="parents" as="map(*)"
        select="if ($mode = 'Initial') then map{} else f:parents($staged ! ?1)"/>
    <xsl:for-each select="$staged">
      <xsl:variable name="level" as="xs:integer?" select="(position() - 1)[$levelled]"/>
      <xsl:for-each select="?1">
        <xsl:copy copy-namespaces="no">
          <!-- The second Level takes the place of the first. -->
          <xsl:copy-of select="if ($levelled) then @* else @* except @Level"/>
          <xsl:sequence select="f:attribute('Level', $level ! string())"/>
          <xsl:sequence use-when="$origins" select="$level ! f:origin('Level', if (. = 0) then 'first-level' else 'level',
              map{ 'before': subsequence($staged, 1, .) ! local-name(?1[1]) })"/>
          <xsl:variable name="task" as="element()" select="." use-when="$origins"/>
          <xsl:variable name="connector" as="xs:string" select="string(@Connector)"/>
          <xsl:for-each select="
              $v:waits-for(local-name()) ! $parents(.),
              $v:waits-for-own(local-name()) ! $parents(. || ' ' || $connector)">
            <TaskDependsOnTask ParentTask="{@Identifier}">
              <xsl:sequence use-when="$origins" select="f:origin-of-waiting($task, .)"/>
            </TaskDependsOnTask>
          </xsl:for-each>
          <xsl:copy-of select="node()" copy-namespaces="no"/>
        </xsl:copy>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <!-- Why a task waits for another one: where only those of the same connector are waited for, because of that. -->
  <xsl:function name="f:origin-of-waiting" as="attribute()" use-when="$origins">
    <xsl:param name="task" as="element()"/>
    <xsl:param name="parent" as="element()"/>
    <xsl:variable name="is-own" as="xs:boolean" select="map:contains($v:waits-for-own, local-name($task))"/>
    <xsl:attribute name="o:_" select="f:origin('', if ($is-own) then 'waits-for-own' else 'waits-for',
        map{ 'task': local-name($task), 'parent': local-name($parent) }),
        tokenize($task/@o:_)[$is-own and starts-with(., 'connector=')]"/>
  </xsl:function>

  <!-- Tasks by kind, and by kind and connector. -->
  <xsl:function name="f:parents" as="map(*)">
    <xsl:param name="tasks" as="element()*"/>
    <xsl:map>
      <xsl:for-each-group select="$tasks" group-by="local-name(), @Connector ! (local-name(..) || ' ' || .)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>
</xsl:stylesheet>
