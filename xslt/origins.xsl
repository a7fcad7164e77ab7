<?xml version="1.0" encoding="UTF-8"?>
<!-- Tells whose the messages are that follow, where somebody's own stylesheets may say something: included with
     them only. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:e="urn:unscaffold:error" xmlns:m="urn:unscaffold:mode"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:template match="ConfigurationFile/*" mode="m:generate" priority="1" as="element()+">
    <xsl:message>
      <e:origin/>
    </xsl:message>
    <xsl:next-match/>
  </xsl:template>
</xsl:stylesheet>
