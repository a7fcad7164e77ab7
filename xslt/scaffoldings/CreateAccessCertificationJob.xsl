<?xml version="1.0" encoding="UTF-8"?>
<!-- The job that runs the access certification campaigns. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns:t="urn:unscaffold:template"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="CreateAccessCertificationJob" mode="m:scaffolding" as="element()*">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="plan" as="map(*)" select="f:plan(., $configuration, map{
        'mode': 'Complete',
        'identifier': f:job-identifier(., 'AccessCertification'),
        'name': 'Access Certification',
        'crontab': '*/15 * * * *',
        'time-zone': 'ServerTime' })"/>
    <xsl:variable name="kinds" as="xs:string+" select="'UpdateAccessCertificationCampaign',
        'SetAccessCertificationReviewer', 'SendAccessCertificationNotification', 'ProcessAccessCertificationItems'"/>
    <xsl:call-template name="t:job">
      <xsl:with-param name="plan" select="$plan"/>
      <xsl:with-param name="attributes" select="()"/>
      <xsl:with-param name="stages" select="$kinds ! f:stage(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="CreateAccessCertificationJob" mode="m:check" as="element()*">
    <xsl:sequence select="e:of-missing-job(.)"/>
  </xsl:template>
</xsl:stylesheet>
