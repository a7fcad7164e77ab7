<?xml version="1.0" encoding="UTF-8"?>
<!-- The configuration document, with what is computed once for all of its scaffoldings. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- Most configurations have no element of most kinds: to look for them takes less time than to ask each element. -->
  <xsl:key name="v:kind" match="ConfigurationFile/*" use="local-name()"/>
  <xsl:key name="v:connector" match="ConfigurationFile/Connector" use="f:key(@Identifier)"/>
  <xsl:key name="v:connection" match="ConfigurationFile/Connection" use="f:key(@Identifier)"/>
  <xsl:key name="v:connections-of" match="ConfigurationFile/Connection" use="f:key(@Connector)"/>
  <xsl:key name="v:entity-type" match="ConfigurationFile/EntityTypeMapping[@Identifier != '']" use="f:key(@Identifier)"/>
  <xsl:key name="v:entity-types-of" match="ConfigurationFile/EntityTypeMapping" use="f:key(@Connector)"/>
  <xsl:key name="v:association-mappings-of" match="ConfigurationFile/EntityAssociationMapping" use="f:key(@Connector)"/>
  <xsl:key name="v:resource-types-on" match="ConfigurationFile/ResourceType" use="f:key(@TargetEntityType)"/>
  <xsl:key name="v:resource-type-mapping" use="f:key(@Identifier)"
      match="ConfigurationFile/*[ends-with(local-name(), 'ResourceTypeMapping')]"/>
  <xsl:key name="v:association" match="ConfigurationFile/EntityAssociation" use="(@Property1, @Property2) ! f:key(.)"/>
  <xsl:key name="v:classification" match="ConfigurationFile/ResourceClassificationRule" use="f:key(@ResourceType)"/>
  <xsl:key name="v:context-of-resource-type" match="ConfigurationFile/ProfileRuleContext[@ResourceType]"
      use="f:key(@ResourceType)"/>
  <xsl:key name="v:context-of-entity-type" match="ConfigurationFile/ProfileRuleContext[@EntityType]"
      use="f:key(@EntityType)"/>

  <!-- What is known of a configuration:
       document  the configuration, consolidated
       types     the entity types of connectors, by key: a p:type each, in a document whose order is that of jobs
       agents    the identifiers of the declared agents
       clients   the identifiers of the declared clients
       labels    the display names of tasks in the declared languages

       Declared as map(*) wherever it is handed on, for the reason that f:plan gives. -->
  <xsl:function name="f:configuration" as="map(*)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="consolidated" as="document-node()" select="f:consolidated(f:with-facts($document))"/>
    <xsl:sequence select="map{
        'document': $consolidated,
        'types': f:types($consolidated),
        'clients': distinct-values($consolidated/ConfigurationFile/OpenIdClient/@Identifier),
        'agents': distinct-values($consolidated/ConfigurationFile/Agent/@Identifier),
        'labels': f:labels(f:languages($consolidated)) }"/>
  </xsl:function>

  <xsl:function name="f:connector" as="element(Connector)?">
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:param name="identifier" as="xs:string?"/>
    <xsl:sequence select="key('v:connector', f:key($identifier), $configuration?document)[1]"/>
  </xsl:function>
</xsl:stylesheet>
