<?xml version="1.0" encoding="UTF-8"?>
<!-- Expands the scaffoldings of a configuration document: one file, a slice, or a whole merged configuration. -->
<xsl:package name="urn:unscaffold:expand" package-version="0.1" version="3.0"
    default-mode="m:expand" declared-modes="yes" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:unscaffold:mode"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:include href="modes.xsl"/>
  <xsl:include href="errors.xsl"/>
  <xsl:include href="model.xsl"/>
  <xsl:include href="tasks.xsl"/>
  <xsl:include href="rights.xsl"/>
  <xsl:include href="scaffoldings.xsl"/>
  <xsl:include href="told.xsl" use-when="$origins"/>
  <xsl:include href="entry.xsl"/>
</xsl:package>
