<?xml version="1.0" encoding="UTF-8"?>
<!-- The stage that sends notifications at the end of a complete job. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- Over the source entity types of all connectors that take part in provisioning in complete mode. -->
  <xsl:function name="f:notifications-stage" as="map(*)?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="entity-types" as="xs:string*"
        select="f:ordered($plan, (f:notified($plan?document), f:sources($plan?resource-types)))"/>
    <xsl:sequence select="
        if (f:rule('notifications') = 'by-configuration' and f:notifies($plan?document))
        then f:stage-over('SendNotifications', '', (), (), $entity-types)
        else f:stage-over('SendRoleModelNotifications', '', (), (), $entity-types)"/>
  </xsl:function>

  <!-- The same for every job: remembered, where the processor knows how to. -->
  <xsl:function name="f:notified" as="xs:string*" _cache="{$v:remembers}">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="distinct-values(f:sources($document/ConfigurationFile/Connector
        [f:is-active(.)][f:job-rule(., 'Complete') = ('Used', 'OnlyProvisioning')] ! f:resource-types(.)))"/>
  </xsl:function>

  <!-- Whether a notification is declared that no setting turns off; and those that are. -->
  <xsl:function name="f:notifies" as="xs:boolean" _cache="{$v:remembers}">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="exists(f:notifications($document))"/>
  </xsl:function>

  <xsl:function name="f:notifications" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="settings" as="attribute()*"
        select="$document/ConfigurationFile/MailSetting/(@RolePolicyNotification, @RoleReviewNotification)"/>
    <xsl:variable name="off" as="xs:string*" select="$settings[not(f:is-true(.))]/local-name()"/>
    <xsl:sequence select="
        $document/ConfigurationFile/(RolePolicyNotification, RoleReviewNotification)[not(local-name() = $off)]"/>
  </xsl:function>
</xsl:stylesheet>
