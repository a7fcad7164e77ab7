<?xml version="1.0" encoding="UTF-8"?>
<!-- Three rules of a profile. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:m="urn:unscaffold:mode" xmlns="urn:schemas-usercube-com:configuration"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="AllowEverything" mode="m:declaration" as="element()">
    <xsl:sequence select="doc('AllowEverything.xml')/*"/>
  </xsl:template>

  <xsl:template match="AllowEverything" mode="m:scaffolding" as="element()*">
    <xsl:variable name="profile" as="attribute()" select="@Profile"/>
    <xsl:for-each select="'Read', 'Write', 'Remove', 'List'">
      <AccessControlRule Identifier="{$profile}_{.}" Profile="{$profile}">
        <AccessControlEntry Permission="{.}" CanExecute="true"/>
      </AccessControlRule>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
