"""The command `rights`, in all its formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import END, START, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable

RULES = f"""{START}  <Profile Identifier="Boss"/>
  <AccessControlRule Identifier="Boss_Jobs" EntityType="Job" Profile="Boss">
    <Entry Permission="/Jobs/Job/Query" CanExecute="true" FullAccessProperties="true"/>
    <Entry Permission="/Jobs/Job"/>
  </AccessControlRule>
  <AccessControlRule Identifier="Boss_More" EntityType="Job" Profile="boss">
    <Filter Binding="Agent.Id" Dimension="Site"/>
    <Filter Binding="Name" Operator="1" Value="x" Group="g"/>
    <Entry Permission="/Jobs/Job/Query" CanExecute="true" PropertyGroup="Sensitive"/>
    <Entry Permission="/Jobs/Job/Start" CanExecute="true" Notify="false"/>
  </AccessControlRule>
  <AccessControlRule Identifier="Other" EntityType="Job" Profile="Clerk">
    <Entry Permission="/Jobs/Job/Update" CanExecute="true"/>
  </AccessControlRule>
  <SearchBarPageAccessControl EntityType="User" Profile="Clerk"/>
  <WorkforceModule/>
{END}"""
FILES = {"Conf/Roles/Rules.xml": RULES}
UNKNOWN = (
    f"{Path('Conf/Roles/Rules.xml')}:16:3: SearchBarPageAccessControl grants unknown rights to the profile 'Clerk',"
    f" for the entity type 'User'\n{Path('Conf/Roles/Rules.xml')}:17:3: WorkforceModule grants unknown rights\n"
)
ODD = "a\n|`\"'<;=cmd\u009b31m"
ODD_XML = "a&#10;|`&quot;'&lt;;=cmd&#155;31m"
HOSTILE = f"""{START}  <AccessControlRule Identifier="=R" EntityType="{ODD_XML}" Profile="@p|q">
    <Entry Permission="##[error]" CanExecute="true"/>
  </AccessControlRule>
{END}"""


def test_table(unscaffold: Callable[..., Run]) -> None:
    write(FILES)
    expected = """\
PROFILE  ENTITY TYPE  PERMISSION        RIGHTS                            FILTERS                                         FROM          RULE       PLACE               MARK
Boss     Job          /Jobs/Job         -                                                                                 hand-written  Boss_Jobs  Roles/Rules.xml:3
Boss     Job          /Jobs/Job/Query   execute, all properties                                                           hand-written  Boss_Jobs  Roles/Rules.xml:3
Boss     Job          /Jobs/Job/Query   execute, properties of Sensitive  (Agent.Id = dimension 'Site') or (Name != 'x')  hand-written  Boss_More  Roles/Rules.xml:7   included in /Jobs/Job/Query at Roles/Rules.xml:3
Boss     Job          /Jobs/Job/Start   execute, Notify=false             (Agent.Id = dimension 'Site') or (Name != 'x')  hand-written  Boss_More  Roles/Rules.xml:7
Clerk    Job          /Jobs/Job/Update  execute                                                                           hand-written  Other      Roles/Rules.xml:13
"""  # noqa: E501 - a table is as wide as its cells
    assert unscaffold("rights", "Conf", "--wide") == (0, expected, f"{UNKNOWN}5 rights of 2 profiles (time)\n")


def test_patterns(unscaffold: Callable[..., Run]) -> None:
    write(FILES)
    run = unscaffold(
        "rights", "Conf", "--profile", "b*", "--permission", "*/start", "--entity-type", "JOB", "-q", "--wide"
    )
    assert run == (
        0,
        """\
PROFILE  ENTITY TYPE  PERMISSION       RIGHTS                 FILTERS\
                                         FROM          RULE       PLACE
Boss     Job          /Jobs/Job/Start  execute, Notify=false  (Agent.Id = dimension 'Site') or (Name != 'x')\
  hand-written  Boss_More  Roles/Rules.xml:7
