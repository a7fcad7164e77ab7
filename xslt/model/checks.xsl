<?xml version="1.0" encoding="UTF-8"?>
<!-- Checks what scaffoldings and configuration elements say against what is declared of them; for arguments, see
     argument-checks.xsl. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:unscaffold:declaration" xmlns:e="urn:unscaffold:error"
    xmlns:f="urn:unscaffold:function" xmlns:m="urn:unscaffold:mode" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <!-- The findings of a scaffolding: its attributes and arguments, then what its own stylesheet checks. -->
  <xsl:function name="e:of-scaffolding" as="element()*">
    <xsl:param name="scaffolding" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:variable name="declaration" as="element(d:scaffolding)" select="f:declaration($scaffolding)"/>
    <xsl:sequence select="e:of-attributes($scaffolding, $declaration, $configuration),
        e:of-arguments($scaffolding, $declaration, $configuration)"/>
    <xsl:apply-templates select="$scaffolding" mode="m:check">
      <xsl:with-param name="configuration" select="$configuration" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <!-- Unknown, missing and ill-typed attributes of a scaffolding or an argument. -->
  <xsl:function name="e:of-attributes" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="declaration" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:variable name="declared" as="element(d:attribute)*" select="$declaration/d:attribute"/>
    <xsl:for-each select="$element/@*[namespace-uri() = '']">
      <xsl:variable name="attribute" as="element(d:attribute)?"
          select="key('v:attribute', local-name(), $declaration)"/>
      <xsl:choose>
        <xsl:when test="empty($attribute)">
          <xsl:sequence select="e:finding('unknown-attribute', ., map{
              'element': local-name(..), 'attribute': local-name(), 'value': local-name(),
              'known': f:listed($declared ! (f:attribute-name(.) || (if (@type = 'display-name') then ' to _L16' else ''))) },
              $declared ! f:attribute-name(.))"/>
        </xsl:when>
        <xsl:when test="exists($v:removed[. = local-name(current()/../..) || ' ' || $attribute/@name])">
          <xsl:sequence select="e:finding('removed-attribute', ., map{
              'element': local-name(..), 'attribute': local-name(), 'version': $target })"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="e:of-value(., $attribute),
              .[$attribute/@refers = 'Connector'] ! e:of-reference(., $configuration)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:for-each select="$declared[@required = 'true'][not(@name = $element/@*/local-name())]">
      <xsl:sequence select="e:finding('missing-attribute', $element, map{
          'element': local-name($element), 'attribute': string(@name), 'value': '' })"/>
    </xsl:for-each>
    <xsl:for-each select="$element/text()[normalize-space()][1]">
      <xsl:sequence select="e:finding('content', $element, map{
          'element': local-name($element), 'value': substring(normalize-space(), 1, 40) })"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The attributes of configuration elements that have a type to be checked, by the name of the element. -->
  <xsl:variable name="v:checked" as="map(*)">
    <xsl:map>
      <xsl:for-each select="$v:vocabulary/*/d:element">
        <xsl:map-entry key="string(@name)"
            select="d:attribute[not(@type = ('string', 'identifier', 'display-name'))]"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- The findings of the configuration elements that matter: a Connection has an attribute to be checked, too. -->
  <xsl:function name="e:of-elements" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:for-each select="$document/ConfigurationFile/*[exists($v:checked(local-name()))]">
      <xsl:variable name="attributes" as="attribute()*" select="@*"/>
      <xsl:for-each select="$v:checked(local-name())">
        <xsl:sequence select="$attributes[name() = current()/@name] ! e:of-value(., current())"/>
      </xsl:for-each>
      <xsl:sequence select="self::Connection[empty(key('v:package', f:key(@Package), $v:packages))][f:mode(.) = '']
          ! e:of-package(., ., $configuration)"/>
    </xsl:for-each>
    <xsl:for-each select="key('v:kind', $v:declaring, $document)">
      <xsl:variable name="scaffolding" as="element()" select="."/>
      <xsl:sequence select="f:facts(.)/self::Connection[not(f:is-declared(., $document))]
          ! e:of-package(., $scaffolding, $configuration)"/>
    </xsl:for-each>
    <xsl:if test="$configuration?document/ConfigurationFile/Connection/f:deactivated-part(.) = 'Fulfill'">
      <xsl:sequence select="$document/ConfigurationFile/*[ends-with(local-name(), 'ResourceTypeMapping')]
          ! e:of-mapping(., $configuration)"/>
    </xsl:if>
    <xsl:sequence select="key('v:kind', $v:unknown, $document)
        ! e:finding('later-element', ., map{ 'element': local-name(), 'version': $target })"/>
  </xsl:function>

  <!-- A reference of a scaffolding or an argument to a connector that is not declared. -->
  <xsl:function name="e:of-reference" as="element()?">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:if test="empty(f:connector($configuration, $attribute)) and normalize-space($attribute)">
      <xsl:sequence select="e:finding('unknown-reference', $attribute, map{
          'attribute': local-name($attribute), 'kind': 'connector', 'value': string($attribute),
          'refers': 'Connector' }, $configuration?document/ConfigurationFile/Connector/string(@Identifier))"/>
    </xsl:if>
  </xsl:function>

  <!-- A mapping through a connection that does not fulfill. -->
  <xsl:function name="e:of-mapping" as="element()?">
    <xsl:param name="mapping" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:for-each select="key('v:connection', f:key($mapping/@Connection), $configuration?document)
        [f:deactivated-part(.) = 'Fulfill'][1]">
      <xsl:sequence select="e:finding('mapping-without-fulfill', $mapping, map{
          'connection': string(@Identifier), 'resource-type': string($mapping/@Identifier) })"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A package that no table knows. A later element may have given the connection its package. $at: the connection, or
       the scaffolding that declares it. -->
  <xsl:function name="e:of-package" as="element()?">
    <xsl:param name="connection" as="element(Connection)"/>
    <xsl:param name="at" as="element()"/>
    <xsl:param name="configuration" as="map(*)"/>
    <xsl:variable name="merged" as="element(Connection)"
        select="(key('v:connection', f:key($connection/@Identifier), $configuration?document), $connection)[1]"/>
    <xsl:variable name="package" as="xs:string" select="string($merged/@Package)"/>
    <xsl:sequence select="e:finding('unknown-package', ($at/@Package, $at)[1], map{
        'value': $package,
        'reason': if ($package != '') then 'the package ' || $package || ' is not known'
          else 'the connection has no Package' },
        $v:packages/*/d:package/e:candidate(@identifier, tokenize(@name, '/')[last()]))
        [empty(key('v:package', f:key($package), $v:packages))]"/>
  </xsl:function>

  <!-- The name of an attribute; of display names, which stand for up to 16, that of the first. -->
  <xsl:function name="f:attribute-name" as="xs:string">
    <xsl:param name="attribute" as="element(d:attribute)"/>
    <xsl:sequence select="$attribute/@name || (if ($attribute/@type = 'display-name') then '_L1' else '')"/>
  </xsl:function>

  <xsl:function name="f:listed" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="if (exists($names)) then string-join($names, ', ') else 'none'"/>
  </xsl:function>
</xsl:stylesheet>
