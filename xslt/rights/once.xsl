<?xml version="1.0" encoding="UTF-8"?>
<!-- What several scaffoldings of access rights generate alike is one object for the product. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- What each scaffolding of access rights generates, and nothing before it just so, by the scaffolding's id.
       $elements: all elements of a configuration, in its order. -->
  <xsl:function name="f:generated-once" as="map(*)">
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:iterate select="$elements[f:rows(.)]">
      <xsl:param name="known" as="map(*)" select="map{}"/>
      <xsl:param name="generated" as="map(*)" select="map{}"/>
      <xsl:on-completion select="$generated"/>
      <xsl:variable name="own" as="element()*">
        <xsl:apply-templates select="." mode="m:scaffolding">
          <xsl:with-param name="configuration" select="$configuration" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:variable>
      <xsl:variable name="firsts" as="map(*)" select="map:merge(($known, $own ! map{ f:kind-and-key(.): . }))"/>
      <xsl:next-iteration>
        <xsl:with-param name="known" select="$firsts"/>
        <xsl:with-param name="generated" select="map:put($generated, generate-id(),
            $own ! f:beside(., $firsts(f:kind-and-key(.))))"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- What is left of an element, beside the first of its kind and identifier: nothing, if that is just so. A menu item
       adds to the first one, instead. -->
  <xsl:function name="f:beside" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="first" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element is $first">
        <xsl:sequence select="$element"/>
      </xsl:when>
      <xsl:when test="not(f:is-like($element, $first))">
        <xsl:sequence select="if ($element/self::MenuItem/MenuItem) then f:opened($element) else $element"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Whether two elements are just so, whatever is told of them. -->
  <xsl:function name="f:is-like" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="other" as="element()"/>
    <xsl:sequence select="deep-equal($element, $other)" use-when="not($origins)"/>
    <xsl:sequence select="deep-equal(f:bare($element), f:bare($other))" use-when="$origins"/>
  </xsl:function>

  <xsl:function name="f:kind-and-key" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((local-name($element), if ($element/@Identifier) then f:key($element/@Identifier)
        else $element/@* ! (name() || '=' || .)), ' ')"/>
  </xsl:function>
</xsl:stylesheet>
