<?xml version="1.0" encoding="UTF-8"?>
<!-- The stages that compute: properties, correlations, the role model and what follows from it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:function name="f:expressions-stage" as="map(*)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="entity-types" as="xs:string*"/>
    <xsl:sequence select="f:stage-over('UpdateEntityPropertyExpressions', $number || f:with-dirty($plan),
        f:dirty($plan), (), f:ordered($plan, $entity-types))"/>
  </xsl:function>

  <!-- The source and target entity types of resource types, and those to which their query rules lead. -->
  <xsl:function name="f:correlated" as="xs:string*">
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:sequence select="f:sources($resource-types), f:targets($resource-types), f:queried($resource-types)"/>
  </xsl:function>

  <xsl:function name="f:correlation-stage" as="map(*)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:sequence select="f:stage-over('ComputeCorrelationKeys', $number || '_AllEntities' || f:with-dirty($plan),
        f:dirty($plan), f:flag-name($plan), f:ordered($plan, f:correlated($resource-types)))"/>
  </xsl:function>

  <!-- Over entity types: the sources of resource types, mostly. -->
  <xsl:function name="f:role-model-stage" as="map(*)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="more" as="attribute()*"/>
    <xsl:param name="entity-types" as="xs:string*"/>
    <xsl:sequence select="f:stage-over('ComputeRoleModel', $number || f:with-dirty($plan),
        (f:dirty($plan), $more), f:flag-name($plan), f:ordered($plan, $entity-types))"/>
  </xsl:function>

  <xsl:function name="f:risk-stage" as="map(*)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:sequence select="f:stage-over('ComputeRiskScores', '1', (), (), f:ordered($plan, f:sources($resource-types)))"/>
  </xsl:function>

  <!-- Over the target entity types of resource types that have a classification rule. -->
  <xsl:function name="f:classification-stage" as="map(*)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="f:stage-over('UpdateClassification', '', (), (), f:ordered($plan, f:targets($plan?resource-types
        [key('v:classification', f:key(@Identifier), root(.))])))"/>
  </xsl:function>

  <!-- Over the target entity types and the resource types that have a profile context. -->
  <xsl:function name="f:profiles-stage" as="map(*)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="named" as="element(ResourceType)*" select="$plan?resource-types
        [key('v:context-of-resource-type', f:key(@Identifier), root(.))]"/>
    <xsl:variable name="on-named-entity-types" as="element(ResourceType)*" select="$plan?resource-types
        [key('v:context-of-entity-type', f:key(@TargetEntityType), root(.))]"/>
    <xsl:variable name="entity-types" as="xs:string*"
        select="f:ordered($plan, f:targets(($named, $on-named-entity-types)))"/>
    <xsl:if test="exists($entity-types)">
      <xsl:sequence select="map{ 'kind': 'SetInternalUserProfiles', 'suffix': '1',
          'entity-types': $entity-types, 'resource-types': $named }"/>
    </xsl:if>
  </xsl:function>

  <!-- An incremental job looks only at what was tagged as modified. -->
  <xsl:function name="f:dirty" as="attribute()?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="f:attribute('Dirty', 'true'[$plan?mode = 'Incremental'])"/>
  </xsl:function>

  <xsl:function name="f:with-dirty" as="xs:string">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="if ($plan?mode = 'Incremental') then '_WithDirty' else ''"/>
  </xsl:function>
</xsl:stylesheet>
