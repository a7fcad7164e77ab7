<?xml version="1.0" encoding="UTF-8"?>
<!-- Profiles and entity types: whether they are declared, how they are spelt, and what they are called. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:key name="v:named" match="ConfigurationFile/Profile | ConfigurationFile/EntityType"
      use="local-name() || ' ' || f:key(@Identifier)"/>

  <!-- The element of a kind, Profile or EntityType, that an identifier names. -->
  <xsl:function name="f:named" as="element()?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="identifier" as="xs:string?"/>
    <xsl:sequence select="key('v:named', $kind || ' ' || f:key($identifier), $document)[1]"/>
  </xsl:function>

  <!-- An identifier as it is declared, and its display names in language 1 and 2, which are the identifier where there
       are none: by a letter, that and 1, that and 2. -->
  <xsl:function name="f:names-of" as="map(xs:string, xs:string)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="identifier" as="xs:string"/>
    <xsl:param name="letter" as="xs:string"/>
    <xsl:variable name="declared" as="element()?" select="f:named($document, $kind, $identifier)"/>
    <xsl:variable name="spelt" as="xs:string" select="string(($declared/@Identifier, $identifier)[1])"/>
    <xsl:variable name="names" as="map(xs:string, xs:string)?"
        select="f:names-of-workflow($document, $spelt)[$kind = 'EntityType']"/>
    <xsl:sequence select="map{
        $letter: $spelt,
        $letter || '1': string(($declared/@DisplayName_L1[. != ''], $names ! .('L1'), $spelt)[1]),
        $letter || '2': string(($declared/@DisplayName_L2[. != ''], $names ! .('L2'), $spelt)[1]) }"/>
  </xsl:function>

  <!-- The display names that the arguments of a scaffolding give the profile that it makes, in the declared languages. -->
  <xsl:function name="f:names-given" as="attribute()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:for-each select="f:languages(root($scaffolding))">
      <xsl:sequence select="f:attribute('DisplayName_L' || @indicator,
          f:serving($scaffolding/DisplayNameProfile, @code) ! f:name-given(.))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Of arguments for languages, the one for a language, else (ours) the first one for another kind of it: en-EN is
       taken for en-US. -->
  <xsl:function name="f:serving" as="element(DisplayNameProfile)?">
    <xsl:param name="arguments" as="element(DisplayNameProfile)*"/>
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="($arguments[f:key(@Identifier) = f:key($code)],
        $arguments[substring-before(f:key(@Identifier) || '-', '-') = substring-before(f:key($code) || '-', '-')])[1]"/>
  </xsl:function>

  <!-- The page calls the attribute DisplayName, and its example Value. -->
  <xsl:function name="f:name-given" as="xs:string?">
    <xsl:param name="argument" as="element(DisplayNameProfile)"/>
    <xsl:sequence select="$argument/(@DisplayName, @Value)[. != ''][1]/string()"/>
  </xsl:function>

  <!-- What a WorkflowEntityType calls the entity type that it makes for the workflows of another one. -->
  <xsl:function name="f:names-of-workflow" as="map(xs:string, xs:string)?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="entity-type" as="xs:string"/>
    <xsl:variable name="of" as="element()?"
        select="f:named($document, 'EntityType', substring-after(f:key($entity-type), 'workflow_'))"/>
    <xsl:if test="starts-with(f:key($entity-type), 'workflow_') and exists($of)">
      <xsl:variable name="names" as="map(xs:string, xs:string)"
          select="f:names-of($document, 'EntityType', $of/@Identifier, 'E')"/>
      <xsl:sequence select="map{ 'L1': 'Workflow for ' || $names('E1'), 'L2': $names('E2') }"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
