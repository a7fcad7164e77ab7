<?xml version="1.0" encoding="UTF-8"?>
<!-- What decided of what all tasks have: their identifiers, names and levels, and for which others they wait. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- What every task has: its identifier, and its connector, if it has one.
       $name: what follows the identifier of the job -->
  <xsl:function name="f:origins-of-task" as="attribute()+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="connector" as="element(Connector)?"/>
    <xsl:sequence select="
        f:origin('Identifier', 'task-identifier', map:merge((
          f:called-after($plan)[not($plan?scaffolding/@JobIdentifier)],
          map{ 'connector': ($connector, f:named-by($plan)[self::Connector])[1], 'suffix': $name }),
          map{ 'duplicates': 'use-last' })),
        f:origin('Connector', 'connector-of-task', map{ 'connector': $connector })"/>
  </xsl:function>

  <!-- A display name of a task, by the name of its attribute, and the connectors in it. -->
  <xsl:function name="f:origin-of-name" as="attribute()">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="connectors" as="element(Connector)*"/>
    <xsl:variable name="languages" as="element(Language)*" select="key('v:kind', 'Language', $plan?document)/self::Language"/>
    <xsl:sequence select="f:origin($name, if (exists($languages)) then 'task-name' else 'task-name-in-default-language', map{
        'language': $languages['DisplayName_L' || @IndicatorNumber = $name],
        'connector': $connectors ! (., @*[name() = $name], @DisplayName_L1) })"/>
  </xsl:function>

  <!-- The kind of task for which tasks of a kind wait. -->
  <xsl:variable name="v:waits-for" as="map(*)" select="map{
      'PrepareSynchronization': 'Export',
      'Synchronize': 'PrepareSynchronization',
      'SetRecentlyModifiedFlag': 'Synchronize',
      'ComputeCorrelationKeys': 'SetRecentlyModifiedFlag',
      'ComputeRoleModel': 'SetRecentlyModifiedFlag',
      'Fulfill': 'GenerateProvisioningOrders' }"/>

  <!-- Why a task waits for another one.
       $connector: if it waits for those of the same connector only, that one, and by what it takes part -->
  <xsl:function name="f:origin-of-waiting" as="attribute()">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="connector" as="node()*"/>
    <xsl:sequence select="f:origin('', if (exists($connector)) then 'waits-for-own' else 'waits-for',
        map{ 'task': $kind || 'Task', 'parent': $v:waits-for($kind) ! (. || 'Task'), 'connector': $connector })"/>
  </xsl:function>

  <!-- What comes before the stage of a task. -->
  <xsl:function name="f:origin-of-level" as="attribute()">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="level" as="xs:integer"/>
    <xsl:sequence select="f:origin('Level', if ($level = 0) then 'first-level' else 'level',
        map{ 'before': subsequence($plan?stages, 1, $level) ! f:element-of(?kind) })"/>
  </xsl:function>
</xsl:stylesheet>
