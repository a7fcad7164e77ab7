<?xml version="1.0" encoding="UTF-8"?>
<!-- The stages of a synchronization job, in their order. A stage without a task has no level. -->
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
       synchronized    the connectors to export and, if anything of them is mapped, to synchronize, in order
       provisioned     the connectors to provision, in order
       resource-types  those of the provisioned connectors, in order
       first           the key of the connector whose entity types come first everywhere, if there is one
       touched         the connectors of which anything may be in the job
       expressions     the entity types whose computed properties are updated
       everywhere      whether the job is one for all connectors of an agent
       told            what origins look up, if they are told; see f:looked-up

       Declared as map(*) wherever it is handed on, and not as a map of strings to items, because a processor looks at
       every entry to check such a type: at each of the calls, that took a sixth of all time. The price is that a key
       which is not there is no error, but empty; a test compares all keys that are used with this list.

       $more: what this function does not find out by itself. -->
  <xsl:function name="f:plan" as="map(*)">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="more" as="map(*)"/>
    <xsl:variable name="provisioned" as="element(Connector)*" select="f:ordered-connectors($more?provisioned)"/>
    <xsl:variable name="plan" as="map(*)" select="map:merge((map{
        'scaffolding': $scaffolding,
        'client': f:client($scaffolding, $configuration),
        'synchronized': f:ordered-connectors($more?synchronized),
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

  <xsl:function name="f:synchronization-stages" as="array(element()*)+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="resource-types" as="element(ResourceType)*" select="$plan?resource-types"/>
    <xsl:variable name="to-send" as="element(ResourceType)*"
        select="$resource-types[not($plan?scaffolding/NoProvisioning)]"/>
    <xsl:sequence select="f:data-stages($plan)"/>
    <xsl:if test="$plan?mode = 'Incremental'">
      <xsl:sequence select="f:stage(f:plain-task($plan, 'SetRecentlyModifiedFlag', ())[exists(f:prepared($plan))])"/>
    </xsl:if>
    <xsl:sequence select="
        f:stage(f:expressions-task($plan, 1, ($plan?expressions, f:sources($resource-types)[not($plan?everywhere)]))),
        f:stage(f:correlation-task($plan, 1, $resource-types)),
        f:stage(f:role-model-task($plan, 1, (), f:sources($resource-types))),
        f:stage(f:risk-task($plan, $resource-types)[$plan?mode = 'Complete']),
        f:stage(f:orders-task($plan, 1, $to-send)),
        f:stage(f:fulfill-tasks($plan, 1, $to-send))"/>
    <xsl:if test="$plan?mode = 'Complete'">
      <xsl:sequence select="
          f:stage(f:classification-task($plan)),
          f:stage(f:profiles-task($plan)[exists($to-send)]),
          f:stage(f:plain-task($plan, 'UpdateParametersContextDisplayNames', ())),
          f:stage(f:notifications-task($plan)),
          f:stage(f:plain-task($plan, 'ManageConfigurationIndexes', ())[$plan?everywhere]),
          f:stage(f:plain-task($plan, 'MaintainIndexes', ()))"/>
    </xsl:if>
  </xsl:function>

  <!-- The stages that bring the data in. -->
  <xsl:function name="f:data-stages" as="array(element()*)+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="
        f:stage(f:export-tasks($plan)),
        f:stage(f:prepare-tasks($plan)),
        f:stage(f:synchronize-tasks($plan))"/>
  </xsl:function>

  <!-- A stage: the tasks that run at the same time, as the one member of an array. -->
  <xsl:function name="f:stage" as="array(element()*)">
    <xsl:param name="tasks" as="element()*"/>
    <xsl:sequence select="[$tasks]"/>
  </xsl:function>
</xsl:stylesheet>
