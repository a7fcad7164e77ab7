<?xml version="1.0" encoding="UTF-8"?>
<!-- Expands the job scaffoldings of a configuration document: one file, a slice, or a whole merged configuration. -->
<xsl:package name="urn:unscaffold:expand" package-version="0.1" version="3.0"
    default-mode="m:expand" declared-modes="yes" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:unscaffold:mode"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- the document again, with every scaffolding replaced by what it generates; fails if one cannot be -->
  <xsl:mode name="m:expand" visibility="public" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <!-- one ConfigurationFile a scaffolding, with what it generates; empty, and a message, if it cannot be -->
  <xsl:mode name="m:generate" visibility="public" on-no-match="fail" on-multiple-match="fail"/>
  <!-- a scaffolding's stylesheet: the elements it generates, and what it accepts and checks -->
  <xsl:mode name="m:scaffolding" visibility="public" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="m:declaration" visibility="public" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="m:check" visibility="public" on-no-match="deep-skip" on-multiple-match="fail"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:include href="errors.xsl"/>
  <xsl:include href="model.xsl"/>
  <xsl:include href="tasks.xsl"/>
  <xsl:include href="scaffoldings.xsl"/>
  <xsl:include href="entry.xsl"/>
</xsl:package>
