<?xml version="1.0" encoding="UTF-8"?>
<!-- Jobs, their stages and their tasks. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="tasks/agent-job.xsl"/>
  <xsl:include href="tasks/connector-job.xsl"/>
  <xsl:include href="tasks/cycles.xsl"/>
  <xsl:include href="tasks/job.xsl"/>
  <xsl:include href="tasks/levels.xsl"/>
  <xsl:include href="tasks/notifications.xsl"/>
  <xsl:include href="tasks/plan-checks.xsl"/>
  <xsl:include href="tasks/plan.xsl"/>
  <xsl:include href="tasks/provisioning.xsl"/>
  <xsl:include href="tasks/role-model.xsl"/>
  <xsl:include href="tasks/stages.xsl"/>
  <xsl:include href="tasks/synchronization.xsl"/>
  <xsl:include href="tasks/task.xsl"/>
</xsl:stylesheet>
