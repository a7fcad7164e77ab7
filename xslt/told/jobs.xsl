<?xml version="1.0" encoding="UTF-8"?>
<!-- What decided of jobs, where it takes more than a word to say it. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The name of the rule for tasks of a kind: export for ExportTask. -->
  <xsl:function name="f:rule-of" as="xs:string" _cache="{$v:remembers}">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="lower-case(replace(replace($kind, 'Task$', ''), '([a-z])([A-Z])', '$1-$2'))"/>
  </xsl:function>

  <!-- The agent of a job or a task, by what names it. One that is named decides where it is spelt otherwise. -->
  <xsl:function name="f:origin-of-agent" as="attribute()">
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="named-by" as="element()?"/>
    <xsl:sequence select="f:origin('Agent', if ($named-by/@Agent != '') then 'named-agent' else 'only-agent', map{
        'named-by': $named-by,
        'agent': key('v:kind', 'Agent', $configuration?document)/self::Agent
          [f:key(@Identifier) = f:key(f:agent($configuration, $named-by))][not(@Identifier = $named-by/@Agent)] })"/>
  </xsl:function>

  <!-- What names the agent of a job: its connector, if it is one of a connector, else the scaffolding. -->
  <xsl:function name="f:named-by" as="element()">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="($plan?scaffolding[@Connector] ! f:connector($plan, @Connector), $plan?scaffolding)[1]"/>
  </xsl:function>

  <!-- What a job is called after, where the scaffolding does not say it: its connector, or its agent and what names that. -->
  <xsl:function name="f:called-after" as="map(*)">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="is-of-agent" as="xs:boolean" select="$plan?everywhere = true()"/>
    <xsl:sequence select="map{
        'connector': f:connector($plan, $plan?scaffolding/@Connector),
        'scaffolding': $plan?scaffolding/@Agent[$is-of-agent],
        'agent': key('v:kind', 'Agent'[$is-of-agent], $plan?document)/self::Agent[f:key(@Identifier) = f:key($plan?agent)] }"/>
  </xsl:function>

  <!-- A connector with the job rule by which it takes part in a job of an agent. -->
  <xsl:function name="f:taking-part" as="node()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="connectors" as="element(Connector)*"/>
    <xsl:sequence select="$connectors, $connectors[not($plan?scaffolding/@Connector)]
        /(if ($plan?mode = 'Incremental') then @IncrementalJob else @CompleteJob)"/>
  </xsl:function>

  <!-- A client decides where it is spelt otherwise than it is named. -->
  <xsl:function name="f:origin-of-client" as="attribute()">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="f:origin('OpenIdClient',
        if ($plan?scaffolding/OpenIdIdentifier) then 'named-client' else 'default-client', map{
        'client': key('v:kind', 'OpenIdClient', $plan?document)/self::OpenIdClient[f:key(@Identifier) = f:key($plan?client)]
          [not(@Identifier = ($plan?scaffolding/OpenIdIdentifier/@Identifier, 'Job')[1])] })"/>
  </xsl:function>

  <!-- What is mapped of a connector. -->
  <xsl:function name="f:mappings-of" as="element()*">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:variable name="key" as="xs:string" select="f:key($connector/@Identifier)"/>
    <xsl:sequence select="key('v:entity-types-of', $key, root($connector)),
        key('v:association-mappings-of', $key, root($connector)), key('v:generating', $key, root($connector))"/>
  </xsl:function>

  <!-- A resource type of a task: what makes it one of a connector of the job. -->
  <xsl:function name="f:origin-of-resource-type" as="attribute()">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="resource-type" as="element(ResourceType)"/>
    <xsl:sequence select="f:origin('', 'resource-type', map:merge((
        map{ 'resource-type': $resource-type }, f:provisioning($plan, $resource-type) )))"/>
  </xsl:function>

  <!-- What else makes resource types be provisioned: the mappings of their target entity types, the connectors of these,
       and the connections that fulfill. -->
  <xsl:function name="f:provisioning" as="map(*)">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:variable name="mappings" as="element()*" select="$resource-types ! f:mapping($plan?document, @TargetEntityType)"/>
    <xsl:sequence select="map{
        'mapping': $mappings,
        'connector': f:taking-part($plan, distinct-values($mappings/@Connector) ! f:connector($plan, .)),
        'fulfilled-by': $resource-types ! key('v:resource-type-mapping', f:key(@Identifier), $plan?document),
        'connection': $resource-types ! key('v:resource-type-mapping', f:key(@Identifier), $plan?document)
          ! key('v:connection', f:key(@Connection), $plan?document) }"/>
  </xsl:function>

  <!-- An entity type of a task: what the row for the kind of the task asks for. -->
  <xsl:function name="f:origin-of-entity-type" as="attribute()">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entity-type" as="xs:string"/>
    <xsl:variable name="rule" as="xs:string" select="'entity-type-of-' || f:rule-of($kind)"/>
    <xsl:sequence select="f:origin('', $rule, map:merge(f:roles(f:row($rule))
        ! map{ .: f:about($plan, f:key($entity-type), .) }))"/>
  </xsl:function>

  <!-- The elements that are about an entity type, in a role: mappings to a connector of the job, resource types of it, and
       what else tasks look at. -->
  <xsl:function name="f:about" as="node()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="document" as="document-node()" select="$plan?document"/>
    <xsl:choose>
      <xsl:when test="$role = ('mapping', 'connector', 'mapping-of-principal')">
        <xsl:variable name="mapping" as="element()?"
            select="f:mapping($document, $key)[map:contains($plan?told, f:key(@Connector))]"/>
        <xsl:sequence select="if ($role = 'connector') then f:taking-part($plan, $mapping/@Connector ! f:connector($plan, .))
            else $mapping[$role = 'mapping'
              or f:key(@Connector) = $plan?scaffolding/PrincipalDataConnector/f:key(@ConnectorIdentifier)]"/>
      </xsl:when>
      <xsl:when test="$role = 'target-of'">
        <xsl:sequence select="key('v:resource-types-on', $key, $document)[f:is-provisioned($plan, .)]"/>
      </xsl:when>
      <xsl:when test="$role = ('source-of', 'source-without-mapping', 'source-anywhere')">
        <xsl:sequence select="key('v:resource-types-from', $key, $document)[if ($role = 'source-anywhere')
            then not(f:is-fulfillment-off(.)) else f:is-provisioned($plan, .)]
            [$role != 'source-without-mapping' or $plan?scaffolding/@Connector]"/>
      </xsl:when>
      <xsl:when test="$role = 'queried-by'">
        <xsl:sequence select="f:querying($plan, $key)[self::QueryRule]"/>
      </xsl:when>
      <xsl:when test="$role = 'through'">
        <xsl:sequence select="f:querying($plan, $key)[self::EntityAssociation]"/>
      </xsl:when>
      <xsl:when test="$role = 'classified-by'">
        <xsl:sequence select="key('v:resource-types-on', $key, $document) ! key('v:classification', f:key(@Identifier), $document)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="key('v:context-of-entity-type', $key, $document)/@EntityType, key('v:resource-types-on', $key, $document)
            ! key('v:context-of-resource-type', f:key(@Identifier), $document)/@ResourceType"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Of a plan: the keys of the connectors whose entity types have their properties computed, that of the job or those
       that are touched; the ids of its resource types; and those of the connectors that have a half in it, each behind
       the name of that half. -->
  <xsl:function name="f:looked-up" as="map(*)">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="map:merge((
        ($plan?scaffolding/@Connector, $plan?touched/@Identifier) ! map{ f:key(.): true() },
        $plan?resource-types ! map{ generate-id(): true() },
        ('synchronized', 'provisioned') ! (for $half in ., $id in $plan(.) ! generate-id() return map{ $half || $id: true() }) ))"/>
  </xsl:function>

  <!-- $half: synchronized or provisioned -->
  <xsl:function name="f:takes-part" as="xs:boolean">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="half" as="xs:string"/>
    <xsl:sequence select="map:contains($plan?told, $half || generate-id($connector))"/>
  </xsl:function>

  <xsl:function name="f:is-provisioned" as="xs:boolean">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="resource-type" as="element(ResourceType)"/>
    <xsl:sequence select="map:contains($plan?told, generate-id($resource-type))"/>
  </xsl:function>

  <!-- The associations that lead to an entity type, and the query rules that lead through them. -->
  <xsl:function name="f:querying" as="element()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="entity-type" as="xs:string"/>
    <xsl:for-each select="key('v:associations-of', f:key($entity-type), $plan?document)">
      <xsl:variable name="association" as="element(EntityAssociation)" select="."/>
      <xsl:for-each select="@Property1, @Property2">
        <xsl:variable name="property" as="xs:string" select="f:key(.)"/>
        <xsl:variable name="rules" as="element(QueryRule)*" select="
            key('v:resource-types-on', f:key(f:entity-type-of(.)), $plan?document)[f:is-provisioned($plan, .)]
            /QueryRule[$property = (f:key(@Property), f:key(../@TargetEntityType || ':' || @Property))]"/>
        <xsl:sequence select="$rules, $association[exists($rules)]"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
