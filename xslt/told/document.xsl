<?xml version="1.0" encoding="UTF-8"?>
<!-- The document of origins, and what is generated without it.
       o:origins                what is told of what a scaffolding generates
       o:element                a generated element, its children in it; @kind and @identifier
       o:origin/@of, @rule      why its attribute is there, or, where @of is empty, itself: the name of a row in origins.xml
       o:origin/@by             the elements that decided it, as told: role=3,5/2@Package is the child 3 of the document and
                                the attribute Package of the child 2 of its child 5, counted from 0. What else decides by
                                the rule, the row says: the scaffolding, its arguments, and attributes
       o:value                  what fills the braces of the rule's sentence, by @name
       o:missing                what is not generated, and could have been: @kind and @identifier, with its origin -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns:o="urn:unscaffold:origin" xmlns:v="urn:unscaffold:variable">

  <xsl:variable name="v:origins" as="document-node()" select="doc('../origins.xml')"/>
  <xsl:key name="v:origin" match="d:origin" use="@name"/>

  <xsl:template match="*" mode="m:bare" as="element()">
    <xsl:element name="{name()}" namespace="{namespace-uri()}">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="o:* | @o:*" mode="m:bare" priority="1" as="empty-sequence()"/>

  <xsl:function name="f:bare" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element" mode="m:bare"/>
  </xsl:function>

  <xsl:function name="f:told" as="element(o:origins)">
    <xsl:param name="generated" as="element()*"/>
    <o:origins>
      <xsl:apply-templates select="$generated" mode="m:told"/>
    </o:origins>
  </xsl:function>

  <!-- What tells nothing was made by a stylesheet of somebody's own. -->
  <xsl:template match="*" mode="m:told" as="element()">
    <xsl:variable name="own" as="xs:string" select="f:with-children((@o:_, 'own-stylesheet')[1], *)"/>
    <xsl:variable name="row" as="element(d:origin)" select="f:row($own)"/>
    <xsl:element name="o:{if (self::o:missing) then 'missing' else 'element'}">
      <xsl:attribute name="kind" select="(self::o:missing/@kind, local-name())[1]"/>
      <xsl:sequence select="f:attribute('identifier', (@Identifier, self::o:missing/@identifier)[1]),
          f:origin-of('', $row, $own)"/>
      <xsl:for-each select="@*[namespace-uri() = ''][not(parent::o:missing)]" use-when="$in-full">
        <xsl:variable name="name" as="xs:string" select="name()"/>
        <xsl:variable name="told" as="xs:string?" select="../@o:*[local-name() = $name]"/>
        <xsl:sequence select="if (exists($told)) then f:origin-of($name, f:row($told), $told)
            else f:origin-of($name, ($row/d:attribute[@name = $name]/f:row(@rule), $row)[1], $own)"/>
      </xsl:for-each>
      <xsl:apply-templates select="*" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What rides in an element, with what decided its children, if its rule is that there are some. -->
  <xsl:function name="f:with-children" as="xs:string">
    <xsl:param name="told" as="xs:string"/>
    <xsl:param name="children" as="element()*"/>
    <xsl:variable name="deciders" as="xs:string*" select="if (f:row($told)/@children)
        then distinct-values($children/@o:_ ! tokenize(.)[contains(., '=')]) else ()"/>
    <xsl:sequence select="string-join(($told, $deciders), ' ')"/>
  </xsl:function>

  <!-- An origin, by the row of its rule and what rides; that of an element serves its attributes, too, each by the row
       that the element's names for it. -->
  <xsl:function name="f:origin-of" as="element(o:origin)">
    <xsl:param name="of" as="xs:string"/>
    <xsl:param name="rule" as="element(d:origin)"/>
    <xsl:param name="told" as="xs:string"/>
    <xsl:variable name="said" as="xs:string*" select="tail(tokenize($told))"/>
    <xsl:variable name="roles" as="xs:string*" select="f:roles($rule)"/>
    <o:origin of="{$of}" rule="{$rule/@name}" by="{$said[substring-before(., '=') = $roles]}">
      <xsl:for-each select="$said[contains(., ':')]">
        <o:value name="{substring-before(., ':')}" value="{f:in-full(substring-after(., ':'))}"/>
      </xsl:for-each>
    </o:origin>
  </xsl:function>

  <!-- What decides by a rule. -->
  <xsl:function name="f:roles" as="xs:string*" _cache="{$v:remembers}">
    <xsl:param name="rule" as="element(d:origin)"/>
    <xsl:sequence select="tokenize($rule/@by) ! tokenize(., '@')[1]"/>
  </xsl:function>

  <!-- The row of origins.xml with the name with which what is told begins; a stylesheet of somebody's own may name any. -->
  <xsl:function name="f:row" as="element(d:origin)">
    <xsl:param name="told" as="xs:string"/>
    <xsl:sequence select="(key('v:origin', tokenize($told)[1], $v:origins), key('v:origin', 'own-stylesheet', $v:origins))[1]"/>
  </xsl:function>
</xsl:stylesheet>
