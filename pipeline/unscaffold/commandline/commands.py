"""The command `unscaffold`: its commands, and what its help teaches first."""

from __future__ import annotations

import click

from unscaffold import __version__
from unscaffold.commandline.arguments import arguments
from unscaffold.commandline.attest import attest
from unscaffold.commandline.boundary import Group
from unscaffold.commandline.check import check
from unscaffold.commandline.diff import diff
from unscaffold.commandline.expand import expand
from unscaffold.commandline.explain import explain
from unscaffold.commandline.flags import EXIT_CODES
from unscaffold.commandline.inspect import list_, slice_, steps
from unscaffold.commandline.rights import rights
from unscaffold.commandline.rule import rule
from unscaffold.commandline.settings import settings
from unscaffold.commandline.verify import verify


@click.group(
    cls=Group, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="unscaffold")
def main() -> None:
    """Expand the job scaffoldings of a Netwrix Identity Manager (Usercube) configuration.

    \b
    unscaffold expand Conf -o Expanded         the folder again, with its jobs written out
    unscaffold expand Conf --diff              what expanding would change
    unscaffold check Conf                      everything that is wrong with it
    unscaffold diff Conf --base                what a change does to the jobs
    unscaffold rule J203                       what a finding is about
    unscaffold list Conf                       its scaffoldings, and the jobs that they become
    unscaffold steps Conf JOB                  the tasks of one job, by level
    unscaffold explain Conf JOB                why a job, a task or a line is there
    unscaffold rights Conf                     who may do what
    unscaffold verify Conf --against Export    whether the product generates the same
    unscaffold slice Conf "AD Jobs.xml:12"     what the stylesheet of a scaffolding is given
    unscaffold settings Conf                   what unscaffold.toml says for it
    unscaffold attest verify FILE Conf Out     whether folders are as expand --attest told
    unscaffold arguments FILE                  the last step, for jobs that another XSLT processor made

    """  # noqa: D301 - click wants the control character


for command in (
    arguments,
    attest,
    check,
    diff,
    expand,
    explain,
    list_,
    rights,
    rule,
    settings,
    slice_,
    steps,
    verify,
):
    main.add_command(command)
