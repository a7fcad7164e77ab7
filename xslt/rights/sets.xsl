<?xml version="1.0" encoding="UTF-8"?>
<!-- The sets of access-rights.xml, computed from the configuration. Entity types are as the first element spells them
     that names them; they come once, whatever the case of their letters. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:key name="v:associations-of" match="ConfigurationFile/EntityAssociation"
      use="distinct-values((@Property1, @Property2) ! f:key(f:entity-type-of(.)))"/>
  <xsl:key name="v:resource-types-from" match="ConfigurationFile/ResourceType" use="f:key(@SourceEntityType)"/>
  <xsl:key name="v:tables-of" match="ConfigurationFile/DisplayTable" use="f:key(@EntityType)"/>
  <xsl:key name="v:workflows-of" match="ConfigurationFile/Workflow" use="f:key(@VariablesType)"/>

  <xsl:function name="f:dimensions" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="f:each-once($document/ConfigurationFile/Dimension/@EntityType)"/>
  </xsl:function>

  <!-- The entity types at the other end of an association with one of these, without that one. -->
  <xsl:function name="f:neighbours" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="entity-types" as="xs:string*"/>
    <xsl:sequence select="f:each-once($entity-types ! f:other-ends(., key('v:associations-of', f:key(.), $document)))"/>
  </xsl:function>

  <xsl:function name="f:reviewed" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="dimensions" as="xs:string*" select="f:dimensions($document)"/>
    <xsl:sequence select="f:each-once(($dimensions, f:neighbours($document, $dimensions)))"/>
  </xsl:function>

  <xsl:function name="f:workflow-neighbours" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="entity-type" as="xs:string"/>
    <xsl:variable name="neighbours" as="xs:string*" select="f:neighbours($document, $entity-type)"/>
    <xsl:sequence select="f:each-once(($neighbours, f:neighbours($document, $neighbours)))"/>
  </xsl:function>

  <xsl:function name="f:targets-from" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="entity-type" as="xs:string"/>
    <xsl:sequence select="f:each-once(key('v:resource-types-from', f:key($entity-type), $document)/@TargetEntityType)"/>
  </xsl:function>

  <!-- The mappings of all entity types that have one, to a connector: of several of one, the first. -->
  <xsl:function name="f:mappings" as="element(EntityTypeMapping)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:for-each-group select="$document/ConfigurationFile/EntityTypeMapping[@Identifier != ''][@Connector != '']"
        group-by="f:key(@Identifier)">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:all-resource-types" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="f:each-once($document/ConfigurationFile/ResourceType/@Identifier)"/>
  </xsl:function>

  <!-- The activities whose templates have a state in which they are refined, of the workflows about an entity type. -->
  <xsl:function name="f:refinable" as="element(Activity)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="entity-type" as="xs:string"/>
    <xsl:for-each-group select="key('v:workflows-of', f:key($entity-type), $document)/Activity
        [f:key(@Template) = ('actionwithrefine', 'reviewwithfeedback')]"
        group-by="f:key(../@Identifier), f:key(@Identifier)" composite="yes">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- What the columns of the default display table of an entity type show, in their order. -->
  <xsl:function name="f:columns" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="entity-type" as="xs:string"/>
    <xsl:variable name="table" as="element(DisplayTable)?"
        select="key('v:tables-of', f:key($entity-type), $document)[f:is-true(@IsEntityTypeDefault)][1]"/>
    <xsl:sequence select="$table/Column/@DisplayBinding[. != ''] ! string()"/>
  </xsl:function>

  <!-- Where associations of an entity type lead. -->
  <xsl:function name="f:other-ends" as="xs:string*">
    <xsl:param name="entity-type" as="xs:string"/>
    <xsl:param name="associations" as="element(EntityAssociation)*"/>
    <xsl:sequence select="$associations/(@Property1, @Property2) ! f:entity-type-of(.)
        [f:key(.) != f:key($entity-type)]"/>
  </xsl:function>

  <!-- The entity type of a property that is written with it: User:Manager -->
  <xsl:function name="f:entity-type-of" as="xs:string">
    <xsl:param name="property" as="xs:string"/>
    <xsl:sequence select="substring-before($property, ':')"/>
  </xsl:function>

  <xsl:function name="f:each-once" as="xs:string*">
    <xsl:param name="identifiers" as="xs:string*"/>
    <xsl:for-each-group select="$identifiers[. != '']" group-by="f:key(.)">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>
</xsl:stylesheet>
