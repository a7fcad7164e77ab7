<?xml version="1.0" encoding="UTF-8"?>
<!-- Resource types whose targets depend on each other in a cycle. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The keys of entity types that are provisioned from each other, each from the one before it, the last one being
       the first again; empty if there is no cycle. A type that is provisioned from itself is none. -->
  <xsl:function name="f:cycle" as="xs:string*">
    <xsl:param name="resource-types" as="element(ResourceType)*"/>
    <xsl:variable name="sources-of" as="map(*)">
      <xsl:map>
        <xsl:for-each-group select="$resource-types" group-by="f:key(@TargetEntityType)">
          <xsl:variable name="target" as="xs:string" select="current-grouping-key()"/>
          <xsl:map-entry key="$target" select="distinct-values(current-group() ! f:key(@SourceEntityType))[. != $target]"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="left" as="map(*)" select="f:waiting-for-ever($sources-of)"/>
    <xsl:variable name="start" as="xs:string?"
        select="($resource-types ! f:key(@TargetEntityType)[map:contains($left, .)])[1]"/>
    <xsl:sequence select="$start ! f:way-round(., $sources-of, $left)"/>
  </xsl:function>

  <!-- The targets that are left when, again and again, those are taken away whose sources are no targets any more. It
       takes as many steps as there are resource types: each of them is looked at once. -->
  <xsl:function name="f:waiting-for-ever" as="map(*)">
    <xsl:param name="sources-of" as="map(*)"/>
    <xsl:variable name="targets-of" as="map(*)">
      <xsl:map>
        <xsl:for-each-group select="map:keys($sources-of)" group-by="$sources-of(.)">
          <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="waiting" as="map(*)" select="map:merge(map:keys($sources-of)
        ! map{ .: count($sources-of(.)[map:contains($sources-of, .)]) })"/>
    <xsl:iterate select="1 to map:size($sources-of)">
      <xsl:param name="waiting" as="map(*)" select="$waiting"/>
      <xsl:param name="done" as="xs:string*" select="map:keys($waiting)[$waiting(.) = 0]"/>
      <xsl:on-completion select="map:remove($waiting, $done)"/>
      <xsl:variable name="fewer" as="map(*)">
        <xsl:map>
          <xsl:for-each-group select="$done ! $targets-of(.)" group-by=".">
            <xsl:map-entry key="current-grouping-key()" select="$waiting(.) - count(current-group())"/>
          </xsl:for-each-group>
        </xsl:map>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="empty($done)">
          <xsl:break select="$waiting"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:next-iteration>
            <xsl:with-param name="waiting"
                select="map:merge((map:remove($waiting, $done), $fewer), map{ 'duplicates': 'use-last' })"/>
            <xsl:with-param name="done" select="map:keys($fewer)[$fewer(.) = 0]"/>
          </xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <!-- From a target that is left back to its first source that is left, until one comes again. -->
  <xsl:function name="f:way-round" as="xs:string+">
    <xsl:param name="start" as="xs:string"/>
    <xsl:param name="sources-of" as="map(*)"/>
    <xsl:param name="left" as="map(*)"/>
    <xsl:iterate select="1 to map:size($left) + 1">
      <xsl:param name="way" as="xs:string+" select="$start"/>
      <xsl:param name="passed" as="map(*)" select="map{ $start: true() }"/>
      <xsl:variable name="source" as="xs:string" select="$sources-of($way[1])[map:contains($left, .)][1]"/>
      <xsl:choose>
        <xsl:when test="map:contains($passed, $source)">
          <xsl:break select="$source, subsequence($way, 1, index-of($way, $source))"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:next-iteration>
            <xsl:with-param name="way" select="$source, $way"/>
            <xsl:with-param name="passed" select="map:put($passed, $source, true())"/>
          </xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>
</xsl:stylesheet>
