<?xml version="1.0" encoding="UTF-8"?>
<!-- Turns scenarios into a stylesheet. Its initial template calls the functions and the templates, and gives a result for each x:expect,
     in the order of the document:
       result/@passed     whether what is expected is what came
       result/expected    and
       result/actual      as text; of a function that fails, its error
     Of XSpec it knows what subset.rng allows, with the meaning that XSpec gives it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:out="urn:unscaffold:generated" xmlns:x="http://www.jenitennison.com/xslt/xspec">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:strip-space elements="*"/>

  <xsl:template match="/x:description" as="element()">
    <out:stylesheet version="3.0">
      <xsl:copy-of select="namespace::*"/>
      <xsl:namespace name="err" select="'http://www.w3.org/2005/xqt-errors'"/>
      <out:include href="{resolve-uri(@stylesheet, base-uri())}"/>
      <out:template name="xsl:initial-template">
        <results>
          <xsl:apply-templates select=".//x:expect"/>
        </results>
      </out:template>
      <out:function name="x:shown">
        <out:param name="items"/>
        <out:sequence select="if (empty($items)) then '()'
            else string-join($items ! serialize(., map{{ 'method': 'adaptive' }}), ', ')"/>
      </out:function>
    </out:stylesheet>
  </xsl:template>

  <xsl:template match="x:expect" as="element()">
    <xsl:variable name="call" as="element(x:call)" select="ancestor::*/x:call[@function, @template]"/>
    <xsl:variable name="params" as="element(x:param)*" select="../x:call/x:param"/>
    <out:try>
      <xsl:apply-templates select="ancestor::*/x:variable"/>
      <xsl:apply-templates select="$params"/>
      <out:variable name="x:result" as="item()*">
        <xsl:apply-templates select="$call/(@function, @template)" mode="call">
          <xsl:with-param name="params" select="$params"/>
        </xsl:apply-templates>
      </out:variable>
      <out:variable name="x:actual" select="{(@test, '$x:result')[1]}"/>
      <xsl:choose>
        <xsl:when test="@select or node()">
          <xsl:call-template name="value">
            <xsl:with-param name="variable" select="'x:expected'"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <out:variable name="x:expected" select="true()"/>
        </xsl:otherwise>
      </xsl:choose>
      <result passed="{{deep-equal($x:actual, $x:expected)}}">
        <expected>
          <out:value-of select="x:shown($x:expected)"/>
        </expected>
        <actual>
          <out:value-of select="x:shown($x:actual)"/>
        </actual>
      </result>
      <out:catch>
        <result passed="false">
          <expected/>
          <actual>
            <out:value-of select="$err:code, $err:description"/>
          </actual>
        </result>
      </out:catch>
    </out:try>
  </xsl:template>

  <xsl:mode name="call" on-no-match="fail"/>

  <xsl:template match="@function" mode="call" as="element()">
    <xsl:param name="params" as="element(x:param)*"/>
    <out:sequence select="{.}({string-join((1 to count($params)) ! ('$x:param-' || .), ', ')})"/>
  </xsl:template>

  <xsl:template match="@template" mode="call" as="element()">
    <xsl:param name="params" as="element(x:param)*"/>
    <out:call-template name="{.}">
      <xsl:for-each select="$params">
        <out:with-param name="{@name}" select="$x:param-{position()}"/>
      </xsl:for-each>
    </out:call-template>
  </xsl:template>

  <xsl:template match="x:variable" as="element()+">
    <xsl:call-template name="value">
      <xsl:with-param name="variable" select="string(@name)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="x:param" as="element()+">
    <xsl:call-template name="value">
      <xsl:with-param name="variable" select="'x:param-' || position()"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A variable with what an element says: its content, of which @select may select, or what @select selects alone. -->
  <xsl:template name="value" as="element()+">
    <xsl:param name="variable" as="xs:string"/>
    <xsl:if test="node()">
      <out:variable name="{$variable}-content" as="document-node()">
        <out:document>
          <xsl:apply-templates mode="literal"/>
        </out:document>
      </out:variable>
    </xsl:if>
    <out:variable name="{$variable}"
        select="{if (node()) then '$' || $variable || '-content ! (' || (@select, 'node()')[1] || ')' else @select}"/>
  </xsl:template>

  <xsl:mode name="literal" on-no-match="shallow-copy"/>

  <!-- Braces in a value are no expression. -->
  <xsl:template match="@*" mode="literal" as="attribute()">
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="replace(., '([{{}}])', '$1$1')"/>
  </xsl:template>
</xsl:stylesheet>
