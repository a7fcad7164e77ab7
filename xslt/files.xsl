<?xml version="1.0" encoding="UTF-8"?>
<!-- The files of a configuration folder, by their paths in it, which are escaped as in URIs. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:unscaffold:function"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:function name="f:folder-uri" as="xs:string">
    <xsl:param name="folder" as="xs:string"/>
    <xsl:sequence select="f:uri(replace($folder, '([^/])$', '$1/'))"/>
  </xsl:function>

  <!-- Java writes file:/ where others write file:/// -->
  <xsl:function name="f:uri" as="xs:string">
    <xsl:param name="uri" as="xs:string"/>
    <xsl:sequence select="iri-to-uri(replace($uri, '^file:/+', 'file:///'))"/>
  </xsl:function>

  <!-- All files of a folder and the folders in it. -->
  <xsl:function name="f:files-in" as="xs:string*">
    <xsl:param name="folder" as="xs:string"/>
    <xsl:variable name="depth" as="xs:integer" select="count(tokenize(f:folder-uri($folder), '/'))"/>
    <xsl:for-each select="uri-collection(f:folder-uri($folder) || '?recurse=yes')">
      <xsl:sequence select="string-join(tokenize(f:uri(.), '/')[position() ge $depth], '/')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The files that lines name, each a path in the folder. -->
  <xsl:function name="f:files-named" as="xs:string*">
    <xsl:param name="lines" as="xs:string*"/>
    <xsl:for-each select="$lines ! tokenize(., '[\r\n]+')[normalize-space()]">
      <xsl:if test="matches(., '^(/|[A-Za-z][A-Za-z0-9+.-]*:|(.*/)?\.\.(/|$))')">
        <xsl:message terminate="yes">{.} is not a path in the folder</xsl:message>
      </xsl:if>
      <xsl:sequence select="iri-to-uri(replace(., '^(\./)+', ''))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Those that belong to the configuration, in its order: by path, part by part. Hidden folders do not. -->
  <xsl:function name="f:configuration-files" as="xs:string*">
    <xsl:param name="folder" as="xs:string"/>
    <xsl:param name="paths" as="xs:string*"/>
    <xsl:for-each select="$paths[matches(., '\.xml$', 'i')][not(matches(., '(^|/)\.[^/]*/'))]
        [f:is-configuration($folder, .)]">
      <xsl:sort select="f:sort-key(.)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:file" as="document-node()">
    <xsl:param name="folder" as="xs:string"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="doc(resolve-uri($path, f:folder-uri($folder)))"/>
  </xsl:function>

  <!-- Its type refuses an empty file, which SaxonJS takes for a document without an element. -->
  <xsl:function name="f:root-of-file" as="element()">
    <xsl:param name="folder" as="xs:string"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="f:file($folder, $path)/*"/>
  </xsl:function>

  <!-- A file that cannot be read is an error, unless its document type says that its root is another. -->
  <xsl:function name="f:is-configuration" as="xs:boolean">
    <xsl:param name="folder" as="xs:string"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:try select="exists(f:root-of-file($folder, $path)/self::ConfigurationFile)">
      <xsl:catch>
        <xsl:variable name="is-foreign" as="xs:boolean"
            select="f:has-other-type(resolve-uri($path, f:folder-uri($folder)))"/>
        <xsl:if test="not($is-foreign)">
          <xsl:message>{$path} cannot be read</xsl:message>
        </xsl:if>
        <xsl:sequence select="not($is-foreign) and exists(f:root-of-file($folder, $path)/self::ConfigurationFile)"/>
      </xsl:catch>
    </xsl:try>
  </xsl:function>

  <xsl:function name="f:has-other-type" as="xs:boolean">
    <xsl:param name="uri" as="xs:anyURI"/>
    <xsl:variable name="text" as="xs:string?"
        select="if (unparsed-text-available($uri, 'iso-8859-1')) then unparsed-text($uri, 'iso-8859-1') else ()"/>
    <xsl:sequence select="matches($text, '^[^&lt;]*(&lt;(\?|!--)[^&gt;]*&gt;[^&lt;]*)*&lt;!DOCTYPE\s')
        and not(matches($text, '&lt;!DOCTYPE\s+([^\s:&gt;]+:)?ConfigurationFile[\s&gt;\[]'))"/>
  </xsl:function>

  <!-- A string that compares by code points as the path does part by part: a tab ends a part, what is escaped and
       ASCII is itself again, and every other escaped byte comes after ASCII. -->
  <xsl:function name="f:sort-key" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:variable name="parted" as="xs:string" select="replace($path, '/', '\\t')"/>
    <xsl:variable name="after-ascii" as="xs:string" select="replace($parted, '%([89A-Fa-f])', '\\uE000$1')"/>
    <xsl:variable name="ascii" as="xs:string" select="replace($after-ascii, '%([0-7][0-9A-Fa-f])', '\\u00$1')"/>
    <xsl:sequence select="parse-json('&quot;' || $ascii || '&quot;')"/>
  </xsl:function>
</xsl:stylesheet>
