<?xml version="1.0" encoding="UTF-8"?>
<!-- Display names in the declared languages. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function"
    xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:variable name="v:labels" as="document-node()" select="doc('../labels.xml')"/>

  <!-- The declared languages by indicator number; where none is declared, 1 is English and 2 is French. -->
  <xsl:function name="f:languages" as="element(d:language)+">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="declared" as="element(d:language)*">
      <xsl:for-each select="$document/ConfigurationFile/Language[@IndicatorNumber castable as xs:integer]">
        <xsl:sort select="xs:integer(@IndicatorNumber)"/>
        <d:language indicator="{xs:integer(@IndicatorNumber)}" code="{@Code}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="$declared"/>
    <xsl:if test="empty($declared)">
      <d:language indicator="1" code="en"/>
      <d:language indicator="2" code="fr"/>
    </xsl:if>
  </xsl:function>

  <!-- Each label in the declared languages: an element that has the attributes of a task of that name. -->
  <xsl:function name="f:labels" as="map(*)">
    <xsl:param name="languages" as="element(d:language)+"/>
    <xsl:map>
      <xsl:for-each select="$v:labels/*/d:label">
        <xsl:variable name="label" as="element(d:label)" select="."/>
        <xsl:map-entry key="string(@task)">
          <d:label>
            <xsl:for-each select="$languages">
              <xsl:sequence select="f:attribute('DisplayName_L' || @indicator, f:in-language($label/d:text, @code))"/>
            </xsl:for-each>
          </d:label>
        </xsl:map-entry>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- One attribute for each declared language into which the label is translated:
       the label, with the name of the connector before it, and those of connectors after it. -->
  <xsl:function name="f:display-names" as="attribute()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="before" as="element(Connector)?"/>
    <xsl:param name="after" as="element(Connector)*"/>
    <xsl:variable name="names" as="attribute()*" select="$plan?labels($label)/@*"/>
    <xsl:choose>
      <xsl:when test="exists($before)">
        <xsl:for-each select="$names">
          <xsl:attribute name="{name()}" select="f:name($before, name()) || ' - ' || ."/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="exists($after)">
        <xsl:for-each select="$names">
          <xsl:variable name="name" as="xs:string" select="name()"/>
          <xsl:attribute name="{$name}" select=". || ' - ' || string-join($after ! f:name(., $name), ', ')"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy-of select="$names"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:sequence use-when="$origins and $in-full" select="$names ! f:origin-of-name($plan, name(), ($before, $after))"/>
  </xsl:function>

  <!-- The text in the most specific language that serves a language tag: fr serves fr-FR. -->
  <xsl:function name="f:in-language" as="element(d:text)?">
    <xsl:param name="texts" as="element(d:text)*"/>
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="text" as="element(d:text)?" select="$texts[lower-case(@language) = lower-case($tag)][1]"/>
    <xsl:sequence select="if (exists($text) or not(contains($tag, '-'))) then $text
        else f:in-language($texts, replace($tag, '-[^-]*$', ''))"/>
  </xsl:function>

  <!-- The display name of a connector in a language, given by the name of the attribute, else in language 1, else (ours)
       its identifier. -->
  <xsl:function name="f:name" as="xs:string" _cache="{$v:remembers}">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="attribute" as="xs:string"/>
    <xsl:sequence select="string(($connector/@*[name() = $attribute],
        $connector/@DisplayName_L1, $connector/@Identifier)[. != ''][1])"/>
  </xsl:function>
</xsl:stylesheet>
