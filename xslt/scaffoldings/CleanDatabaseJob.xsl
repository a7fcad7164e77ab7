<?xml version="1.0" encoding="UTF-8"?>
<!-- The job that cleans up old instances of jobs and tasks. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="CleanDatabaseJob" mode="m:scaffolding" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="plan" as="map(*)" select="f:plan(., $configuration, map{
        'mode': 'Complete', 'identifier': 'CleanDatabase', 'name': 'Clean Database' })"/>
    <xsl:variable name="task" as="element(CleanDataBase)">
      <CleanDataBase>
        <xsl:sequence use-when="$origins" select="f:origin('', 'clean-data-base', map{})"/>
        <xsl:sequence select="f:server-task($plan, 'CleanDataBase', f:names($plan, 'CleanDataBase'), ())"/>
      </CleanDataBase>
    </xsl:variable>
    <xsl:sequence select="f:job($plan, (), f:stage($task))"/>
  </xsl:template>
</xsl:stylesheet>
