<?xml version="1.0" encoding="UTF-8"?>
<!-- What is known of a job before its stages are. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- What the stages of a job are made from, besides all of the configuration (see f:configuration):
       scaffolding     the element itself
       identifier      of the job
       name            of the job, where the scaffolding gives it none
       crontab         when it runs, where the scaffolding does not say; not needed
       time-zone       of the crontab; not needed
       mode            Incremental, Complete or Initial
       agent           of the agent-side tasks
       client          of the agent-side tasks
       synchronized    the connectors to export, in order
       prepared        those of which anything is mapped, to prepare and to synchronize
       provisioned     the connectors to provision, in order
       resource-types  those of the provisioned connectors, in order
       first           the key of the connector whose entity types come first everywhere, if there is one
       touched         the connectors of which anything may be in the job
       expressions     the entity types whose computed properties are updated
       everywhere      whether the job is one for all connectors of an agent
       told            what origins look up, if they are told; see f:looked-up
       stages          those of the job, if origins are told

       Declared as map(*) wherever it is handed on, and not as a map of strings to items, because a processor looks at
       every entry to check such a type: at each of the calls, that took a sixth of all time. The price is that a key
       which is not there is no error, but empty; a test compares all keys that are used with this list.

       $more: what this function does not find out by itself. -->
  <xsl:function name="f:plan" as="map(*)">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="more" as="map(*)"/>
    <xsl:variable name="synchronized" as="element(Connector)*" select="f:ordered-connectors($more?synchronized)"/>
    <xsl:variable name="provisioned" as="element(Connector)*" select="f:ordered-connectors($more?provisioned)"/>
    <xsl:variable name="plan" as="map(*)" select="map:merge((map{
        'scaffolding': $scaffolding,
        'client': f:client($scaffolding, $configuration),
        'synchronized': $synchronized,
        'prepared': $synchronized[f:is-mapped(.)],
        'provisioned': $provisioned,
        'resource-types': $provisioned ! f:resource-types(.) }, $more, $configuration), map{ 'duplicates': 'use-first' })"/>
    <xsl:sequence select="$plan" use-when="not($origins)"/>
    <xsl:sequence select="map:put($plan, 'told', f:looked-up($plan))" use-when="$origins"/>
  </xsl:function>

  <!-- The credentials of agent-side tasks, as declared. -->
  <xsl:function name="f:client" as="xs:string">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:variable name="named" as="xs:string" select="string(($scaffolding/OpenIdIdentifier/@Identifier, 'Job')[1])"/>
    <xsl:sequence select="($configuration?clients[f:key(.) = f:key($named)], $named)[1]"/>
  </xsl:function>
</xsl:stylesheet>
