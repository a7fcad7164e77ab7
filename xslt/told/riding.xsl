<?xml version="1.0" encoding="UTF-8"?>
<!-- Origins, as they ride in what is generated until it is finished: in attributes of a namespace of their own, called
     as the attributes that they are about, or _ for the element. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:o="urn:unscaffold:origin">

  <!-- Why an attribute, or an element, is there, by the name of a rule of origins.xml.
       $of: the name of the attribute; empty for the element in which this rides
       $by: by role, the elements and attributes of the configuration that decided it, or a value of the rule's sentence.
            The scaffolding and its arguments need not be said, but attributes of it that decide in this case only: a row has @* for them. -->
  <xsl:function name="f:origin" as="attribute()">
    <xsl:param name="of" as="xs:string"/>
    <xsl:param name="rule" as="xs:string"/>
    <xsl:param name="by" as="map(*)"/>
    <xsl:attribute name="o:{if ($of = '') then '_' else $of}" select="$rule, sort(map:keys($by)) ! f:said(., $by(.))"/>
  </xsl:function>

  <!-- role=3,5/2@Package for nodes, by where they stand; role:84.101.120.116 for values, by their characters. -->
  <xsl:function name="f:said" as="xs:string*">
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="what" as="item()*"/>
    <xsl:variable name="places" as="xs:string*" select="distinct-values($what[. instance of node()] ! f:places(.))"/>
    <xsl:sequence select="($role || '=' || string-join($places, ','))[exists($places)],
        ($role || ':' || string-join(string-to-codepoints(string-join($what, ', ')), '.'))[exists($what) and not($what instance of node()*)]"/>
  </xsl:function>

  <xsl:function name="f:places" as="xs:string*">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="attribute" as="xs:string?" select="$node[. instance of attribute()] ! ('@' || name())"/>
    <xsl:sequence select="$node/ancestor-or-self::*[1]/tokenize(@o:at) ! (. || $attribute)"/>
  </xsl:function>

  <!-- The text that is said by its characters. -->
  <xsl:function name="f:characters" as="xs:string">
    <xsl:param name="codes" as="xs:string"/>
    <xsl:sequence select="codepoints-to-string(tokenize($codes, '\.') ! xs:integer(.))"/>
  </xsl:function>
</xsl:stylesheet>
