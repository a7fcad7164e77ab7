<?xml version="1.0" encoding="UTF-8"?>
<!-- Expands the job scaffoldings of a whole configuration folder, with nothing but an XSLT 3.0 processor.

     It starts at its initial template, or at a document, any one, which is not looked at. The files that have
     a job scaffolding are written to the output folder, at the same paths, with the jobs in place of the
     scaffoldings; the principal result names them. If one finding is an error, nothing is written. -->
<xsl:package name="urn:unscaffold:expand-folder" package-version="0.1" version="3.0"
    default-mode="m:folder" declared-modes="yes" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- the URIs of the configuration folder and of the output folder -->
  <xsl:param name="folder" as="xs:string" required="yes"/>
  <xsl:param name="output" as="xs:string" required="yes"/>
  <!-- the files, as paths in the folder, one a line; for processors that cannot list a folder (SaxonJS) -->
  <xsl:param name="files" as="xs:string*" select="()"/>

  <xsl:mode name="m:folder" visibility="public" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- the modules of expand.xsl: SaxonJS does not know xsl:use-package -->
  <xsl:include href="modes.xsl"/>
  <xsl:include href="errors.xsl"/>
  <xsl:include href="model.xsl"/>
  <xsl:include href="tasks.xsl"/>
  <xsl:include href="rights.xsl"/>
  <xsl:include href="scaffoldings.xsl"/>
  <xsl:include href="told.xsl" use-when="$origins"/>
  <xsl:include href="entry.xsl"/>
  <xsl:include href="files.xsl"/>

  <xsl:template name="xsl:initial-template" match="/" mode="m:folder" visibility="public" as="element()">
    <xsl:variable name="listed" as="xs:string*"
        select="if (exists($files)) then f:files-named($files) else f:files-in($folder)"/>
    <xsl:if test="empty($listed)">
      <xsl:message terminate="yes">{$folder} holds no file, or this processor cannot list it: say files</xsl:message>
    </xsl:if>
    <xsl:variable name="paths" as="xs:string*" select="f:configuration-files($folder, $listed)"/>
    <xsl:variable name="configuration" as="map(*)" select="f:configuration(f:one-document($paths))"/>
    <xsl:variable name="findings" as="element()*" select="$paths ! e:of-file(., $configuration)"/>
    <xsl:for-each select="$findings">
      <xsl:message select="."/>
    </xsl:for-each>
    <xsl:if test="$findings/@severity = 'error'">
      <xsl:message terminate="yes">{count($findings[@severity = 'error'])} error(s): nothing is written</xsl:message>
    </xsl:if>
    <xsl:variable name="once" as="map(*)"
        select="f:generated-once($paths ! f:file($folder, .)/ConfigurationFile/*, $configuration)"/>
    <expanded>
      <xsl:for-each select="$paths[exists(f:scaffoldings(f:file($folder, .)))]">
        <xsl:result-document href="{resolve-uri(., f:folder-uri($output))}">
          <xsl:apply-templates select="f:file($folder, .)/node()" mode="m:expand">
            <xsl:with-param name="configuration" select="$configuration" tunnel="yes"/>
            <xsl:with-param name="once" select="$once" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:result-document>
        <file>{.}</file>
      </xsl:for-each>
    </expanded>
  </xsl:template>

  <!-- The configuration: the elements of all files, in configuration order. -->
  <xsl:function name="f:one-document" as="document-node()">
    <xsl:param name="paths" as="xs:string*"/>
    <xsl:document>
      <ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">
        <xsl:copy-of select="$paths ! f:file($folder, .)/ConfigurationFile/*"/>
      </ConfigurationFile>
    </xsl:document>
  </xsl:function>

  <!-- The findings of a file. They say in which @file their @path leads to the element at fault. -->
  <xsl:function name="e:of-file" as="element()*">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:variable name="document" as="document-node()" select="f:file($folder, $path)"/>
    <xsl:for-each select="e:of-elements($document, $configuration),
        f:scaffoldings($document) ! e:of-scaffolding(., $configuration)">
      <xsl:copy>
        <xsl:attribute name="file" select="$path"/>
        <xsl:copy-of select="@*, node()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>
</xsl:package>
