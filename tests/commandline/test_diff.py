"""`unscaffold diff`: what it prints in each format, and what it says where it cannot compare."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import CLEAN, CONNECTOR, END, JOBS, START, Run, write
from repositories import commit, git, needs_git, repository
from unscaffold.commandline.diff_markdown import document
from unscaffold.diffing import diff
from unscaffold.expanding import Request
from unscaffold.options import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., Run]

_RULE = """{start}  <AccessControlRule Identifier="R" EntityType="Task" Profile="P">
    <Entry Permission="/Jobs/{what}" CanExecute="true"/>
  </AccessControlRule>
{end}"""
_OLD = {"Connector.xml": CONNECTOR, "Jobs.xml": JOBS, "Rules.xml": _RULE.format(start=START, end=END, what="Query")}
_NEW = {
    "Connector.xml": CONNECTOR.replace('"Usercube.CSV@0000001"', '"Usercube.CSV@0000001" Mode="x"'),
    "Jobs.xml": JOBS.replace('"HR_Fast"', '"HR_Quick"').replace('Level="0"', 'Level="2"'),
    "Rules.xml": _RULE.format(start=START, end=END, what="Create"),
    "Clean.xml": CLEAN,
}
_COUNTS = "1 job added, 1 job renamed, 1 job changed; 1 access rule changed; 1 right gained, 1 right lost; "
_TEXT = f"""\
jobs:

  + CleanDatabase
      + level 0: CleanDataBase …_CleanDataBase
        because of Clean.xml:2 (CleanDatabaseJob)
  ~ HR_Nightly
      > level 0 -> 2: ExportTask …_Export
        because of Jobs.xml:9 (Job HR_Nightly)
  ~ HR_Quick (was HR_Fast)
        because of Jobs.xml:4 (CreateConnectorSynchroIncremental)

access rules:

  ~ AccessControlRule R
      + permission /Jobs/Create
      - permission /Jobs/Query
        because of Rules.xml:3 (AccessControlRule R)

rights:

  ~ profile P
      + /Jobs/Create on Task: execute
      - /Jobs/Query on Task: execute

other elements:

  ~ Connection File
      ~ Mode: nothing -> "x"
        because of Connector.xml:4 (Connection File)

{_COUNTS}1 other element changed
"""
_MARKDOWN = """\
<!-- unscaffold diff -->
## What changes

From `Old` to `New`.

| | added | removed | renamed | changed |
|---|---:|---:|---:|---:|
| jobs | 1 |  | 1 | 1 |
| access rules |  |  |  | 1 |
| other elements |  |  |  | 1 |

1 right gained, 1 right lost.

### Jobs

<details><summary>&#43; added <code>CleanDatabase</code></summary>

```diff
+ CleanDatabase
+   level 0: CleanDataBase …_CleanDataBase
    because of Clean.xml:2 (CleanDatabaseJob)
```

</details>
<details><summary>&#126; changed <code>HR&#95;Nightly</code>: 1 moved in it</summary>

```diff
~ HR_Nightly
>   level 0 -> 2: ExportTask …_Export
    because of Jobs.xml:9 (Job HR_Nightly)
```

</details>
<details><summary>&#126; renamed <code>HR&#95;Quick &#40;was HR&#95;Fast&#41;</code></summary>

```diff
~ HR_Quick (was HR_Fast)
    because of Jobs.xml:4 (CreateConnectorSynchroIncremental)
```

</details>

### Rights

<details><summary>profile <code>P</code>: 1 gained, 1 lost</summary>

```diff
~ profile P
+   /Jobs/Create on Task: execute
-   /Jobs/Query on Task: execute
```

</details>

### Access rules

<details><summary>&#126; changed <code>AccessControlRule R</code>: 1 added, 1 removed in it</summary>

```diff
~ AccessControlRule R
+   permission /Jobs/Create
-   permission /Jobs/Query
    because of Rules.xml:3 (AccessControlRule R)
```

</details>

### Other elements

<details><summary>&#126; changed <code>Connection File</code></summary>

```diff
~ Connection File
~   Mode: nothing -> "x"
    because of Connector.xml:4 (Connection File)
```

