<?xml version="1.0" encoding="UTF-8"?>
<!-- The scaffoldings that grant permissions: what each generates is said in access-rights.xml. What they declare is
     needed by others, too. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="rights/checks.xsl" use-when="$rights"/>
  <xsl:include href="rights/declarations.xsl"/>
  <xsl:include href="rights/names.xsl"/>
  <xsl:include href="rights/naming.xsl" use-when="$rights"/>
  <xsl:include href="rights/once.xsl" use-when="$rights"/>
  <xsl:include href="rights/pieces.xsl" use-when="$rights"/>
  <xsl:include href="rights/rules.xsl" use-when="$rights"/>
  <xsl:include href="rights/sets.xsl" use-when="$rights"/>
</xsl:stylesheet>
