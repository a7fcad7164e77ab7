<?xml version="1.0" encoding="UTF-8"?>
<!-- Tasks: what all of them have in common, and those that are no connector's. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:t="urn:unscaffold:template"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The attributes with which every task begins, in the product's order.
       $name          of the task: what follows the identifier of the job
       $label         what its display names say
       $connector     whose it is
       $called-after  connectors that its display names name, too -->
  <xsl:function name="f:server-task" as="attribute()+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="level" as="xs:integer?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="connector" as="element(Connector)?"/>
    <xsl:param name="called-after" as="element(Connector)*"/>
    <xsl:attribute name="Identifier" select="$plan?identifier || '_' || $name"/>
    <xsl:sequence select="f:display-names($plan, $label, $connector, $called-after)"/>
    <xsl:if test="exists($connector)">
      <xsl:attribute name="Connector" select="$connector/@Identifier"/>
    </xsl:if>
    <xsl:sequence select="f:level($plan, $level)"/>
    <xsl:sequence use-when="$origins and $in-full" select="f:origins-of-task($plan, $name, $connector)"/>
  </xsl:function>

  <!-- The same for a task that an agent runs: the agent comes after the display names, the client last. -->
  <xsl:function name="f:agent-task" as="attribute()+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="level" as="xs:integer?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="connector" as="element(Connector)?"/>
    <xsl:param name="called-after" as="element(Connector)*"/>
    <xsl:attribute name="Identifier" select="$plan?identifier || '_' || $name"/>
    <xsl:sequence select="f:display-names($plan, $label, $connector, $called-after), f:attribute('Agent', $plan?agent)"/>
    <xsl:if test="exists($connector)">
      <xsl:attribute name="Connector" select="$connector/@Identifier"/>
    </xsl:if>
    <xsl:sequence select="f:level($plan, $level)"/>
    <xsl:attribute name="OpenIdClient" select="$plan?client"/>
    <xsl:sequence use-when="$origins and $in-full" select="f:origins-of-task($plan, $name, $connector),
        f:origin-of-agent($plan, f:named-by($plan)), f:origin-of-client($plan)"/>
  </xsl:function>

  <!-- Tasks without a job have no level. -->
  <xsl:function name="f:level" as="attribute()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="level" as="xs:integer?"/>
    <xsl:if test="exists($level)">
      <xsl:attribute name="Level" select="$level"/>
    </xsl:if>
    <xsl:sequence select="$level ! f:origin-of-level($plan, .)" use-when="$origins and $in-full"/>
  </xsl:function>

  <!-- An attribute where there is a value, nothing where there is none. -->
  <xsl:function name="f:attribute" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="exists($value)">
      <xsl:attribute name="{$name}" select="$value"/>
    </xsl:if>
  </xsl:function>

  <!-- A task that is no connector's. -->
  <xsl:template name="t:task" as="element()">
    <xsl:param name="plan" as="map(*)" tunnel="yes"/>
    <xsl:param name="level" as="xs:integer?" tunnel="yes"/>
    <xsl:param name="task" as="map(*)"/>
    <xsl:variable name="kind" as="xs:string" select="$task?kind"/>
    <xsl:variable name="name" as="xs:string" select="$kind || $task?suffix"/>
    <xsl:element name="{f:element-of($kind)}">
      <xsl:sequence use-when="$origins" select="f:origin('', f:rule-of($kind), map{
          'connector': $plan?prepared[$kind = 'SetRecentlyModifiedFlag'],
          'notification': f:notifications($plan?document)[$kind = 'SendNotifications'] })"/>
      <xsl:sequence select="
          if ($task?agent-side) then f:agent-task($plan, $level, $name, $kind, (), $task?called-after)
          else f:server-task($plan, $level, $name, $kind, (), $task?called-after),
          $task?attributes"/>
      <xsl:call-template name="t:waiting">
        <xsl:with-param name="after" select="$task?after"/>
        <xsl:with-param name="why" select="f:origin-of-waiting($kind, ())" use-when="$origins"/>
      </xsl:call-template>
      <xsl:for-each select="$task?entity-types">
        <TaskEntityType EntityType="{.}">
          <xsl:sequence use-when="$origins" select="f:origin-of-entity-type($plan, $kind, .)"/>
        </TaskEntityType>
      </xsl:for-each>
      <xsl:for-each select="$task?resource-types">
        <TaskResourceType ResourceType="{@Identifier}">
          <xsl:sequence use-when="$origins" select="f:origin-of-resource-type($plan, .)"/>
        </TaskResourceType>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- One kind of task is called otherwise than all others. -->
  <xsl:function name="f:element-of" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if ($kind = 'CleanDataBase') then $kind else $kind || 'Task'"/>
  </xsl:function>

  <!-- For which tasks a task waits; in the first job of all, for none.
       $after: their names -->
  <xsl:template name="t:waiting" as="element(TaskDependsOnTask)*">
    <xsl:param name="plan" as="map(*)" tunnel="yes"/>
    <xsl:param name="after" as="xs:string*"/>
    <xsl:param name="why" as="attribute()" use-when="$origins"/>
    <xsl:if test="$plan?mode != 'Initial'">
      <xsl:for-each select="$after">
        <TaskDependsOnTask ParentTask="{$plan?identifier}_{.}">
          <xsl:sequence select="$why" use-when="$origins"/>
        </TaskDependsOnTask>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
