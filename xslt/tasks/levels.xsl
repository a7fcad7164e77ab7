<?xml version="1.0" encoding="UTF-8"?>
<!-- The tasks of stages: the level of a task is the position of its stage. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:unscaffold:mode" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:t="urn:unscaffold:template">

  <!-- The tasks of stages, in order. Without levels (ours) where there is no job to give them a meaning. -->
  <xsl:template name="t:stages" as="element()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="stages" as="map(*)*"/>
    <xsl:param name="levelled" as="xs:boolean"/>
    <xsl:variable name="plan" as="map(*)" select="map:put($plan, 'stages', $stages)" use-when="$origins"/>
    <xsl:for-each select="$stages">
      <xsl:call-template name="t:tasks">
        <xsl:with-param name="plan" select="$plan" tunnel="yes"/>
        <xsl:with-param name="level" select="(position() - 1)[$levelled]" tunnel="yes"/>
        <xsl:with-param name="stage" select="."/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="t:tasks" as="element()+">
    <xsl:param name="stage" as="map(*)"/>
    <xsl:variable name="kind" as="xs:string" select="$stage?kind"/>
    <xsl:choose>
      <xsl:when test="$kind = 'Export'">
        <xsl:apply-templates select="$stage?over" mode="m:export"/>
      </xsl:when>
      <xsl:when test="$kind = 'PrepareSynchronization'">
        <xsl:apply-templates select="$stage?over" mode="m:prepare"/>
      </xsl:when>
      <xsl:when test="$kind = 'Synchronize'">
        <xsl:apply-templates select="$stage?over" mode="m:synchronize"/>
      </xsl:when>
      <xsl:when test="$kind = 'Fulfill'">
        <xsl:for-each select="$stage?over">
          <xsl:call-template name="t:task">
            <xsl:with-param name="task" select="."/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:task">
          <xsl:with-param name="task" select="$stage"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
