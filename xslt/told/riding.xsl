<?xml version="1.0" encoding="UTF-8"?>
<!-- Origins, as they ride in what is generated until it is finished: in attributes of a namespace of their own, called
     as the attributes that they are about, or _ for the element. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:o="urn:unscaffold:origin" xmlns:v="urn:unscaffold:variable">

  <!-- Why an attribute, or an element, is there, by the name of a rule of origins.xml.
       $of: the name of the attribute; empty for the element in which this rides
       $by: by role, the elements and attributes of the configuration that decided it, or a value of the rule's sentence.
            The scaffolding and its arguments need not be said, but attributes of it that decide in this case only: a row has @* for them. -->
  <xsl:function name="f:origin" as="attribute()">
    <xsl:param name="of" as="xs:string"/>
    <xsl:param name="rule" as="xs:string"/>
    <xsl:param name="by" as="map(*)"/>
    <xsl:attribute name="o:{if ($of = '') then '_' else $of}" select="
        $rule, (if (map:size($by) gt 1) then sort(map:keys($by)) else map:keys($by)) ! f:said(., $by(.))"/>
  </xsl:function>

  <!-- role=3,5/2@Package for nodes, by where they stand; role:Text for values, see f:in-a-word. -->
  <xsl:function name="f:said" as="xs:string*">
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="what" as="item()*"/>
    <xsl:choose>
      <xsl:when test="empty($what)"/>
      <xsl:when test="$what instance of node()*">
        <xsl:variable name="places" as="xs:string*" select="distinct-values($what ! f:places(.))"/>
        <xsl:sequence select="($role || '=' || string-join($places, ','))[exists($places)]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$role || ':' || f:in-a-word(string-join($what, ', '))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:places" as="xs:string*">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="attribute" as="xs:string?" select="$node[. instance of attribute()] ! ('@' || name())"/>
    <xsl:sequence select="$node/(self::*, ..)[1]/tokenize(@o:at) ! (. || $attribute)"/>
  </xsl:function>

  <!-- A text without white space: characters for private use stand for it. A text that
       has one of these is told by the numbers of its characters, behind a hash: #65.32.98. -->
  <xsl:function name="f:in-a-word" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if (translate($text, '#' || $v:stand-ins, '') = $text) then translate($text, $v:white-space, $v:stand-ins)
        else '#' || string-join(string-to-codepoints($text), '.')"/>
  </xsl:function>

  <!-- The text that is told so. -->
  <xsl:function name="f:in-full" as="xs:string">
    <xsl:param name="word" as="xs:string"/>
    <xsl:sequence select="if (starts-with($word, '#')) then codepoints-to-string(tokenize(substring($word, 2), '\.') ! xs:integer(.))
        else translate($word, $v:stand-ins, $v:white-space)"/>
  </xsl:function>

  <xsl:variable name="v:white-space" as="xs:string" select="' &#9;&#10;&#13;'"/>
  <xsl:variable name="v:stand-ins" as="xs:string" select="'&#xE000;&#xE001;&#xE002;&#xE003;'"/>
</xsl:stylesheet>
