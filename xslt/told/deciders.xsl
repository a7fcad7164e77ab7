<?xml version="1.0" encoding="UTF-8"?>
<!-- The elements of the configuration that decided, from what rides and from the row of the rule. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:o="urn:unscaffold:origin">

  <!-- $by: how the row names them: the role, and behind an @, the attributes that decide. The scaffolding is known, and
            argument/ and a name stands for its arguments of that name.
       $said: what rides, word by word: see riding.xsl -->
  <xsl:function name="f:deciders" as="element(o:decider)*">
    <xsl:param name="by" as="xs:string"/>
    <xsl:param name="said" as="xs:string*"/>
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:variable name="role" as="xs:string" select="tokenize($by, '@')[1]"/>
    <xsl:variable name="attributes" as="xs:string*" select="tokenize(substring-after($by, '@'), ',')"/>
    <xsl:variable name="argument" as="xs:string" select="substring-after($role, 'argument/')"/>
    <xsl:variable name="places" as="xs:string*" select="
        if ($role = 'scaffolding') then tokenize($scaffolding/@o:at)
        else if ($argument != '') then $scaffolding/*[local-name() = $argument] ! tokenize(@o:at)
        else $said[starts-with(., $role || '=')] ! tokenize(substring-after(., '='), ',')"/>
    <xsl:for-each-group select="$places" group-by="tokenize(., '@')[1]">
      <o:decider role="{if ($argument != '') then 'argument' else $role}" at="{current-grouping-key()}">
        <xsl:variable name="told" as="xs:string*" select="current-group() ! tokenize(., '@')[2]"/>
        <xsl:attribute name="attributes" select="distinct-values(($told, $attributes))"/>
      </o:decider>
    </xsl:for-each-group>
  </xsl:function>
</xsl:stylesheet>
