"""Paths of files: which are wrong, and which nobody can judge."""

from __future__ import annotations

import pytest

from told import told

_FILES = ("Scripts/Fetch.ps1", "Scripts/.hidden/A.ps1")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("../Conf/Scripts/Fetch.ps1", []),
        ("..\\conf\\scripts\\FETCH.PS1", []),
        ("..//Conf/./Other/../Scripts/Fetch.ps1", []),
        ("../Runtime/../Conf/Scripts/Gone.ps1", ["S133"]),
        (" ../Conf/Gone.ps1 ", ["S133"]),
        ("../Conf/../Scripts/Gone.ps1", []),
        ("../Conf", []),
        ("../Conf/.git/hooks/a", []),
        ("../Conf/%ENV%/Gone.ps1", []),
        ("../Conf/Scripts/Fetch.ps1 -Full", []),
        ("../Scripts/Gone.ps1", []),
        ("Gone.ps1", []),
        ("../../Gone.ps1", ["S132"]),
        ("Scripts/../../../Gone.ps1", ["S132"]),
        ("C:/Scripts/Gone.ps1", ["S131"]),
        ("c:\\Scripts\\..\\..\\..\\..\\Gone.ps1", ["S131"]),
        ("/opt/Gone.ps1", ["S131"]),
        ("\\\\files\\share\\Gone.ps1", []),
        ("//files/share/Gone.ps1", []),
        ("..", []),
        ("/", ["S131"]),
        ("", []),
    ],
)
def test_a_script(path: str, expected: list[str]) -> None:
    content = f'<InvokeExpressionTask Identifier="T" InputPath="{path}"/>'
    assert [one.split()[2] for one in told(content, "S13", files=_FILES)] == expected


def test_what_is_written_need_not_be_there() -> None:
    content = """\
<Job Identifier="J">
  <InvokeSqlCommandTask Identifier="A" SQLInputFile="../Conf/a.sql" OutputPath="../Conf/a.csv"/>
  <InvokeAspectsTaskOverride Identifier="B" OutputPath="D:\\Out"/>
</Job>
<DeployConfigurationTask ConfigurationDirectory="C:/Conf" GeneratedFile="C:/Generated.xml"/>
<Other OutputPath="C:/Out"/>
"""
    machines = "which is right on machines with that drive and folder only; write a path relative to the product's"
    assert told(content, "S13") == [
        (
            "3:40: warning S133 SQLInputFile of the InvokeSqlCommandTask 'A' is '../Conf/a.sql', and the folder Conf "
            "has no such file; add it, or mend the path"
        ),
        (
            f"4:45: info S131 OutputPath of the InvokeAspectsTaskOverride 'B' is 'D:\\Out', {machines} folder, "
            "such as ../Scripts"
        ),
        (
            f"6:59: info S131 GeneratedFile of the DeployConfigurationTask '' is 'C:/Generated.xml', {machines} "
            "folder, such as ../Scripts"
        ),
    ]


def test_the_path_of_a_generated_task_is_told_at_its_argument() -> None:
    content = """\
<Agent Identifier="Local" URI=""/>
<Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="HRExport" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
<EntityType Identifier="User"/>
<ResourceType Identifier="R" SourceEntityType="User" TargetEntityType="HR_Person"/>
<CreateAgentSynchroComplete Agent="Local">
  <FulfillInternalWorkflowsPath ConnectorIdentifier="HR" Path="../Conf/Gone.json"/>
</CreateAgentSynchroComplete>
"""
    assert [one.split(" the ")[0] for one in told(content, "S133")] == ["9:58: warning S133 WorkflowJsonPath of"]
