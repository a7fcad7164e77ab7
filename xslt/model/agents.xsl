<?xml version="1.0" encoding="UTF-8"?>
<!-- The agent on which a job runs. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The agent a connector or a scaffolding names, as declared, else the only one of the configuration. -->
  <xsl:function name="f:agent" as="xs:string?">
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="of" as="element()?"/>
    <xsl:variable name="declared" as="xs:string*" select="$configuration?agents"/>
    <xsl:sequence select="if ($of/@Agent != '')
        then ($declared[f:key(.) = f:key($of/@Agent)], string($of/@Agent)[empty($declared)])[1]
        else $declared[count($declared) = 1]"/>
  </xsl:function>

  <!-- The connectors of an agent that are not deactivated, in configuration order. -->
  <xsl:function name="f:connectors-of-agent" as="element(Connector)*">
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="agent" as="xs:string"/>
    <xsl:sequence select="$configuration?document/ConfigurationFile/Connector[f:is-active(.)]
        [f:key(f:agent($configuration, .)) = f:key($agent)]"/>
  </xsl:function>

  <!-- What is wrong where a scaffolding has no agent, or a connector that it touches. Then it is reported at that one,
       if it stands in the same document: $of may be what became of several that were merged. -->
  <xsl:function name="e:of-agent" as="element()?">
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="of" as="element()?"/>
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:variable name="declared" as="xs:string*" select="$configuration?agents"/>
    <xsl:if test="exists($of) and empty(f:agent($configuration, $of))">
      <xsl:variable name="reason" as="xs:string" select="
          if ($of/@Agent != '') then 'the agent ' || $of/@Agent || ' is not declared; declared are '
            || string-join($declared, ', ')
          else if (empty($declared)) then 'it names none, and the configuration declares none; say Agent'
          else 'it names none, and the configuration declares several; say Agent as one of '
            || string-join($declared, ', ')"/>
      <xsl:variable name="connectors" as="element(Connector)*"
          select="$of/self::Connector ! key('v:connector', f:key(@Identifier), root($scaffolding))"/>
      <xsl:variable name="at" as="element()" select="($connectors[@Agent][last()], $connectors, $scaffolding)[1]"/>
      <!-- A scaffolding that stands in for its connector may name an agent of its own, which is not at fault. -->
      <xsl:variable name="fault" as="node()" select="($at[exists(. intersect ($of, $connectors))]/@Agent, $at)[1]"/>
      <xsl:sequence select="e:finding('no-agent', $fault, map{
          'element': string-join((local-name($of), ($of/@Identifier, $of/@JobIdentifier)[1]), ' '),
          'value': string($of/@Agent), 'refers': 'Agent', 'reason': $reason }, $declared,
          map{ 'needed at': $scaffolding[not(. is $at)] })"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
