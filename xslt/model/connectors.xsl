<?xml version="1.0" encoding="UTF-8"?>
<!-- Connectors, their connections, and what the packages of these can do. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:variable name="v:packages" as="document-node()" select="doc('../packages.xml')"/>

  <xsl:key name="v:package" match="d:package" use="f:key(@identifier)"/>

  <!-- What no table knows is taken to export and fulfill, and not to know an incremental mode (ours). -->
  <xsl:variable name="v:unknown-package" as="element(d:package)">
    <d:package export="yes" fulfill="yes" incremental="no"/>
  </xsl:variable>

  <xsl:function name="f:package" as="element(d:package)">
    <xsl:param name="connection" as="element(Connection)"/>
    <xsl:sequence select="(key('v:package', f:key($connection/@Package), $v:packages), $v:unknown-package)[1]"/>
  </xsl:function>

  <!-- The connections of a connector, by identifier. -->
  <xsl:function name="f:connections" as="element(Connection)*">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:perform-sort select="key('v:connections-of', f:key($connector/@Identifier), root($connector))">
      <xsl:sort select="@Identifier" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
    </xsl:perform-sort>
  </xsl:function>

  <xsl:function name="f:deactivated-part" as="xs:string?">
    <xsl:param name="connection" as="element(Connection)"/>
    <xsl:sequence select="f:enumerated('DeactivationExportFulfill', $connection/@DeactivationExportFulfill)"/>
  </xsl:function>

  <!-- The connections through which a connector exports; none if it is deactivated. Asked for several times a job, and
       so remembered where the processor knows how to, like other facts of a connector. -->
  <xsl:function name="f:exporting-connections" as="element(Connection)*" _cache="{$v:remembers}">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:sequence select="f:connections($connector)[f:is-active($connector)]
        [f:package(.)/@export = 'yes'][f:deactivated-part(.) != 'Export']"/>
  </xsl:function>

  <xsl:function name="f:is-active" as="xs:boolean">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:sequence select="not(f:is-true($connector/@IsDeactivated))"/>
  </xsl:function>

  <!-- Whether it exports, and through incremental packages only. -->
  <xsl:function name="f:is-incremental" as="xs:boolean" _cache="{$v:remembers}">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:variable name="exporting" as="element(Connection)*" select="f:exporting-connections($connector)"/>
    <xsl:sequence select="exists($exporting) and (every $connection in $exporting
        satisfies f:package($connection)/@incremental = 'yes')"/>
  </xsl:function>

  <!-- The Type of a connector's synchronization: ActiveDirectory, Changes or none. -->
  <xsl:function name="f:synchronization-type" as="xs:string?" _cache="{$v:remembers}">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="(
        f:connections($connector)/f:package(.)/@type/string(),
        'Changes'[$mode = 'Incremental' and f:is-incremental($connector)] )[1]"/>
  </xsl:function>

  <!-- The mode in which a connector is prepared: the job's, but where its package knows the complete one only. -->
  <xsl:function name="f:preparation-mode" as="xs:string" _cache="{$v:remembers}">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="if ($mode = 'Incremental' and not(f:is-incremental($connector))
        and f:connections($connector)/f:package(.)/@complete-preparation = 'yes') then 'Complete' else $mode"/>
  </xsl:function>

  <!-- Connectors in configuration order, each once. -->
  <xsl:function name="f:ordered-connectors" as="element(Connector)*">
    <xsl:param name="connectors" as="element(Connector)*"/>
    <xsl:for-each-group select="$connectors | ()" group-by="f:key(@Identifier)">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Whether anything of a connector is mapped: else there is nothing to synchronize. What a scaffolding generates of it
       may be mapped. -->
  <xsl:function name="f:is-mapped" as="xs:boolean" _cache="{$v:remembers}">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:variable name="key" as="xs:string" select="f:key($connector/@Identifier)"/>
    <xsl:sequence select="exists(key('v:entity-types-of', $key, root($connector)))
        or exists(key('v:association-mappings-of', $key, root($connector)))
        or exists(key('v:generating', $key, root($connector)))"/>
  </xsl:function>

  <!-- The job rule of a connector for agent-wide jobs of a mode, by name. -->
  <xsl:function name="f:job-rule" as="xs:string?">
    <xsl:param name="connector" as="element(Connector)"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="f:enumerated('JobRule',
        if ($mode = 'Incremental') then $connector/@IncrementalJob else $connector/@CompleteJob)"/>
  </xsl:function>
</xsl:stylesheet>
