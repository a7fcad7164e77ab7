<?xml version="1.0" encoding="UTF-8"?>
<!-- The job that cleans up old instances of jobs and tasks. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode" xmlns:t="urn:unscaffold:template"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="CleanDatabaseJob" mode="m:scaffolding" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="plan" as="map(*)" select="f:plan(., $configuration, map{
        'mode': 'Complete', 'identifier': 'CleanDatabase', 'name': 'Clean Database' })"/>
    <xsl:call-template name="t:job">
      <xsl:with-param name="plan" select="$plan"/>
      <xsl:with-param name="attributes" select="()"/>
      <xsl:with-param name="stages" select="f:stage('CleanDataBase')"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
