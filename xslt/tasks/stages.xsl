<?xml version="1.0" encoding="UTF-8"?>
<!-- The stages of a synchronization job, in their order. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:function name="f:synchronization-stages" as="map(*)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="resource-types" as="element(ResourceType)*" select="$plan?resource-types"/>
    <xsl:variable name="to-send" as="element(ResourceType)*"
        select="$resource-types[not($plan?scaffolding/NoProvisioning)]"/>
    <xsl:sequence select="
        f:data-stages($plan),
        f:flag-stage($plan),
        f:expressions-stage($plan, 1, ($plan?expressions, f:sources($resource-types)[not($plan?everywhere)])),
        f:correlation-stage($plan, 1, $resource-types),
        f:role-model-stage($plan, 1, (), f:sources($resource-types)),
        f:risk-stage($plan, $resource-types)[$plan?mode = 'Complete'],
        f:sending-stages($plan, 1, $to-send)"/>
    <xsl:if test="$plan?mode = 'Complete'">
      <xsl:sequence select="
          f:classification-stage($plan),
          f:profiles-stage($plan)[exists($to-send)],
          f:stage('UpdateParametersContextDisplayNames'),
          f:notifications-stage($plan),
          f:stage('ManageConfigurationIndexes')[$plan?everywhere],
          f:stage('MaintainIndexes')"/>
    </xsl:if>
  </xsl:function>

  <!-- A stage: what its tasks, which run at the same time, are to be. There is none without a task.
       kind            of the tasks: Export for an ExportTask
       over            where there may be several: the connections or connectors that have one each, or a value like
                       this for each; else, of the only one:
       suffix          what follows the kind in its name, which is what follows the job's identifier in its own
       called-after    connectors that its display names name
       agent-side      whether an agent runs it
       attributes      that it has besides those of all tasks
       after           the names of the tasks for which it waits
       entity-types    over which it is, by identifier, in order
       resource-types  over which it is, in order -->
  <xsl:function name="f:stage" as="map(*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="map{ 'kind': $kind }"/>
  </xsl:function>

  <!-- A stage of a task for each connection or connector; none where there is none. -->
  <xsl:function name="f:stage-of" as="map(*)?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="elements" as="element()*"/>
    <xsl:if test="exists($elements)">
      <xsl:sequence select="map{ 'kind': $kind, 'over': $elements }"/>
    </xsl:if>
  </xsl:function>

  <!-- A stage of one task over entity types; none where there are none. -->
  <xsl:function name="f:stage-over" as="map(*)?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="suffix" as="xs:string"/>
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:param name="after" as="xs:string?"/>
    <xsl:param name="entity-types" as="xs:string*"/>
    <xsl:if test="exists($entity-types)">
      <xsl:sequence select="map{
          'kind': $kind, 'suffix': $suffix, 'attributes': $attributes, 'after': $after, 'entity-types': $entity-types }"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