</details>
"""


def _folders(old: dict[str, str] = _OLD, new: dict[str, str] = _NEW) -> None:
    write({f"Old/{name}": text for name, text in old.items()})
    write({f"New/{name}": text for name, text in (old | new).items()})


def test_text_is_like_a_plan(unscaffold: Command) -> None:
    _folders()
    assert unscaffold("diff", "Old", "New") == Run(0, _TEXT, "(time)\n")


def test_differences_may_fail_a_run(unscaffold: Command) -> None:
    _folders()
    assert unscaffold("diff", "Old", "New", "--exit-code", "-q") == Run(1, _TEXT, "")
    assert unscaffold("diff", "Old", "Old", "--exit-code", "-q") == Run(0, "no differences\n", "")


def test_names_are_those_of_the_jobs_that_are_affected(unscaffold: Command) -> None:
    _folders()
    assert unscaffold("diff", "Old", "New", "--format", "names", "-q") == Run(
        0, "CleanDatabase\nHR_Fast\nHR_Nightly\nHR_Quick\n", ""
    )


def test_what_is_written_otherwise_and_means_the_same_is_no_difference(unscaffold: Command) -> None:
    _folders(new={"Jobs.xml": JOBS.replace("<!-- Two ways of reading the staff. -->", "").replace("\n", "\r\n")})
    said = "no differences in what is generated: 1 file changed, and nothing by that\n"
    assert unscaffold("diff", "Old", "New", "--exit-code", "-q") == Run(0, said, "")


def test_markdown_is_a_comment(unscaffold: Command) -> None:
    _folders()
    unscaffold("diff", "Old", "New", "--format", "markdown", "-o", "Comment.md")
    assert Path("Comment.md").read_text("utf-8") == _MARKDOWN


def test_colours_are_for_terminals(unscaffold: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    _folders()
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = unscaffold("diff", "Old", "New", "-q").out
    assert "\x1b[32m+\x1b[0m CleanDatabase\n" in out
    assert "\x1b[36m>\x1b[0m level 0 -> 2" in out


def test_json_has_all_that_is_different(unscaffold: Command) -> None:
    _folders()
    found = json.loads(unscaffold("diff", "Old", "New", "--format", "json", "-q").out)
    assert found["counts"] == {
        "jobs": {"added": 1, "renamed": 1, "changed": 1},
        "access_rules": {"changed": 1},
        "others": {"changed": 1},
    }
    assert found["affected_jobs"] == ["CleanDatabase", "HR_Fast", "HR_Nightly", "HR_Quick"]
    assert found["changed_files"] == ["Clean.xml", "Connector.xml", "Jobs.xml", "Rules.xml"]
    added, moved, renamed = found["jobs"]
    assert added["children"][0] == {
        "what": "added",
        "element": "CleanDataBase",
        "identifier": "CleanDatabase_CleanDataBase",
        "old_identifier": None,
        "reordered": False,
        "attributes": [
            {"name": "DisplayName_L1", "old": None, "new": "Clean Database"},
            {"name": "DisplayName_L2", "old": None, "new": "Nettoyage de la base de données"},
            {"name": "Identifier", "old": None, "new": "CleanDatabase_CleanDataBase"},
            {"name": "Level", "old": None, "new": "0"},
        ],
        "children": [],
    }
    assert moved["children"] == [
        {
            "what": "moved",
            "element": "ExportTask",
            "identifier": "HR_Nightly_Export",
            "old_identifier": None,
            "reordered": False,
            "attributes": [{"name": "Level", "old": "0", "new": "2"}],
            "children": [],
        }
    ]
    assert (renamed["old_identifier"], renamed["identifier"], renamed["caused_by"]) == (
        "HR_Fast",
        "HR_Quick",
        [_cause("old", "Jobs.xml", 4), _cause("new", "Jobs.xml", 4)],
    )
    assert found["rights"] == [{"profile": "P", "gained": [_right("Create")], "lost": [_right("Query")]}]


def _cause(side: str, file: str, line: int) -> dict[str, object]:
    scaffolding = {"element": "CreateConnectorSynchroIncremental", "identifier": None}
    return {"side": side, "file": file, "line": line, "end_line": line, **scaffolding}


def _right(what: str) -> dict[str, object]:
    nothing: dict[str, object] = {
        "full_access_properties": False,
        "property_group": None,
        "conditions": {},
        "restriction": None,
    }
    return {"permission": f"/Jobs/{what}", "entity_type": "Task", "can_execute": True, **nothing, "rule": "R"}


def test_hostile_names_are_only_shown(unscaffold: Command) -> None:
    name = "`|@team&lt;/summary>&lt;b>[x](y)&#10;::error::&#127;[31m"
    _folders(new={"Odd.xml": f'{START}  <Job Identifier="{name}"><Step Identifier="```&#10;|@x"/></Job>\n{END}'})
    out = unscaffold("diff", "Old", "New", "--format", "markdown", "-q").out
    assert "<summary>&#43; added <code>&#96;&#124;&#64;team&#60;&#47;summary&#62;&#60;b&#62;" in out
    assert "````diff\n+ `|@team</summary><b>[x](y)\\n::error::\\x7f[31m\n+   Step ```\\n|@x\n" in out
    assert unscaffold("diff", "Old", "New", "--format", "names", "-q").out == (
        "`|@team</summary><b>[x](y)\\n::error::\\x7f[31m\n"
    )


@pytest.mark.parametrize("most", [700, 2_000, 4_000])
def test_a_comment_is_cut_by_whole_sections(unscaffold: Command, most: int) -> None:
    jobs = "".join(f'  <Job Identifier="Jób {n}😀"><Step Identifier="S{n}"/></Job>\n' for n in range(40))
    _folders(new={"Jobs.xml": f"{START}{jobs}{END}"})
    del unscaffold
    found = diff(Request(Path("Old"), DEFAULTS), Request(Path("New"), DEFAULTS))
    text = document(found, "Old", "New", most)
    shown = text.count("<details>")
    assert len(text.encode("utf-16-le")) // 2 <= most
    assert text.count("</details>") == shown
    assert text.endswith(f"\n{42 - shown} sections of 42 are not shown: they do not fit into a comment.\n")


def test_a_side_that_does_not_expand_is_told(unscaffold: Command) -> None:
    wrong = JOBS.replace('Connector="HR" JobIdentifier="HR_Fast"', 'Connector="RH" JobIdentifier="HR_Fast"')
    _folders(new={"Jobs.xml": wrong})
    error = (
        "New/Jobs.xml:4:7: error U301 there is no Connector 'RH', which the Connector of"
        " CreateConnectorSynchroIncremental names; did you mean 'HR'?\n"
    )
    found = unscaffold("diff", "Old", "New")
    assert (found.code, found.out, found.err.splitlines()[-1]) == (
        2,
        "",
        "error: New cannot be expanded; mend the errors, or say --keep-going to compare the rest",
    )
    assert found.err.startswith("New/Jobs.xml:4:7: error "), error


def test_what_does_not_expand_on_one_side_is_left_out_on_both(unscaffold: Command) -> None:
    wrong = JOBS.replace('HR_Fast"', 'HR_Fast" Unknown="x"').replace('Level="0"', 'Level="2"')
    _folders(new={"Jobs.xml": wrong, "Rules.xml": "<broken"})
    found = unscaffold("diff", "Old", "New", "--keep-going", "-q")
    assert (found.code, found.out) == (
        0,
        """\
