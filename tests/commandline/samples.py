"""Small configurations, and what a command says of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from unscaffold.commandline import main

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"
CLEAN = f"{START}  <CleanDatabaseJob/>\n{END}"
SETTINGS = f'{START}  <Language Code="en" IndicatorNumber="1"/>\n{END}'
CONNECTOR = f"""{START}  <Agent Identifier="Local"/>
  <Connector Identifier="HR"/>
  <Connection Identifier="File" Connector="HR" Package="Usercube.CSV@0000001"/>
  <EntityAssociationMapping Identifier="Links" Connector="HR"/>
{END}"""
JOBS = f"""{START}  <!-- Two ways of reading the staff. -->
  <CreateConnectorSynchroIncremental
      Connector="HR" JobIdentifier="HR_Fast"/>
  <Job Identifier="HR_Nightly" Agent="Local">
    <SynchronizeTask Identifier="HR_Nightly_Synchronize" Connector="HR" Level="1">
      <TaskDependsOnTask ParentTask="HR_Nightly_Export"/>
    </SynchronizeTask>
    <ExportTask Identifier="HR_Nightly_Export" Agent="Local" Connector="HR" Level="0" Connection="File"/>
  </Job>
{END}"""


class Run(NamedTuple):
    code: int
    out: str
    err: str


def write(files: dict[str, str]) -> None:
    """Write files into the working folder."""
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text.encode())


def command_named(name: str) -> click.Command:
    """Return a command of unscaffold, which is imported for it."""
    _, found, _ = main.resolve_command(click.Context(main), [name])
    assert found
    return found
