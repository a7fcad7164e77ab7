<?xml version="1.0" encoding="UTF-8"?>
<!-- What scaffoldings of other families, and a few more, certainly declare: what is expanded is made as if it were
     written where they stand. A slice holds it already, and not the scaffoldings. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:unscaffold:plan"
    xmlns:v="urn:unscaffold:variable" xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:key name="v:other" match="d:other[d:declares]" use="@name"/>
  <xsl:key name="v:nesting" match="d:scaffolding[d:nests]" use="d:nests/@name"/>

  <!-- The names of those scaffoldings, with those that nest one, and those that make a profile; of
       those among them that generate what nobody knows. -->
  <xsl:variable name="v:declaring" as="xs:string*" select="$v:vocabulary/*/d:other[d:declares]
      ! (@name, key('v:nesting', @name, $v:rights)/@name) ! string(), $v:rights/*/d:scaffolding[@profile != '']/@name ! string()"/>
  <xsl:variable name="v:generating" as="xs:string*" select="$v:vocabulary/*/d:other[@generates]/@name ! string()"/>

  <!-- Scaffoldings that stay in place and generate what nobody knows. -->
  <xsl:function name="f:generating" as="element()*" _cache="{$v:remembers}">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="key('v:kind', $v:generating, $document)[f:facts(.)]"/>
  </xsl:function>

  <!-- The document, and what its scaffoldings certainly declare. -->
  <xsl:function name="f:with-facts" as="document-node()">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="declaring" as="element()*" select="key('v:kind', $v:declaring, $document)"/>
    <xsl:variable name="facts" as="map(*)" select="if (exists($declaring)) then f:settled-facts($declaring) else map{}"/>
    <xsl:choose>
      <xsl:when test="map:size($facts) gt 0">
        <xsl:document>
          <ConfigurationFile>
            <xsl:for-each select="$document/ConfigurationFile/*">
              <xsl:sequence select="$facts(generate-id()), ."/>
            </xsl:for-each>
          </ConfigurationFile>
        </xsl:document>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$document"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What scaffoldings of a document declare and nothing else does, by the id of the element before which it comes: the
       first one that declares it, or that is to change it. What the first scaffolding does not say, a later one may. -->
  <xsl:function name="f:settled-facts" as="map(*)">
    <xsl:param name="scaffoldings" as="element()+"/>
    <xsl:variable name="document" as="document-node()" select="root($scaffoldings[1])"/>
    <xsl:variable name="facts" as="element(p:fact)*">
      <xsl:for-each select="$scaffoldings">
        <xsl:variable name="scaffolding" as="element()" select="."/>
        <xsl:for-each select="f:facts(.)[not(f:is-declared(., $document))]">
          <p:fact of="{generate-id((f:named-like(., $document) | $scaffolding)[1])}">
            <xsl:sequence select="."/>
          </p:fact>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="settled" as="element(p:fact)*">
      <xsl:for-each-group select="$facts" group-by="*/(local-name() || ' ' || f:key(@Identifier))">
        <p:fact of="{@of}">
          <xsl:for-each select="*">
            <xsl:copy>
              <!-- The last attribute of a name wins. -->
              <xsl:sequence select="reverse(current-group()) ! */@*[not(f:is-of-nobody(., $document))]"/>
            </xsl:copy>
          </xsl:for-each>
        </p:fact>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:map>
      <xsl:for-each-group select="$settled" group-by="@of">
        <xsl:map-entry key="string(current-grouping-key())" select="current-group()/*"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <!-- The elements that a scaffolding certainly declares; none if it is turned off. -->
  <xsl:function name="f:facts" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:variable name="attributes" as="map(*)"
        select="map:merge($scaffolding/@*[namespace-uri() = ''] ! map{ local-name(): string() })"/>
    <xsl:for-each select="key('v:other', (local-name($scaffolding), f:rows($scaffolding)/d:nests/@name), $v:vocabulary)
        [not(lower-case(@switch ! $attributes(string())) = ('false', '0'))]/d:declares">
      <xsl:variable name="element" as="element()">
        <xsl:element name="{@kind}">
          <xsl:for-each select="d:attribute">
            <xsl:sequence select="f:attribute(@name, f:value-with(@value, $attributes))"/>
          </xsl:for-each>
          <xsl:sequence select="f:together($scaffolding)" use-when="$origins"/>
        </xsl:element>
      </xsl:variable>
      <xsl:sequence select="$element[@Identifier]"/>
    </xsl:for-each>
    <xsl:for-each select="f:rows($scaffolding)/@profile[. != '']">
      <Profile Identifier="{.}">
        <xsl:sequence select="f:names-given($scaffolding)"/>
        <xsl:sequence select="f:together($scaffolding)" use-when="$origins"/>
      </Profile>
    </xsl:for-each>
  </xsl:function>

  <!-- A value with attributes of a scaffolding for the names in braces; none if it lacks one of them. -->
  <xsl:function name="f:value-with" as="xs:string?">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="attributes" as="map(*)"/>
    <xsl:variable name="names" as="xs:string*" select="f:parts($value)[position() mod 2 = 0]"/>
    <xsl:sequence select="f:filled($value, $attributes)[every $name in $names satisfies $attributes($name) != '']"/>
  </xsl:function>

  <!-- Whether a hand-written element that stands for itself has the place of a fact. -->
  <xsl:function name="f:is-declared" as="xs:boolean">
    <xsl:param name="fact" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="f:named-like($fact, $document) ! f:mode(.) = ''"/>
  </xsl:function>

  <!-- The hand-written elements with the kind and the identifier of a fact. -->
  <xsl:function name="f:named-like" as="element()*">
    <xsl:param name="fact" as="element()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="key('v:declared', local-name($fact) || ' ' || f:key($fact/@Identifier), $document)"/>
  </xsl:function>

  <!-- Scaffoldings that generate what nobody knows of a connector, by that. -->
  <xsl:key name="v:generating" match="ConfigurationFile/*[local-name() = $v:generating]"
      use="f:facts(.)/self::Connector/f:key(@Identifier)"/>

  <xsl:key name="v:declared"
      match="ConfigurationFile/*[local-name() = ($v:vocabulary/*/d:other/d:declares/@kind, 'Profile')]"
      use="local-name() || ' ' || f:key(@Identifier)"/>

  <!-- An agent that a published example names may be called otherwise here: a single one is meant then (ours). -->
  <xsl:function name="f:is-of-nobody" as="xs:boolean">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="agents" as="xs:string*"
        select="distinct-values($document/ConfigurationFile/Agent[local-name($attribute) = 'Agent'] ! f:key(@Identifier))"/>
    <xsl:sequence select="count($agents) = 1 and not(f:key($attribute) = $agents)"/>
  </xsl:function>
</xsl:stylesheet>
