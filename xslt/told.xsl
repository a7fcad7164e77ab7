<?xml version="1.0" encoding="UTF-8"?>
<!-- Why everything is generated: included where that is to be told.

     Where a stylesheet decides something, it says so by f:origin(), under use-when="$origins": an attribute of another
     namespace, which rides in the generated element. At the end, those are taken out, and made a document of their own:
     see told/document.xsl. What they say is made of origins.xml. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="told/document.xsl"/>
  <xsl:include href="told/jobs.xsl"/>
  <xsl:include href="told/missing.xsl"/>
  <xsl:include href="told/places.xsl"/>
  <xsl:include href="told/riding.xsl"/>
  <xsl:include href="told/rights.xsl"/>
  <xsl:include href="told/tasks.xsl"/>
</xsl:stylesheet>
