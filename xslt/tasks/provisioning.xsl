<?xml version="1.0" encoding="UTF-8"?>
<!-- The tasks that send changes out: provisioning orders and their fulfillment. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- Orders, and their fulfillment by one task over all resource types, but for the connectors whose workflows have a
       path of their own: theirs are fulfilled by a task each, next to the common one. -->
  <xsl:function name="f:sending-stages" as="map(*)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:if test="exists($resource-types)">
      <xsl:variable name="connectors" as="element(Connector)*" select="f:provisioned-by($plan, $resource-types)"/>
      <xsl:sequence select="f:orders-stage($plan, $number, $connectors, $resource-types),
          map{ 'kind': 'Fulfill', 'over': if ($plan?scaffolding/FulfillInternalWorkflowsPath)
            then f:fulfillments($plan, $number, $resource-types)
            else f:fulfillment($plan, $number, $number, $connectors, $resource-types) }"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:orders-stage" as="map(*)">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="connectors" as="element(Connector)*"/>
    <xsl:param name="resource-types" as="element(ResourceType)+"/>
    <xsl:sequence select="map{
        'kind': 'GenerateProvisioningOrders',
        'suffix': $number || '_ForceProvisioning'[$plan?mode = 'Initial'],
        'called-after': $connectors,
        'attributes': (
          f:attribute('ForceProvisioning', 'true'[$plan?mode = 'Initial']),
          f:attribute('FormatPropertiesInResource', 'true'[$plan?scaffolding/FormatPropertiesInResource])),
        'resource-types': $resource-types }"/>
  </xsl:function>

  <!-- One fulfillment. In the first job of all, it waits for nothing.
       $orders: the number of the orders that it fulfills -->
  <xsl:function name="f:fulfillment" as="map(*)">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="orders" as="xs:integer"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="connectors" as="element(Connector)*"/>
    <xsl:param name="resource-types" as="element(ResourceType)+"/>
    <xsl:sequence select="map{
        'kind': 'Fulfill',
        'suffix': $number || '_IgnoreHistorization'[$plan?mode = 'Initial'],
        'called-after': $connectors,
        'agent-side': true(),
        'attributes': f:attributes-of-fulfillment($plan, f:workflows-path($plan, $resource-types[1])),
        'after': 'GenerateProvisioningOrders' || $orders,
        'resource-types': $resource-types }"/>
  </xsl:function>

  <xsl:function name="f:attributes-of-fulfillment" as="attribute()+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="path" as="element(FulfillInternalWorkflowsPath)?"/>
    <xsl:sequence select="
        f:attribute('Dirty', string($plan?mode = 'Incremental')),
        f:attribute('ContinueOnError', 'true'),
        f:attribute('IgnoreHistorization', 'true'[$plan?mode = 'Initial']),
        f:attribute('WorkflowJsonPath', $path/@Path)"/>
    <xsl:sequence use-when="$origins and $in-full" select="f:origin('WorkflowJsonPath', 'workflows-path', map{ 'argument': $path })"/>
  </xsl:function>

  <!-- The common one is the first. -->
  <xsl:function name="f:fulfillments" as="map(*)+">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="orders" as="xs:integer"/>
    <xsl:param name="resource-types" as="element(ResourceType)+"/>
    <xsl:for-each-group select="$resource-types"
        group-by="string(f:workflows-path($plan, .)/f:key(@ConnectorIdentifier))">
      <xsl:sort select="current-grouping-key() != ''"/>
      <xsl:sequence select="f:fulfillment($plan, $orders, $orders + position() - 1,
          f:provisioned-by($plan, current-group()), current-group())"/>
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
