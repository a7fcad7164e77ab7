<?xml version="1.0" encoding="UTF-8"?>
<!-- Settles the stages of a job: numbers those that are not empty, and says which task waits for which. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns:p="urn:unscaffold:plan" xmlns:v="urn:unscaffold:variable"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:key name="v:export-task" match="ExportTask" use="@Connector"/>
  <xsl:key name="v:prepare-task" match="PrepareSynchronizationTask" use="@Connector"/>

  <!-- The tasks of the stages, in order. Without levels (ours) where there is no job to give them a meaning. -->
  <xsl:function name="f:settled" as="element()*">
    <xsl:param name="stages" as="element(p:stage)*"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:param name="levelled" as="xs:boolean"/>
    <xsl:variable name="staged" as="document-node()">
      <xsl:document>
        <xsl:sequence select="$stages[*]"/>
      </xsl:document>
    </xsl:variable>
    <xsl:for-each select="$staged/p:stage">
      <xsl:apply-templates select="*" mode="m:settle">
        <xsl:with-param name="level" select="(position() - 1)[$levelled]" tunnel="yes"/>
        <xsl:with-param name="mode" select="$mode" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="p:stage/*" mode="m:settle" as="element()">
    <xsl:param name="mode" as="xs:string" tunnel="yes"/>
    <xsl:copy copy-namespaces="no">
      <xsl:apply-templates select="@*" mode="m:settle"/>
      <xsl:variable name="parents" as="element()*">
        <xsl:apply-templates select=".[$mode != 'Initial']" mode="m:waits-for"/>
      </xsl:variable>
      <xsl:for-each select="$parents">
        <TaskDependsOnTask ParentTask="{@Identifier}"/>
      </xsl:for-each>
      <xsl:copy-of select="node()" copy-namespaces="no"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="@Level" mode="m:settle" as="attribute()?">
    <xsl:param name="level" as="xs:integer?" tunnel="yes"/>
    <xsl:sequence select="f:attribute('Level', $level ! string())"/>
  </xsl:template>

  <!-- The tasks for which a task waits. -->
  <xsl:template match="PrepareSynchronizationTask" mode="m:waits-for" as="element(ExportTask)*">
    <xsl:sequence select="key('v:export-task', @Connector)"/>
  </xsl:template>

  <xsl:template match="SynchronizeTask" mode="m:waits-for" as="element(PrepareSynchronizationTask)*">
    <xsl:sequence select="key('v:prepare-task', @Connector)"/>
  </xsl:template>

  <xsl:template match="SetRecentlyModifiedFlagTask" mode="m:waits-for" as="element(SynchronizeTask)*">
    <xsl:sequence select="root()/p:stage/SynchronizeTask"/>
  </xsl:template>

  <xsl:template match="ComputeCorrelationKeysTask | ComputeRoleModelTask" mode="m:waits-for"
      as="element(SetRecentlyModifiedFlagTask)?">
    <xsl:sequence select="root()/p:stage/SetRecentlyModifiedFlagTask"/>
  </xsl:template>

  <xsl:template match="FulfillTask" mode="m:waits-for" as="element(GenerateProvisioningOrdersTask)?">
    <xsl:sequence select="root()/p:stage/GenerateProvisioningOrdersTask"/>
  </xsl:template>
</xsl:stylesheet>
