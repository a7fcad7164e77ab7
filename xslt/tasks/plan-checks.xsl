<?xml version="1.0" encoding="UTF-8"?>
<!-- What is to be said of a job that can be made. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:unscaffold:error" xmlns:f="urn:unscaffold:function" xmlns:v="urn:unscaffold:variable"
    xpath-default-namespace="urn:schemas-usercube-com:configuration">

  <xsl:function name="e:of-plan" as="element()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:sequence select="
        if (exists(f:generating($plan?document))) then e:of-generated-connectors($plan) else (),
        e:of-unmapped-connectors($plan)"/>
    <xsl:if test="$plan?mode != 'Initial'">
      <xsl:sequence select="e:of-rounds($plan)[not($plan?scaffolding/NoProvisioning)]"/>
    </xsl:if>
    <xsl:if test="$plan?mode = 'Complete'">
      <xsl:sequence select="e:of-notifications($plan)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:of-unmapped-connectors" as="element()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:for-each select="$plan?synchronized[not(f:is-mapped(.))]">
      <xsl:sequence select="e:finding('unmapped-connector', $plan?scaffolding, map{ 'connector': string(@Identifier) })"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Connectors of which a scaffolding that stays in place generates more than is known. -->
  <xsl:function name="e:of-generated-connectors" as="element()*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:for-each select="f:ordered-connectors($plan?touched[exists(key('v:generating', f:key(@Identifier), root()))])">
      <xsl:variable name="key" as="xs:string" select="f:key(@Identifier)"/>
      <xsl:variable name="connector" as="element(Connector)" select="."/>
      <xsl:for-each select="key('v:generating', $key, root(.))[1]">
        <xsl:sequence select="e:finding('incomplete', $plan?scaffolding, map{
            'scaffolding': local-name(),
            'connector': string($connector/@Identifier),
            'generates': string(key('v:other', local-name(), $v:vocabulary)/@generates) }, (),
            map{ 'see': key('v:generating', $key, root($plan?scaffolding)) })"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <!-- One round of the role model, of orders and of fulfillment is enough only where no resource type of the job has as
       its source what another one provisions. -->
  <xsl:function name="e:of-rounds" as="element()?">
    <xsl:param name="plan" as="map(*)"/>
    <!-- Nearly every job ends here: nothing provisions what is a source in it, whichever job that is in. -->
    <xsl:variable name="linked" as="xs:boolean" select="some $source in f:sources($plan?resource-types)
        satisfies exists(key('v:resource-types-on', f:key($source), $plan?document))"/>
    <xsl:variable name="cycle" as="xs:string*" select="if ($linked) then f:cycle($plan?resource-types) else ()"/>
    <xsl:choose>
      <xsl:when test="not($linked)"/>
      <xsl:when test="exists($cycle)">
        <xsl:variable name="names" as="xs:string*" select="$cycle ! f:declared($plan, .)"/>
        <xsl:sequence select="e:finding('cycle-of-types', $plan?scaffolding, map{
            'cycle': string-join(($names[position() le 10], '…'[count($names) gt 10]), ' → ') })"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="e:of-chains($plan)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The first pair of resource types of which the one provisions the source of the other, and the number of pairs. -->
  <xsl:function name="e:of-chains" as="element()?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="provisioning" as="map(*)">
      <xsl:map>
        <xsl:for-each-group select="$plan?resource-types" group-by="f:key(@TargetEntityType)">
          <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="counts" as="xs:integer*">
      <xsl:for-each select="$plan?resource-types">
        <xsl:variable name="source" as="xs:string" select="f:key(@SourceEntityType)"/>
        <!-- It does not count as one before itself. -->
        <xsl:sequence select="count($provisioning($source)) - (if ($source = f:key(@TargetEntityType)) then 1 else 0)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="pairs" as="xs:integer" select="xs:integer(sum($counts))"/>
    <xsl:variable name="number" as="xs:integer?" select="index-of($counts ! (. gt 0), true())[1]"/>
    <xsl:for-each select="$plan?resource-types[position() = $number]">
      <xsl:sequence select="e:finding('chain', $plan?scaffolding, map{
          'resource-type': string(@Identifier),
          'entity-type': f:declared($plan, @SourceEntityType),
          'earlier': string(($provisioning(f:key(@SourceEntityType))[not(. is current())])[1]/@Identifier),
          'more': (' (and ' || $pairs - 1 || ' more such pairs)')[$pairs gt 1] })"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A version may call the task deprecated that a job has because no notification is on. -->
  <xsl:function name="e:of-notifications" as="element()?">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:if test="f:rule('notifications') = 'by-configuration' and not(f:notifies($plan?document))
        and (exists($plan?resource-types) or exists(f:notified($plan?document)))">
      <xsl:sequence select="e:finding('deprecated-notifications', $plan?scaffolding, map{ 'version': $target })"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
