"""The page: whole, for a sample; and what holds for any configuration.

`PYTHONPATH=tests python -m reporting.test_page` writes that of the sample anew; review the diff.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.pages import GOLDEN, LINKS, SAMPLE, VERSION, reported, sample_page
from repositories import git, needs_git, repository
from unscaffold.findings import Failure
from unscaffold.reporting import Wanted, page, page_of, report, require

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')
# Attributes that run something, lead somewhere or load something.
ACTING = re.compile(r"on.*|style|src|srcset|action|formaction|data|poster|ping|background|xlink:.*|\{.*")


def test_the_page_of_the_sample_is_as_it_was(tmp_path: Path) -> None:
    assert sample_page(tmp_path).decode() == GOLDEN.read_text("utf-8")


def test_the_policy_lets_the_own_script_and_style_run_and_nothing_else(tmp_path: Path) -> None:
    made = sample_page(tmp_path)
    (style,) = re.findall(rb"<style>(.*?)</style>", made, re.DOTALL)
    (script,) = re.findall(rb"<script>(.*?)</script>", made, re.DOTALL)
    digests = [b64encode(sha256(one).digest()).decode() for one in (style, script)]
    expected = (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}';"
        " base-uri 'none'; form-action 'none'"
    )
    assert [one.decode().replace("&#39;", "'") for one in _POLICY.findall(made)] == [expected]


# What ends an element, an attribute or a comment, what runs, what turns the direction, what no document may hold.
_HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "</style></title></textarea><svg onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) '",
    "javascript:alert(1)",
    "]]><!--",
    "-->",
    "&lt;b&gt;&#x3c;b>",
    "{{ 7 * 7 }}{% raw %}",
    "a_b/c\u202edcba\u2066",
    "\u0085\u2028\ufeff\u200b",
    "\t\n",
    "<base href=//x>",
]
NAMES = st.one_of(st.sampled_from(_HOSTILE), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12))


def _configuration(names: list[str]) -> str:
    """Return elements that have names in all places that a page shows."""
    one, two, three, four, five = map(quoteattr, names)
    return f"""
<Agent Identifier={one}/><Connector Identifier={two} Agent={one}/><Profile Identifier={three}/>
<Connection Identifier={four} Connector={two} Package={five}/><EntityTypeMapping Identifier={four} Connector={two}/>
<CreateConnectorSynchroComplete Connector={two} JobIdentifier={three}><AddTask Task={five} Before="true"
  TaskToCompareWith={four}/></CreateConnectorSynchroComplete>
<Job Identifier={one} Agent={two} CronTabExpression="0 1 * * *" CronTimeZone={three}>
  <ExportTask Identifier={four} Level="1" Connector={two}><TaskDependsOnTask ParentTask={five}/></ExportTask>
  <Step Identifier={five} Level="0"/></Job>
<Job Identifier={two} CronTabExpression={four}/>
<AccessControlRule Identifier={four} Profile={three} EntityType={two}>
  <Entry Permission={five} CanExecute="true" PropertyGroup={one}/><Filter Binding={two} Operator={three}/>
</AccessControlRule>
<MonitoringAdministrationAccessControlRules Profile={one}/><ConnectorMappings Connector={five}/>"""


def parsed(made: bytes) -> Element:
    parser = html5lib.HTMLParser(strict=False)
    root: Element = parser.parse(made.decode())
    assert [error for _, error, _ in parser.errors] == []
    return root


def shapes(root: Element) -> set[tuple[str, str]]:
    """Return what a page is made of: elements, each with the names of its attributes."""
    return {(one.tag, name) for one in root.iter() for name in ("", *one.attrib) if isinstance(one.tag, str)}


@cache
def _known_shapes() -> set[tuple[str, str]]:
    """Return what pages are made of whose names are harmless: to parse the sample's takes a second."""
    with TemporaryDirectory() as folder:
        page = page_of(reported(Path(folder) / "D", _configuration(["A", "B", "C", "D", "E"]), Wanted("T", LINKS)))
    return shapes(parsed(page)) | shapes(parsed(GOLDEN.read_bytes()))


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, min_size=5, max_size=5))
def test_names_are_text_and_make_no_element_and_no_attribute(names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        made = page_of(reported(Path(folder) / "C", _configuration(names), Wanted(names[0], LINKS)))
    root = parsed(made)
    assert shapes(root) <= _known_shapes()
    assert [name for one in root.iter() for name in one.attrib if ACTING.fullmatch(name)] == []
    assert [one for one in root.iter() if not isinstance(one.tag, str)] == []  # comments
    links = {one.attrib["href"] for one in root.iter() if "href" in one.attrib}
    assert [
        link for link in links if not re.fullmatch(r"#[a-z0-9-]+|https://forge\.example/[\x21-\x7e]+", link)
    ] == []
    shown = "".join(root.itertext())
    assert not re.search("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", shown)


@pytest.mark.parametrize("name", ["", " "])
def test_what_has_no_name_can_be_seen_and_followed(name: str, tmp_path: Path) -> None:
    named = f'Identifier="{name}" CronTabExpression="0 3 * * *"'
    elements = f'<Connector Identifier="{name}"/>\n<Job {named}/>\n<Job {named}><CleanDataBase Level="1"/></Job>'
    root = parsed(page_of(reported(tmp_path / "C", elements)))
    leading = [one for one in root.iter() if str(one.tag).endswith(("}a", "}h3", "}title")) or "scope" in one.attrib]
    assert [one for one in leading if not "".join(one.itertext()).strip()] == []
    assert [one for one in root.iter() if one.attrib.get("aria-label", "").endswith(" of ")] == []


def test_the_same_files_give_the_same_page_whatever_the_day(tmp_path: Path) -> None:
    assert sample_page(tmp_path / "a") == sample_page(tmp_path / "b")


def test_a_page_has_the_time_that_the_environment_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    found = reported(tmp_path, "<CleanDatabaseJob/>")
    assert (found.time, b"made at" in page_of(found)) == ("2026-01-01T00:00:00Z", True)


@needs_git
def test_a_page_has_the_commit_and_links_to_it(tmp_path: Path) -> None:
    conf = repository(tmp_path, {"a b/A.xml": SAMPLE.joinpath("Jobs.xml").read_text("utf-8")}) / "a b"
    found = report(conf, VERSION, wanted=Wanted(links="https://forge.example/{commit}/{path}#L{line}"))
    assert found.commit
    digest = git(tmp_path, "rev-parse", "HEAD").decode().strip()
    assert (found.commit.digest, found.commit_time, found.commit.is_changed) == (
        digest,
        "2026-01-01T00:00:00Z",
        False,
    )
    assert found.jobs[-1].place.link == f"https://forge.example/{digest}/a%20b/A.xml#L22"
    assert b"from which the folder differs" not in page_of(found)
    (conf / "B.xml").write_text("<a/>")
    assert b"from which the folder differs" in page_of(report(conf, VERSION))


def test_addresses_with_a_commit_need_one(tmp_path: Path) -> None:
    links = "https://forge.example/{commit}/{path}"
    with pytest.raises(Failure) as raised:
        reported(tmp_path, "<CleanDatabaseJob/>", Wanted(links=links))
    assert raised.value.sentence == (
        f"the address '{links}' has {{commit}}, and the folder lies in no commit of a git repository"
    )


def test_without_jinja_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "find_spec", lambda _name: None)
    with pytest.raises(Failure) as raised:
        require()
    assert raised.value.sentence == (
        "the page is made by Jinja, which is not installed; say: pip install 'unscaffold[report]'"
    )


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        GOLDEN.write_bytes(sample_page(Path(temporary)))
