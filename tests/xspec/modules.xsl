<?xml version="1.0" encoding="UTF-8"?>
<!-- All modules in one stylesheet, for the scenarios: the packages keep their functions to themselves. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="../../xslt/modes.xsl"/>
  <xsl:include href="../../xslt/errors.xsl"/>
  <xsl:include href="../../xslt/model.xsl"/>
  <xsl:include href="../../xslt/tasks.xsl"/>
  <xsl:include href="../../xslt/rights.xsl"/>
  <xsl:include href="../../xslt/scaffoldings.xsl"/>
  <xsl:include href="../../xslt/told.xsl"/>
  <xsl:include href="../../xslt/files.xsl"/>
</xsl:stylesheet>