""",
        "",
    )


def test_nothing_is_found(unscaffold: Callable[..., Run]) -> None:
    write(FILES)
    said = f"{Path('Conf/Roles/Rules.xml')}:17:3: WorkforceModule grants unknown rights\n"
    assert unscaffold("rights", "Conf", "--profile", "nobody") == (
        0,
        "",
        f"{said}0 rights of 0 profiles (time)\n",
    )


def test_matrix(unscaffold: Callable[..., Run]) -> None:
    write(FILES)
    expected = "AREA       Boss  Clerk\n/Jobs/Job  Rx    U\n(unknown)        ?\n"
    assert unscaffold("rights", "Conf", "--matrix", "-q") == (0, expected, "")
    expected = (
        "| `AREA` | `Boss` | `Clerk` |\n| --- | --- | --- |\n| `/Jobs/Job` | `Rx` | `U` |\n| `(unknown)` |  | `?` |\n"
    )
    assert unscaffold("rights", "Conf", "--matrix", "--format", "markdown", "-q") == (0, expected, "")
    expected = "AREA,Boss,Clerk\n/Jobs/Job,Rx,U\n(unknown),,?\n"
    assert unscaffold("rights", "Conf", "--matrix", "--format", "csv", "-q") == (
        0,
        expected.replace("\n", "\r\n"),
        "",
    )
    run = unscaffold("rights", "Conf", "--matrix", "--format", "json", "--profile", "boss", "-q")
    assert json.loads(run.out) == {
        "version": 1,
        "is_whole": True,
        "matrix": [{"profile": "Boss", "areas": {"/Jobs/Job": "Rx"}, "has_unknown_rights": False}],
        "unknown": [
            {
                "scaffolding": "WorkforceModule",
                "profile": None,
                "entity_type": None,
                "file": "Roles/Rules.xml",
                "line": 17,
                "column": 3,
            }
        ],
    }


@pytest.mark.parametrize("arguments", [(), ("-o", "out.txt")])
def test_a_wide_matrix_fits_80_columns(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80" if not arguments else "200")
    rules = "".join(
        f'<AccessControlRule Identifier="R{n}" EntityType="Job" Profile="Profile_{n:02}">'
        '<Entry Permission="/Jobs/Job/Query" CanExecute="true"/></AccessControlRule>'
        for n in range(14)
    )
    write({"Conf/Rules.xml": f"{START}{rules}{END}"})
    expected = """\
AREA       Profile_00  Profile_01  Profile_02  Profile_03  Profile_04
/Jobs/Job  R           R           R           R           R

AREA       Profile_05  Profile_06  Profile_07  Profile_08  Profile_09
/Jobs/Job  R           R           R           R           R

AREA       Profile_10  Profile_11  Profile_12  Profile_13
/Jobs/Job  R           R           R           R
"""
    run = unscaffold("rights", "Conf", "--matrix", "-q", *arguments)
    assert (run.code, run.err) == (0, "")
    assert (Path("out.txt").read_text("utf-8") if arguments else run.out) == expected


def test_a_matrix_as_wide_as_it_is(unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    write(FILES)
    expected = "AREA       Boss\n/Jobs/Job  Rx\n(unknown)\n\nAREA       Clerk\n/Jobs/Job  U\n(unknown)  ?\n"
    assert unscaffold("rights", "Conf", "--matrix", "-q").out == expected
    expected = "AREA       Boss  Clerk\n/Jobs/Job  Rx    U\n(unknown)        ?\n"
    assert unscaffold("rights", "Conf", "--matrix", "-q", "--wide").out == expected


def test_a_table_is_shortened_to_the_terminal(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    write(FILES)
    expected = """\
PROFILE  ENTITY TYPE  PERMISSION        RIGHTS                            FILTERS
Boss     Job          /Jobs/Job         -
Boss     Job          /Jobs/Job/Query   execute, all properties
Boss     Job          /Jobs/Job/Query   execute, properties of Sensitive  (Ag… != 'x')
Boss     Job          /Jobs/Job/Start   execute, Notify=false             (Ag… != 'x')
Clerk    Job          /Jobs/Job/Update  execute
"""
    assert unscaffold("rights", "Conf", "-q").out == expected
    expected = """\
PROFILE  ENTITY TYPE  PERMISSION        RIGHTS   FROM
Clerk    Job          /Jobs/Job/Update  execute  hand-written
"""
    monkeypatch.setenv("COLUMNS", "66")
    assert unscaffold("rights", "Conf", "-q", "--profile", "clerk").out == expected


def test_json(unscaffold: Callable[..., Run]) -> None:
    write(FILES)
    run = unscaffold("rights", "Conf", "--format", "json", "--permission", "*query")
    grant = {
        "profile": "Boss",
        "entity_type": "Job",
        "permission": "/Jobs/Job/Query",
        "can_execute": True,
        "full_access_properties": True,
        "property_group": None,
        "conditions": {},
        "filters": [],
        "scaffolding": None,
        "grade": "hand-written",
        "rule": "Boss_Jobs",
        "file": "Roles/Rules.xml",
        "line": 3,
        "column": 3,
        "repeats": None,
        "included_in": None,
    }
    place = {"file": "Roles/Rules.xml", "line": 3, "column": 3}
    filters = [
        {"binding": "Agent.Id", "operator": "=", "compared_to": {"dimension": "Site"}, "group": None},
        {"binding": "Name", "operator": "!=", "compared_to": {"value": "x"}, "group": "g"},
    ]
    other = {
        "full_access_properties": False,
        "property_group": "Sensitive",
        "filters": filters,
        "rule": "Boss_More",
        "line": 7,
        "included_in": {"rule": "Boss_Jobs", "permission": "/Jobs/Job/Query", **place},
    }
    whose = {"profile": "Clerk", "entity_type": "User"}
    assert json.loads(run.out) == {
        "version": 1,
        "is_whole": True,
        "grants": [grant, grant | other],
        "unknown": [
            {"scaffolding": "SearchBarPageAccessControl", **whose, **place, "line": 16},
            {"scaffolding": "WorkforceModule", **dict.fromkeys(whose), **place, "line": 17},
        ],
    }
    assert (run.code, run.err) == (0, f"{UNKNOWN}2 rights of 1 profile (time)\n")


def test_csv(unscaffold: Callable[..., Run]) -> None:
    write(FILES)
    expected = """\
