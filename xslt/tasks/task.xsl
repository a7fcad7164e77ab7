<?xml version="1.0" encoding="UTF-8"?>
<!-- What all tasks have in common: their first attributes, and the lists of types they carry. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The attributes with which every task begins, in the product's order. The empty Level is filled in when the
       job is settled. $suffix: what follows the job's identifier and an underscore. -->
  <xsl:function name="f:server-task" as="attribute()+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="suffix" as="xs:string"/>
    <xsl:param name="names" as="attribute()*"/>
    <xsl:param name="connector" as="element(Connector)?"/>
    <xsl:attribute name="Identifier" select="$plan?identifier || '_' || $suffix"/>
    <xsl:sequence select="$names"/>
    <xsl:sequence select="$connector ! f:attribute('Connector', @Identifier)"/>
    <xsl:attribute name="Level"/>
    <xsl:sequence use-when="$origins" select="
        f:origin('Identifier', 'task-identifier', map:merge((
          f:called-after($plan)[not($plan?scaffolding/@JobIdentifier)], map{ 'connector': ($connector, f:named-by($plan)[self::Connector])[1], 'suffix': $suffix }),
          map{ 'duplicates': 'use-last' })),
        f:origin('Connector', 'connector-of-task', map{ 'connector': $connector })"/>
  </xsl:function>

  <!-- The same for a task that an agent runs. The agent comes after the names, the client last. -->
  <xsl:function name="f:agent-task" as="attribute()+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="suffix" as="xs:string"/>
    <xsl:param name="names" as="attribute()*"/>
    <xsl:param name="connector" as="element(Connector)?"/>
    <xsl:sequence select="f:server-task($plan, $suffix, ($names, f:attribute('Agent', $plan?agent)), $connector),
        f:attribute('OpenIdClient', $plan?client)"/>
    <xsl:sequence use-when="$origins" select="f:origin-of-agent($plan, f:named-by($plan)), f:origin-of-client($plan)"/>
  </xsl:function>

  <!-- An attribute where there is a value, nothing where there is none. -->
  <xsl:function name="f:attribute" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="exists($value)">
      <xsl:attribute name="{$name}" select="$value"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:names" as="attribute()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:sequence select="f:display-names($plan, $label, (), ())"/>
  </xsl:function>

  <!-- A server-side task that is told nothing more than what it is. -->
  <xsl:function name="f:plain-task" as="element()">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="more" as="attribute()*"/>
    <xsl:element name="{$kind}Task">
      <xsl:sequence use-when="$origins" select="f:origin('', f:rule-of($kind), map{ 'connector': f:prepared($plan) })"/>
      <xsl:sequence select="f:server-task($plan, $kind, f:names($plan, $kind), ()), $more"/>
    </xsl:element>
  </xsl:function>

  <!-- A server-side task over entity types; none where there are none. $suffix follows the kind. -->
  <xsl:function name="f:task-over" as="element()?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="suffix" as="xs:string"/>
    <xsl:param name="more" as="attribute()*"/>
    <xsl:param name="entity-types" as="xs:string*"/>
    <xsl:variable name="ordered" as="xs:string*" select="f:ordered($plan, $entity-types)"/>
    <xsl:if test="exists($ordered)">
      <xsl:element name="{$kind}Task">
        <xsl:sequence use-when="$origins" select="f:origin('', f:rule-of($kind), map{
            'notification': f:notifications($plan?document)[$kind = 'SendNotifications'] })"/>
        <xsl:sequence select="f:server-task($plan, $kind || $suffix, f:names($plan, $kind), ()), $more,
            $ordered ! f:task-entity-type($plan, $kind, .)"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- $kind: of the task -->
  <xsl:function name="f:task-entity-type" as="element(TaskEntityType)">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entity-type" as="xs:string"/>
    <TaskEntityType EntityType="{$entity-type}">
      <xsl:sequence use-when="$origins" select="f:origin-of-entity-type($plan, $kind, $entity-type)"/>
    </TaskEntityType>
  </xsl:function>

  <xsl:function name="f:task-resource-type" as="element(TaskResourceType)">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="resource-type" as="element(ResourceType)"/>
    <TaskResourceType ResourceType="{$resource-type/@Identifier}">
      <xsl:sequence use-when="$origins" select="f:origin-of-resource-type($plan, $resource-type)"/>
    </TaskResourceType>
  </xsl:function>
</xsl:stylesheet>
