<?xml version="1.0" encoding="UTF-8"?>
<!-- The modes of the packages that expand scaffoldings. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:m="urn:unscaffold:mode">

  <!-- Whether it is told, too, why everything is generated: static, so that it costs nothing where it is not. -->
  <xsl:param name="origins" as="xs:boolean" static="yes" select="false()"/>
  <!-- Whether that is told of attributes and of what is missing, too, and not only of elements. -->
  <xsl:param name="in-full" as="xs:boolean" static="yes" select="true()"/>
  <!-- Whether scaffoldings of access rights are expanded, which is a sixth of what there is to compile. -->
  <xsl:param name="rights" as="xs:boolean" static="yes" select="true()"/>
  <!-- the document again, with every scaffolding replaced by what it generates; fails if one cannot be -->
  <xsl:mode name="m:expand" visibility="public" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <!-- one ConfigurationFile a scaffolding, with what it generates; empty, and a message, if it cannot be -->
  <xsl:mode name="m:generate" visibility="public" on-no-match="fail" on-multiple-match="fail"/>
  <!-- a scaffolding's stylesheet: the elements it generates, and what it accepts and checks -->
  <xsl:mode name="m:scaffolding" visibility="public" on-no-match="fail" on-multiple-match="fail"/>
  <!-- a connection or a connector: the task that it has in a stage of that kind -->
  <xsl:mode name="m:export" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="m:prepare" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="m:synchronize" on-no-match="fail" on-multiple-match="fail"/>
  <!-- a scaffolding of the table of access rights: the elements it generates -->
  <xsl:mode name="m:granted" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="m:declaration" visibility="public" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="m:check" visibility="public" on-no-match="deep-skip" on-multiple-match="fail"/>

  <!-- what is generated, without the origins that ride in it; and these, as a document -->
  <xsl:mode name="m:bare" on-no-match="shallow-copy" on-multiple-match="fail" use-when="$origins"/>
  <xsl:mode name="m:told" on-no-match="deep-skip" on-multiple-match="fail" use-when="$origins"/>
</xsl:stylesheet>
