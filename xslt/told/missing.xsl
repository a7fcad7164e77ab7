<?xml version="1.0" encoding="UTF-8"?>
<!-- What a job does not have, and could have: kinds of tasks, connectors, connections and resource types. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:o="urn:unscaffold:origin" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The kinds of tasks of a synchronization, with what else they are made of. -->
  <xsl:variable name="v:made-of" as="map(*)" select="map{
      'ExportTask': 'connections', 'PrepareSynchronizationTask': 'mappings', 'SynchronizeTask': 'mappings',
      'SetRecentlyModifiedFlagTask': 'mappings', 'UpdateEntityPropertyExpressionsTask': 'entity-types',
      'ComputeCorrelationKeysTask': 'resource-types', 'ComputeRoleModelTask': 'resource-types',
      'ComputeRiskScoresTask': 'resource-types', 'GenerateProvisioningOrdersTask': 'to-send', 'FulfillTask': 'to-send',
      'UpdateClassificationTask': 'classification', 'SetInternalUserProfilesTask': 'contexts',
      'UpdateParametersContextDisplayNamesTask': 'nothing', 'SendNotificationsTask': 'notifications',
      'SendRoleModelNotificationsTask': 'notifications', 'ManageConfigurationIndexesTask': 'nothing',
      'MaintainIndexesTask': 'nothing' }"/>

  <xsl:variable name="v:of-complete-jobs" as="xs:string+" select="'ComputeRiskScoresTask', 'UpdateClassificationTask',
      'SetInternalUserProfilesTask', 'UpdateParametersContextDisplayNamesTask', 'SendNotificationsTask',
      'SendRoleModelNotificationsTask', 'ManageConfigurationIndexesTask', 'MaintainIndexesTask'"/>

  <!-- $stages: of the job -->
  <xsl:function name="f:missing" as="element(o:missing)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="stages" as="map(*)*"/>
    <xsl:sequence select="$plan?scaffolding/DoNotCreateJob ! f:is-missing('Job', $plan?identifier, 'no-job', map{})"/>
    <xsl:if test="exists($plan?everywhere) or $plan?mode = 'Initial'">
      <xsl:variable name="kinds" as="xs:string*" select="$stages ! f:element-of(?kind)"/>
      <xsl:for-each select="sort(map:keys($v:made-of))[not(. = $kinds)]">
        <xsl:sequence select="f:is-missing(., (), f:why-no-task($plan, .), f:without($plan))"/>
      </xsl:for-each>
      <xsl:sequence select="$plan[?mode = 'Initial'][not(?scaffolding/Configuration)]
          ! f:is-missing('DeployConfigurationTask', (), 'no-configuration', map{})"/>
      <xsl:sequence select="$plan?document/ConfigurationFile/Connector[not($plan?scaffolding/@Connector)]
          ! f:missing-connector($plan, .)"/>
      <xsl:sequence select="($plan?synchronized | $plan?provisioned) ! f:missing-of-connector($plan, .)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:is-missing" as="element(o:missing)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="identifier" as="xs:string?"/>
    <xsl:param name="rule" as="xs:string"/>
    <xsl:param name="by" as="map(*)"/>
    <o:missing kind="{$kind}">
      <xsl:sequence select="f:attribute('identifier', $identifier), f:origin('', $rule, $by)"/>
    </o:missing>
  </xsl:function>

  <!-- Why there is no task of a kind. -->
  <xsl:function name="f:why-no-task" as="xs:string">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="made-of" as="xs:string" select="$v:made-of($kind)"/>
    <xsl:variable name="brings-data" as="xs:boolean" select="$made-of = ('connections', 'mappings')"/>
    <xsl:variable name="sends" as="xs:boolean" select="$made-of = ('to-send', 'contexts')"/>
    <xsl:sequence select="
        if ($kind = $v:of-complete-jobs and $plan?mode = 'Incremental') then 'not-in-incremental-jobs'
        else if ($kind = 'SetRecentlyModifiedFlagTask' and $plan?mode != 'Incremental') then 'only-in-incremental-jobs'
        else if ($plan?mode = 'Initial' and $made-of = ('notifications', 'nothing')) then 'not-in-initializations'
        else if ($kind = 'ManageConfigurationIndexesTask') then 'only-in-jobs-of-agents'
        else if ($made-of = 'notifications') then
          (if (exists(f:notified($plan?document)) or exists($plan?resource-types)) then 'other-notifications' else 'nobody-to-notify')
        else if ($brings-data and $plan?scaffolding/NoSynchronization) then 'no-synchronization'
        else if ($brings-data and empty($plan?synchronized)) then 'no-connector-to-synchronize'
        else if ($sends and $plan?scaffolding/NoProvisioning) then 'no-provisioning'
        else if ($brings-data) then 'no-' || $made-of
        else if ($made-of = 'entity-types') then 'no-entity-types'
        else if (empty($plan?resource-types)) then 'no-resource-types'
        else if ($made-of = ('classification', 'contexts')) then 'no-' || $made-of
        else 'no-identities'"/>
  </xsl:function>

  <!-- What may have decided that, by role. -->
  <xsl:function name="f:without" as="map(*)">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="connectors" as="element(Connector)*" select="f:ordered-connectors($plan?touched),
        $plan?scaffolding[@Connector] ! f:connector($plan, @Connector)"/>
    <xsl:sequence select="map{
        'connector': $connectors,
        'connection': $connectors ! f:connections(.),
        'mapping': $connectors ! f:mappings-of(.),
        'resource-type': $plan?resource-types,
        'setting': $plan?document/ConfigurationFile/MailSetting,
        'notification': $plan?document/ConfigurationFile/(RolePolicyNotification, RoleReviewNotification) }"/>
  </xsl:function>

  <!-- A connector that a job of all connectors has nothing to do with, or but one half. -->
  <xsl:function name="f:missing-connector" as="element(o:missing)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:variable name="mode" as="xs:string" select="if ($plan?mode = 'Incremental') then 'Incremental' else 'Complete'"/>
    <xsl:variable name="rule" as="attribute()?" select="if ($mode = 'Incremental') then $connector/@IncrementalJob else $connector/@CompleteJob"/>
    <xsl:variable name="agent" as="xs:string?" select="f:agent($plan, $connector)"/>
    <xsl:for-each select="('synchronization'[not(f:takes-part($plan, $connector, 'synchronized'))],
        'provisioning'[not(f:takes-part($plan, $connector, 'provisioned'))])">
      <xsl:variable name="half" as="xs:string" select="."/>
      <xsl:variable name="taken-out" as="element()*" select="$plan?scaffolding/(NotUsed,
          NoConnectorSynchronization[$half = 'synchronization'], NoConnectorProvisioning[$half = 'provisioning'])
          [f:key(@ConnectorIdentifier) = f:key($connector/@Identifier)]"/>
      <xsl:variable name="allowed" as="xs:string+" select="'Used',
          if ($half = 'synchronization') then 'OnlySynchronization' else 'OnlyProvisioning'"/>
      <xsl:sequence select="f:is-missing('Connector', $connector/@Identifier,
          if (not(f:is-active($connector))) then 'deactivated-connector'
          else if (f:key($agent) != f:key($plan?agent)) then 'connector-of-another-agent'
          else if (not(f:job-rule($connector, $mode) = $allowed)) then 'connector-by-job-rule'
          else if (exists($taken-out)) then 'connector-taken-out'
          else if ($half = 'provisioning') then 'connector-without-resource-types'
          else if (empty(f:exporting-connections($connector))) then 'connector-without-export'
          else 'connector-not-incremental',
          map{ 'part': $half, 'connector': $connector, 'rule': $rule, 'argument': $taken-out,
            'connection': f:connections($connector) })"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Connections through which nothing is exported, though the connector takes part; what is not mapped of it; resource
       types that are not provisioned. -->
  <xsl:function name="f:missing-of-connector" as="element(o:missing)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:if test="f:takes-part($plan, $connector, 'synchronized')">
      <xsl:for-each select="f:connections($connector) except f:exporting-connections($connector)">
        <xsl:sequence select="f:is-missing('Connection', @Identifier,
            if (not(f:is-active($connector))) then 'deactivated-connector'
            else if (f:package(.)/@export != 'yes') then 'package-without-export' else 'export-deactivated',
            map{ 'part': 'export', 'connection': ., 'connector': $connector })"/>
      </xsl:for-each>
      <xsl:if test="not(f:is-mapped($connector))">
        <xsl:sequence select="('PrepareSynchronizationTask', 'SynchronizeTask')
            ! f:is-missing(., $connector/@Identifier, 'no-mappings', map{ 'connector': $connector })"/>
      </xsl:if>
    </xsl:if>
    <xsl:for-each select="key('v:entity-types-of', f:key($connector/@Identifier), root($connector))
        [f:takes-part($plan, $connector, 'provisioned')]
        ! key('v:resource-types-on', f:key(@Identifier), root($connector))[f:is-fulfillment-off(.)]">
      <xsl:sequence select="f:is-missing('ResourceType', @Identifier, 'fulfillment-deactivated', map:merge((
          map{ 'resource-type': . }, f:provisioning($plan, .) )))"/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
