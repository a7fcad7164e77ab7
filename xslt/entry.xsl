<?xml version="1.0" encoding="UTF-8"?>
<!-- The two ways in: a document with its scaffoldings replaced, or only what they generate. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- Whether m:generate gives what can be generated in spite of errors, too, if the arguments that edit a finished job
       are to be looked at. -->
  <xsl:param name="attempt" as="xs:boolean" select="false()"/>

  <xsl:template match="/" mode="m:expand" as="document-node()">
    <xsl:variable name="configuration" as="map(*)" select="f:configuration(.)"/>
    <xsl:variable name="findings" as="element()*"
        select="e:of-elements(., $configuration), f:scaffoldings(.) ! e:of-scaffolding(., $configuration)"/>
    <xsl:for-each select="$findings">
      <xsl:message select="."/>
    </xsl:for-each>
    <xsl:if test="$findings/@severity = 'error'">
      <xsl:message terminate="yes">{count($findings[@severity = 'error'])} error(s): nothing is generated</xsl:message>
    </xsl:if>
    <xsl:document>
      <xsl:apply-templates mode="m:expand">
        <xsl:with-param name="configuration" select="$configuration" tunnel="yes"/>
        <xsl:with-param name="once" tunnel="yes" use-when="$rights"
            select="f:generated-once(ConfigurationFile/*, $configuration)"/>
      </xsl:apply-templates>
    </xsl:document>
  </xsl:template>

  <xsl:template match="ConfigurationFile/*[f:is-scaffolding(.)]" mode="m:expand" as="element()*">
    <xsl:apply-templates select="." mode="m:scaffolding" use-when="not($origins)"/>
    <xsl:variable name="generated" as="element()*" use-when="$origins">
      <xsl:apply-templates select="." mode="m:scaffolding"/>
    </xsl:variable>
    <xsl:apply-templates select="$generated" mode="m:bare" use-when="$origins"/>
  </xsl:template>

  <xsl:template match="ConfigurationFile/*[f:rows(.)]" mode="m:expand" priority="1" as="element()*" use-when="$rights">
    <xsl:param name="once" as="map(*)" tunnel="yes"/>
    <xsl:sequence select="$once(generate-id())" use-when="not($origins)"/>
    <xsl:apply-templates select="$once(generate-id())" mode="m:bare" use-when="$origins"/>
  </xsl:template>

  <xsl:template match="/" mode="m:generate" as="element()*">
    <xsl:variable name="document" as="document-node()" select="." use-when="not($origins)"/>
    <xsl:variable name="document" as="document-node()" select="f:placed(.)" use-when="$origins"/>
    <xsl:variable name="configuration" as="map(*)" select="f:configuration($document)"/>
    <xsl:for-each select="e:of-elements(., $configuration)">
      <xsl:message select="."/>
    </xsl:for-each>
    <xsl:apply-templates select="f:scaffoldings($document)" mode="m:generate">
      <xsl:with-param name="configuration" select="$configuration" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="ConfigurationFile/*" mode="m:generate" as="element()+">
    <xsl:param name="configuration" as="map(*)" tunnel="yes"/>
    <xsl:variable name="findings" as="element()*" select="e:of-scaffolding(., $configuration)"/>
    <xsl:for-each select="$findings">
      <xsl:message select="."/>
    </xsl:for-each>
    <ConfigurationFile xsl:use-when="not($origins)">
      <xsl:call-template name="generated">
        <xsl:with-param name="findings" select="$findings"/>
      </xsl:call-template>
    </ConfigurationFile>
    <xsl:variable name="generated" as="item()*" use-when="$origins">
      <xsl:call-template name="generated">
        <xsl:with-param name="findings" select="$findings"/>
      </xsl:call-template>
    </xsl:variable>
    <ConfigurationFile xsl:use-when="$origins">
      <xsl:apply-templates select="$generated" mode="m:bare"/>
    </ConfigurationFile>
    <xsl:sequence select="f:told($generated[. instance of element()])" use-when="$origins"/>
  </xsl:template>

  <!-- What a scaffolding generates, of which that was found. -->
  <xsl:template name="generated" as="item()*">
    <xsl:param name="findings" as="element()*"/>
    <xsl:choose>
      <xsl:when test="not($findings/@severity = 'error')">
        <xsl:apply-templates select="." mode="m:scaffolding"/>
      </xsl:when>
      <xsl:when test="$attempt and exists(f:riders(.))">
        <!-- What is wrong with arguments that edit a finished job shows in the job, if there can be one. -->
        <xsl:try>
          <xsl:apply-templates select="f:without-faults(., $findings[@severity = 'error'])" mode="m:scaffolding"/>
          <xsl:catch/>
        </xsl:try>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A scaffolding without the attributes and the arguments that are at fault, but for those that edit a finished
       job. -->
  <xsl:function name="f:without-faults" as="element()">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="findings" as="element()*"/>
    <!-- A map, for there may be twenty thousand attributes, and all of them at fault. -->
    <xsl:variable name="faults" as="map(*)" select="map:merge($findings/@path ! map{ string(.): true() })"/>
    <xsl:for-each select="$scaffolding">
      <xsl:copy>
        <xsl:copy-of select="@*[not(map:contains($faults, path()))]"/>
        <xsl:copy-of select="f:riders(.), (* except f:riders(.))
            [every $node in (., @*) satisfies not(map:contains($faults, path($node)))]"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
