"""The grants of small configurations, for those who test what is made of them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unscaffold.effective import effective
from unscaffold.expanding import expand_in_memory
from unscaffold.markup import NAMESPACE
from unscaffold.options import DEFAULTS

if TYPE_CHECKING:
    from unscaffold.effective import Effective
    from unscaffold.options import Options

# A scaffolding that generates two rules of a profile, in files of a folder of stylesheets.
LET_READ = {
    "LetRead.xml": """\
<scaffolding xmlns="urn:unscaffold:declaration" name="LetRead" scope="nothing">
  <attribute name="Profile" type="identifier" required="true"/>
</scaffolding>
""",
    "LetRead.xsl": """\
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:unscaffold:mode"
    xmlns="urn:schemas-usercube-com:configuration" xpath-default-namespace="urn:schemas-usercube-com:configuration">
  <xsl:template match="LetRead" mode="m:declaration" as="element()">
    <xsl:sequence select="doc('LetRead.xml')/*"/>
  </xsl:template>
  <xsl:template match="LetRead" mode="m:scaffolding" as="element()*">
    <xsl:variable name="profile" as="attribute()" select="@Profile"/>
    <xsl:for-each select="'Job', 'Task'">
      <AccessControlRule Identifier="{$profile}_{.}" EntityType="{.}" Profile="{$profile}">
        <Entry CanExecute="true" Permission="/Jobs/{.}/Query"/>
      </AccessControlRule>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
""",
}


def document(content: str) -> str:
    """Return the configuration file with some content, which begins in its second line."""
    return f'<ConfigurationFile xmlns="{NAMESPACE}">\n{content.strip()}\n</ConfigurationFile>\n'


def rule(identifier: str, *children: str, profile: str = "P", entity_type: str = "E") -> str:
    """Return an access control rule."""
    own = f'Identifier="{identifier}" EntityType="{entity_type}" Profile="{profile}"'
    return f"<AccessControlRule {own}>{''.join(children)}</AccessControlRule>\n"


def entry(permission: str, attributes: str = 'CanExecute="true"') -> str:
    """Return an entry of a rule."""
    return f'<Entry Permission="{permission}" {attributes}/>'


def effective_of(content: str, options: Options = DEFAULTS) -> Effective:
    """Return the effective configuration of one file."""
    with TemporaryDirectory() as temporary:
        Path(temporary, "Conf.xml").write_text(document(content), "utf-8", newline="\n")
        return effective(expand_in_memory(Path(temporary), options), options.target)
