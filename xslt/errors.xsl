<?xml version="1.0" encoding="UTF-8"?>
<!-- Builds every finding, from the rules in errors.xml.

     A finding is one element in no namespace, handed over in an xsl:message:
       finding/@rule, @code, @severity   which rule of errors.xml is broken
       finding/@path                     where path() of the element or the attribute at fault leads
       finding/@refers                   the kind of element that the value should name
       finding/value*                    what fills the braces of the rule's sentence, by @name
       finding/related*                  where path() leads of what else it is about; what that is to it is its @role
       finding/candidate*                what may have been meant by the value called value; what it is also called, @name
       finding/sentence                  what is wrong and what would be right
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="">

  <xsl:variable name="v:errors" as="document-node()" select="doc('errors.xml')"/>

  <xsl:key name="v:error" match="d:error" use="@name"/>

  <!-- The finding that a rule is broken at an element or an attribute; $values fills the braces of its sentence. -->
  <xsl:function name="e:finding" as="element(finding)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:sequence select="e:finding($name, $node, $values, ())"/>
  </xsl:function>

  <!-- $candidates: what may have been meant, strings or elements of e:candidate() -->
  <xsl:function name="e:finding" as="element(finding)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:param name="candidates" as="item()*"/>
    <xsl:sequence select="e:finding($name, $node, $values, $candidates, map{})"/>
  </xsl:function>

  <!-- $related: what else it is about, nodes by what they are to it -->
  <xsl:function name="e:finding" as="element(finding)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:param name="values" as="map(*)"/>
    <xsl:param name="candidates" as="item()*"/>
    <xsl:param name="related" as="map(*)"/>
    <xsl:variable name="error" as="element(d:error)" select="key('v:error', $name, $v:errors)"/>
    <finding rule="{$name}" code="{$error/@code}" severity="{$error/@severity}" path="{path($node)}">
      <xsl:if test="map:contains($values, 'refers')">
        <xsl:attribute name="refers" select="$values?refers"/>
      </xsl:if>
      <xsl:for-each select="sort(map:keys($values)[. != 'refers'])">
        <value name="{.}" value="{$values(.)}"/>
      </xsl:for-each>
      <xsl:for-each select="sort(map:keys($related))">
        <xsl:variable name="role" as="xs:string" select="."/>
        <xsl:for-each select="$related($role)">
          <related role="{$role}" path="{path()}"/>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="$candidates">
        <xsl:sequence select="if (. instance of element(candidate)) then . else e:candidate(., ())"/>
      </xsl:for-each>
      <sentence>
        <xsl:analyze-string select="$error" regex="\{{([\w-]+)\}}">
          <xsl:matching-substring>{$values(regex-group(1))}</xsl:matching-substring>
          <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
        </xsl:analyze-string>
      </sentence>
    </finding>
  </xsl:function>

  <!-- What may have been meant, with what people may call it instead. -->
  <xsl:function name="e:candidate" as="element(candidate)">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="name" as="xs:string?"/>
    <candidate>
      <xsl:if test="$name">
        <xsl:attribute name="name" select="$name"/>
      </xsl:if>
      <xsl:text>{$value}</xsl:text>
    </candidate>
  </xsl:function>
</xsl:stylesheet>
