<?xml version="1.0" encoding="UTF-8"?>
<!-- The tasks that send changes out: provisioning orders and their fulfillment. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:function name="f:orders-task" as="element(GenerateProvisioningOrdersTask)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:if test="exists($resource-types)">
      <GenerateProvisioningOrdersTask>
        <xsl:sequence use-when="$origins" select="f:origin('', 'generate-provisioning-orders', map{})"/>
        <xsl:sequence select="f:server-task($plan,
            'GenerateProvisioningOrders' || $number || '_ForceProvisioning'[$plan?mode = 'Initial'],
            f:display-names($plan, 'GenerateProvisioningOrders', (), f:provisioned-by($plan, $resource-types)), ()),
            f:attribute('ForceProvisioning', 'true'[$plan?mode = 'Initial']),
            f:attribute('FormatPropertiesInResource', 'true'[$plan?scaffolding/FormatPropertiesInResource]),
            $resource-types ! f:task-resource-type($plan, .)"/>
      </GenerateProvisioningOrdersTask>
    </xsl:if>
  </xsl:function>

  <!-- One task over all resource types, but for the connectors whose workflows have a path of their own:
       theirs are fulfilled by a task each, next to the common one. -->
  <xsl:function name="f:fulfill-tasks" as="element(FulfillTask)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:for-each-group select="$resource-types"
        group-by="string(f:workflows-path($plan, .)/f:key(@ConnectorIdentifier))">
      <xsl:sort select="current-grouping-key() != ''"/>
      <FulfillTask>
        <xsl:sequence use-when="$origins" select="f:origin('', 'fulfill', map{}),
            f:origin('WorkflowJsonPath', 'workflows-path', map{ 'argument': f:workflows-path($plan, .) })"/>
        <xsl:sequence select="f:agent-task($plan,
            'Fulfill' || $number + position() - 1 || '_IgnoreHistorization'[$plan?mode = 'Initial'],
            f:display-names($plan, 'Fulfill', (), f:provisioned-by($plan, current-group())), ())"/>
        <xsl:attribute name="Dirty" select="$plan?mode = 'Incremental'"/>
        <xsl:attribute name="ContinueOnError" select="'true'"/>
        <xsl:sequence select="
            f:attribute('IgnoreHistorization', 'true'[$plan?mode = 'Initial']),
            f:attribute('WorkflowJsonPath', f:workflows-path($plan, .)/@Path),
            current-group() ! f:task-resource-type($plan, .)"/>
      </FulfillTask>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The argument that gives the path of the workflows of a resource type's connector. -->
  <xsl:function name="f:workflows-path" as="element(FulfillInternalWorkflowsPath)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="resource-type" as="element(ResourceType)"/>
    <xsl:variable name="paths" as="element(FulfillInternalWorkflowsPath)*" select="$plan?scaffolding/FulfillInternalWorkflowsPath"/>
    <xsl:if test="exists($paths)">
      <xsl:variable name="connector" as="element(Connector)?"
          select="f:connectors-of-types($plan, $resource-type/@TargetEntityType)"/>
      <xsl:sequence select="$paths[f:key(@ConnectorIdentifier) = $connector/f:key(@Identifier)][1]"/>
    </xsl:if>
  </xsl:function>

  <!-- The connectors of resource types, in the order of the job. -->
  <xsl:function name="f:provisioned-by" as="element(Connector)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:sequence select="f:connectors-of-types($plan, f:targets($resource-types))"/>
  </xsl:function>
</xsl:stylesheet>