profile,entity_type,permission,can_execute,full_access_properties,property_group,conditions,filters,scaffolding,grade,\
rule,file,line,column,repeats,included_in
Boss,Job,/Jobs/Job/Query,true,true,,,,,hand-written,Boss_Jobs,Roles/Rules.xml,3,3,,
Boss,Job,/Jobs/Job/Query,true,false,Sensitive,,(Agent.Id = dimension 'Site') or (Name != 'x'),,hand-written,\
Boss_More,Roles/Rules.xml,7,3,,"Boss_Jobs, /Jobs/Job/Query, Roles/Rules.xml:3"
"""
    run = unscaffold("rights", "Conf", "--format", "csv", "--permission", "*query", "-q")
    assert run == (0, expected.replace("\n", "\r\n"), "")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "table",
            """\
PROFILE  ENTITY TYPE           PERMISSION    RIGHTS   FROM          RULE  PLACE
@p|q     a\\n|`"'<;=cmd\\x9b31m  \\x23#[error]  execute  hand-written  =R    R.xml:2
""",
        ),
        (
            "markdown",
            """\
| `PROFILE` | `ENTITY TYPE` | `PERMISSION` | `RIGHTS` | `FILTERS` | `FROM` | `GRADE` | `RULE` | `PLACE` | `MARK` |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| <code>&#64;p&#124;q</code> | <code>a&#92;n&#124;&#96;&#34;&#39;&#60;&#59;&#61;cmd&#92;x9b31m</code>\
 | `\\x23#[error]` | `execute` |  | `hand-written` |  | `=R` | `R.xml:2` |  |
""",
        ),
        (
            "csv",
            """\
profile,entity_type,permission,can_execute,full_access_properties,property_group,conditions,filters,scaffolding,grade,\
rule,file,line,column,repeats,included_in\r
'@p|q,"a\\n|`""'<;'=cmd\\x9b31m",\\x23#[error],true,false,,,,,hand-written,'=R,R.xml,2,3,,\r
""",
        ),
    ],
)
def test_what_is_hostile(unscaffold: Callable[..., Run], form: str, expected: str) -> None:
    write({"Conf/R.xml": HOSTILE})
    assert unscaffold("rights", "Conf", "--format", form, "-q", "--wide") == (0, expected, "")


def test_json_has_what_is_hostile_as_it_is_and_shows_none_of_it(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/R.xml": HOSTILE})
    run = unscaffold("rights", "Conf", "--format", "json", "-q")
    (grant,) = json.loads(run.out)["grants"]
    assert [grant[key] for key in ("profile", "entity_type", "permission", "rule")] == [
        "@p|q",
        ODD,
        "##[error]",
        "=R",
    ]
    assert all(character == "\n" or " " <= character <= "~" for character in run.out)
    assert "##[" not in run.out


def test_output_file(unscaffold: Callable[..., Run]) -> None:
    write(FILES | {"out.csv": "old"})
    for form in ("table", "csv", "markdown", "json"):
        printed = unscaffold("rights", "Conf", "--format", form, "-q", "--wide").out
        assert unscaffold("rights", "Conf", "--format", form, "-q", "-o", "out.csv") == (0, "", "")
        assert Path("out.csv").read_bytes().decode() == printed
    refused = unscaffold("rights", "Conf", "-o", "Conf/out.csv")
    outside = "error: {} would be a part of the configuration; name a file outside of Conf\n"
    assert refused == (2, "", outside.format(Path("Conf/out.csv")))


def test_errors_are_told_beside_what_can_be_shown(unscaffold: Callable[..., Run]) -> None:
    write(FILES | {"Conf/Bad.xml": "<a>"})
    run = unscaffold("rights", "Conf", "--format", "csv", "--profile", "clerk", "-q")
    assert run.code == 1
    assert run.out.splitlines()[1:] == [
        "Clerk,Job,/Jobs/Job/Update,true,false,,,,,hand-written,Other,Roles/Rules.xml,13,3,,"
    ]
    assert run.err == (
        f"{Path('Conf/Bad.xml')}:1:4: error U101 the file is not well-formed XML: <a> of line 1 is not closed;"
        " mend it, then try again\n"
    )
