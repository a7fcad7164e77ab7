<?xml version="1.0" encoding="UTF-8"?>
<!-- Entity types and resource types: which ones, and in which order. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:p="urn:unscaffold:plan" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The resource types of a connector, by identifier: those whose target is one of its entity types,
       except those that are mapped to a connection whose fulfill part is deactivated. -->
  <xsl:function name="f:resource-types" as="element(ResourceType)*" _cache="{$v:remembers}">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:variable name="document" as="document-node()" select="root($connector)"/>
    <xsl:perform-sort select="key('v:entity-types-of', f:key($connector/@Identifier), $document)
        ! key('v:resource-types-on', f:key(@Identifier), $document)[not(f:is-fulfillment-off(.))]">
      <xsl:sort select="@Identifier" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
    </xsl:perform-sort>
  </xsl:function>

  <!-- A resource type with several mappings is provisioned as long as one of their connections fulfills (ours). -->
  <xsl:function name="f:is-fulfillment-off" as="xs:boolean">
    <xsl:param name="resource-type" as="element(ResourceType)"/>
    <xsl:variable name="document" as="document-node()" select="root($resource-type)"/>
    <xsl:variable name="connections" as="element(Connection)*" select="
        key('v:resource-type-mapping', f:key($resource-type/@Identifier), $document)
        ! key('v:connection', f:key(@Connection), $document)"/>
    <xsl:sequence select="exists($connections)
        and (every $connection in $connections satisfies f:deactivated-part($connection) = 'Fulfill')"/>
  </xsl:function>

  <xsl:function name="f:entity-types" as="xs:string*">
    <xsl:param name="connectors" as="element(Connector)*"/>
    <xsl:sequence select="$connectors ! key('v:entity-types-of', f:key(@Identifier), root(.)) ! string(@Identifier)"/>
  </xsl:function>

  <xsl:function name="f:sources" as="xs:string*">
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:sequence select="$resource-types ! string(@SourceEntityType)"/>
  </xsl:function>

  <xsl:function name="f:targets" as="xs:string*">
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:sequence select="$resource-types ! string(@TargetEntityType)"/>
  </xsl:function>

  <!-- The entity types to which the query rules of resource types lead, through an association of the property. -->
  <xsl:function name="f:queried" as="xs:string*">
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:for-each select="$resource-types/QueryRule/@Property">
      <xsl:variable name="property" as="xs:string"
          select="f:key(if (contains(., ':')) then . else ../../@TargetEntityType || ':' || .)"/>
      <xsl:sequence select="key('v:association', $property)
          ! substring-before(if (f:key(@Property1) = $property) then @Property2 else @Property1, ':')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The entity types of connectors, by key: elements of a document in which they stand in the order of their
       connectors, then by identifier. -->
  <xsl:function name="f:types" as="map(*)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="ordered" as="document-node()">
      <xsl:document>
        <xsl:for-each select="$document/ConfigurationFile/Connector">
          <xsl:variable name="connector" as="xs:string" select="f:key(@Identifier)"/>
          <xsl:for-each select="key('v:entity-types-of', $connector)[. is f:mapping($document, @Identifier)]">
            <xsl:sort select="@Identifier" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
            <p:type key="{f:key(@Identifier)}" identifier="{@Identifier}" connector="{$connector}"/>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:document>
    </xsl:variable>
    <xsl:sequence select="map:merge($ordered/p:type ! map{ string(@key): . })"/>
  </xsl:function>

  <!-- Entity types, each once, as they are declared: those of the connector that the scaffolding names, then by the
       order of their connectors, then by identifier; those of no connector last. -->
  <xsl:function name="f:ordered" as="xs:string*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="entity-types" as="xs:string*"/>
    <xsl:variable name="types" as="map(*)" select="$plan?types"/>
    <xsl:variable name="found" as="element(p:type)*" select="$entity-types ! $types(f:key(.))"/>
    <xsl:variable name="placed" as="element(p:type)*" select="$found | ()"/>
    <xsl:variable name="connector" as="xs:string?" select="$plan?first"/>
    <xsl:variable name="first" as="element(p:type)*" select="$placed[@connector = $connector]"/>
    <xsl:sequence select="($first, $placed except $first) ! string(@identifier)"/>
    <xsl:if test="count($found) lt count($entity-types)">
      <xsl:for-each-group select="$entity-types[. != ''][empty($types(f:key(.)))]" group-by="f:key(.)">
        <xsl:sort select="f:declared($plan, .)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <xsl:sequence select="f:declared($plan, .)"/>
      </xsl:for-each-group>
    </xsl:if>
  </xsl:function>

  <!-- The mapping that declares an entity type: the first one, should there be several. -->
  <xsl:function name="f:mapping" as="element(EntityTypeMapping)?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="entity-type" as="xs:string?"/>
    <xsl:sequence select="key('v:entity-type', f:key($entity-type), $document)[1]"/>
  </xsl:function>

  <!-- An entity type as its mapping spells it. -->
  <xsl:function name="f:declared" as="xs:string">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="entity-type" as="xs:string"/>
    <xsl:sequence select="(f:mapping($plan?document, $entity-type)/string(@Identifier), $entity-type)[1]"/>
  </xsl:function>

  <!-- The connectors of entity types, in the order of the configuration. -->
  <xsl:function name="f:connectors-of-types" as="element(Connector)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="entity-types" as="xs:string*"/>
    <xsl:variable name="types" as="map(*)" select="$plan?types"/>
    <xsl:sequence select="distinct-values($entity-types ! $types(f:key(.))/@connector) ! f:connector($plan, .) | ()"/>
  </xsl:function>
</xsl:stylesheet>
