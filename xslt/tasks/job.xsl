<?xml version="1.0" encoding="UTF-8"?>
<!-- The job around the tasks. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:t="urn:unscaffold:template"
    xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The job of a plan, with the tasks of its stages; the tasks alone where DoNotCreateJob says so.
       $attributes: what the job says besides its identifier, its names, its agent and its schedule.
       Arguments that edit a finished job ride along as its last children, and DoNotCreateJob with them:
       they need the job's levels. -->
  <xsl:template name="t:job" as="element()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:param name="stages" as="map(*)*"/>
    <xsl:variable name="scaffolding" as="element()" select="$plan?scaffolding"/>
    <xsl:variable name="riders" as="element()*" select="f:riders($scaffolding)"/>
    <xsl:sequence select="f:missing($plan, $stages)" use-when="$origins and $in-full"/>
    <xsl:choose>
      <xsl:when test="$scaffolding/DoNotCreateJob and empty($riders)">
        <xsl:call-template name="t:stages">
          <xsl:with-param name="plan" select="$plan"/>
          <xsl:with-param name="stages" select="$stages"/>
          <xsl:with-param name="levelled" select="false()"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <Job Identifier="{$plan?identifier}">
          <xsl:sequence use-when="$origins" select="
              f:origin('', 'job', map{ 'connector': f:connector($plan, $scaffolding/@Connector) })"/>
          <xsl:sequence use-when="$origins and $in-full" select="
              f:origin('Identifier', ('own-identifier'[$scaffolding/@JobIdentifier], 'default-identifier')[1],
                if ($scaffolding/@JobIdentifier) then map{} else f:called-after($plan)),
              f:origin-of-agent($plan, f:named-by($plan))"/>
          <xsl:sequence select="f:job-names($plan), f:attribute('Agent', $plan?agent), f:schedule($plan), $attributes"/>
          <xsl:call-template name="t:stages">
            <xsl:with-param name="plan" select="$plan"/>
            <xsl:with-param name="stages" select="$stages"/>
            <xsl:with-param name="levelled" select="true()"/>
          </xsl:call-template>
          <xsl:copy-of select="$scaffolding/DoNotCreateJob, $riders" copy-namespaces="no"/>
        </Job>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The scaffolding's own display names, else (ours) the default in language 1. -->
  <xsl:function name="f:job-names" as="attribute()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="own" as="attribute()*" select="$plan?scaffolding/@*[starts-with(name(), 'DisplayName_L')]"/>
    <xsl:sequence select="$own, f:attribute('DisplayName_L1', string($plan?name))[empty($own)]"/>
    <xsl:sequence use-when="$origins and $in-full" select="$own ! f:origin(name(), 'own-job-name', map{ 'scaffolding': . }),
        f:origin('DisplayName_L1', 'default-job-name', f:called-after($plan))[empty($own)]"/>
  </xsl:function>

  <xsl:function name="f:schedule" as="attribute()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="own" as="element(CronTabExpression)?" select="$plan?scaffolding/CronTabExpression"/>
    <xsl:sequence select="
        f:attribute('CronTabExpression', ($own/@CronTab, $plan?crontab)[1]),
        f:attribute('CronTimeZone', ($own/@CronTimeZone ! f:enumerated('CronTimeZone', .), $plan?time-zone)[1])"/>
    <xsl:sequence use-when="$origins and $in-full" select="
        f:origin('CronTabExpression', if ($own/@CronTab) then 'own-schedule' else 'default-schedule', map{}),
        f:origin('CronTimeZone', if ($own/@CronTimeZone) then 'own-time-zone' else 'default-schedule', map{})"/>
  </xsl:function>

  <!-- The identifier a scaffolding gives its job, else the default. -->
  <xsl:function name="f:job-identifier" as="xs:string">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="default" as="xs:string"/>
    <xsl:sequence select="string(($scaffolding/@JobIdentifier, $default)[1])"/>
  </xsl:function>

  <!-- A step can be added to a job only where there is one. -->
  <xsl:function name="e:of-missing-job" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:sequence select="$scaffolding[DoNotCreateJob]/AddTask ! e:finding('no-job', ., map{ 'value': '' })"/>
  </xsl:function>
</xsl:stylesheet>