jobs:

  ~ HR_Nightly
      > level 0 -> 2: ExportTask …_Export
        because of Jobs.xml:9 (Job HR_Nightly)

1 job changed; what has errors is not compared
""",
    )
    _folders(new={**_OLD, "Rules.xml": "<broken"})
    said = "no differences in what is compared; what has errors is not compared"
    assert unscaffold("diff", "Old", "New", "--keep-going", "-q").out == f"{said}\n"
    assert unscaffold("diff", "Old", "New", "--keep-going", "-q", "--format", "markdown").out.endswith(
        f"\n\nN{said[1:]}.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Old"], "name two folders, OLD and NEW, or one and a revision to compare it with: --base REV"),
        (
            ["Old", "New", "Old"],
            "name two folders, OLD and NEW, or one and a revision to compare it with: --base REV",
        ),
        (["Old", "New", "--base=HEAD"], "--base compares one folder with itself in a revision; name one"),
    ],
)
def test_what_is_asked_for_must_make_sense(unscaffold: Command, arguments: list[str], said: str) -> None:
    _folders()
    assert unscaffold("diff", *arguments).err.endswith(f"Error: {said}\n")


def test_settings_that_are_different_are_told(unscaffold: Command) -> None:
    _folders()
    write({"New/unscaffold.toml": 'target = "saas"\nkeep = ["Job", "Rule"]\n'})
    assert unscaffold("diff", "Old", "New", "--format", "names").err.splitlines()[:2] == [
        "the setting target is 7.0 on the old side, and saas on the new one",
        "the setting keep is empty on the old side, and Job, Rule on the new one",
    ]
    comment = unscaffold("diff", "Old", "New", "--format", "markdown", "-q").out
    assert (
        "\n\n- `the setting target is 7.0 on the old side, and saas on the new one`\n- `the setting keep is"
        in comment
    )


@needs_git
def test_a_revision_is_compared_with_the_work_tree(unscaffold: Command) -> None:
    repository(Path(), {f"Conf/{name}": text for name, text in _OLD.items()})
    write({f"Conf/{name}": text for name, text in _NEW.items()})
    assert unscaffold("diff", "Conf", "--base", "HEAD", "-q") == Run(0, _TEXT, "")
    digest = git(Path(), "rev-parse", "HEAD").decode()[:10]
    assert unscaffold("diff", "Conf", "--base") == Run(
        0, _TEXT, f"compared with {digest}, where HEAD left main\n(time)\n"
    )
    found = json.loads(unscaffold("diff", "Conf", "--base", "main", "--format", "json").out)
    assert (found["old"], found["new"]) == ("main", "the work tree")


@needs_git
def test_an_error_of_a_revision_is_told_as_git_calls_its_files(unscaffold: Command) -> None:
    repository(Path(), {"Conf/Connector.xml": CONNECTOR, "Conf/Jobs.xml": "<broken"})
    write({"Conf/Jobs.xml": JOBS})
    found = unscaffold("diff", "Conf", "--base", "HEAD")
    first, last = found.err.splitlines()
    assert (found.code, first.split(" ")[0], last) == (
        2,
        "HEAD:Conf/Jobs.xml:1:1:",
        "error: HEAD cannot be expanded; mend the errors, or say --keep-going to compare the rest",
    )


@needs_git
def test_settings_and_contexts_are_those_of_the_revision(unscaffold: Command) -> None:
    settings = 'target = "6.2"\ncontext = ["Shared"]\n'
    files = {"unscaffold.toml": settings, "Conf/Jobs.xml": JOBS, "Shared/Connector.xml": CONNECTOR}
    repository(Path(), files)
    shutil.rmtree("Shared")
    write({"unscaffold.toml": 'target = "7.0"\n', "Conf/Connector.xml": CONNECTOR})
    found = unscaffold("diff", "Conf", "--base", "HEAD", "-q")
    assert (found.code, found.err) == (0, "")
    assert "+ Connector HR" in found.out
    assert "HR_Nightly" not in found.out


@needs_git
def test_a_wrong_settings_file_of_a_revision_is_told_as_git_calls_it(unscaffold: Command) -> None:
    repository(Path(), {"unscaffold.toml": "target = 1\n", "Conf/Jobs.xml": CLEAN})
    Path("unscaffold.toml").unlink()
    assert unscaffold("diff", "Conf", "--base", "HEAD").err.startswith(
        "error: HEAD:unscaffold.toml:1:1: target is one of"
    )


@needs_git
def test_a_context_of_a_flag_is_taken_from_the_revision_that_has_it(unscaffold: Command) -> None:
    repository(Path("Top"), {"Conf/Jobs.xml": CLEAN, "Shared/Connector.xml": CONNECTOR})
    commit(Path("Top"), {"Late/Settings.xml": f"{START}{END}", "Conf/Jobs.xml": CLEAN})
    write(
        {"Top/Conf/Jobs.xml": JOBS, "Top/Shared/Connector.xml": CONNECTOR.replace("HR", "RH").replace("File", "HR")}
    )
    found = unscaffold(
        "diff", "Top/Conf", "--base=HEAD~1", "--context=Top/Shared", "--context=Top/Late", "--keep-going"
    )
    assert "Top/Late is not in HEAD~1, and is no context of it\n" in found.err
    assert "HEAD~1:" not in found.err


def test_rights_that_a_context_folder_grants_are_not_compared(unscaffold: Command) -> None:
    for side, what in (("Old", "Query"), ("New", "Create")):
        write({f"{side}/Conf/Jobs.xml": CLEAN, f"{side}/Shared/R.xml": _RULE.format(start=START, end=END, what=what)})
        write({f"{side}/unscaffold.toml": 'context = ["Shared"]\n'})
    assert unscaffold("diff", "Old/Conf", "New/Conf", "-q") == Run(0, "no differences\n", "")


def test_what_may_be_secret_is_not_shown(unscaffold: Command) -> None:
    def conf(secret: str) -> dict[str, str]:
        elements = (
            f'<OpenIdClient Identifier="C" HashedSecret="{secret}="/>',
            f'<PasswordResetSettings Identifier="S" DefaultPassword="{secret}" AutoGenerate="true"/>',
            f'<Thing Password="{secret}" A="{secret[0]}" B=""/>',
            f'<InvokeApiTask Identifier="T" ApiUrl="https://user:{secret}@example.com/"/>',
            f'<Thing Identifier="Y" ConnectionString="Server=a;Uid=b;Pwd={secret}" SasToken="{secret}"/>',
            f'<InvokeExpressionTask Identifier="X" Arguments="-Force -Password {secret}" Note="secret: {secret}"/>',
            f'<ResourceTypeMapping Identifier="M" PasswordResetSetting="S{secret[0]}"/>',
        )
        return {"Secrets.xml": f"{START}{''.join(elements)}{END}"}

    _folders(old=conf("Hunter"), new=conf("Jäger"))
    for form in ("text", "markdown", "json"):
        out = unscaffold("diff", "Old", "New", "-q", "--format", form).out
        assert ("Hunter" in out, "Jäger" in out) == (False, False)
        assert ("***" in out, "SH" in out) == (True, True)
