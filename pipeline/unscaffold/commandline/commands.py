"""The command `unscaffold`: its commands, and what its help teaches first."""

from __future__ import annotations

import click

from unscaffold import __version__
from unscaffold.commandline.boundary import EXIT_CODES, Group
from unscaffold.commandline.elsewhere import Elsewhere


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
    unscaffold watch Conf                      both again, whenever something is saved
    unscaffold rule J203                       what a finding is about
    unscaffold list Conf                       its scaffoldings, and the jobs that they become
    unscaffold steps Conf JOB                  the tasks of one job, by level
    unscaffold graph Conf JOB                  the same as a diagram
    unscaffold explain Conf JOB                why a job, a task or a line is there
    unscaffold rights Conf                     who may do what
    unscaffold report Conf -o Report.html      all of that as a page to read
    unscaffold verify Conf --against Export    whether the product generates the same
    unscaffold fleet customers.toml check      a command over many repositories
    unscaffold slice Conf "AD Jobs.xml:12"     what the stylesheet of a scaffolding is given
    unscaffold settings Conf                   what unscaffold.toml says for it
    unscaffold schema -o conf.xsd              a schema of the configuration, for editors
    unscaffold completion bash                 a script by which a shell completes what is typed
    unscaffold doctor Conf                     what a report of a mistake needs
    unscaffold attest verify FILE Conf Out     whether folders are as expand --attest told
    unscaffold arguments FILE                  the last step, for jobs that another XSLT processor made

    """  # noqa: D301 - click wants the control character


for command in (
    Elsewhere("arguments", "Finish jobs that another XSLT processor generated."),
    Elsewhere("attest", "Check what expand --attest wrote."),
    Elsewhere("check", "Report everything that is wrong with CONF, writing nothing."),
    Elsewhere("completion", "Print a script by which a shell completes what is typed."),
    Elsewhere("diff", "Show what a change of a configuration does to its jobs."),
    Elsewhere("doctor", "Tell what a report of a mistake needs, and what is wrong with the machine."),
    Elsewhere("expand", "Expand the scaffoldings of CONF into the folder named by --output."),
    Elsewhere("explain", "Explain why something is there, or what is missing."),
    Elsewhere("fleet", "Run a command over many repositories, here or on a cluster."),
    Elsewhere("graph", "Draw the tasks of a job, or all jobs by connector, as Mermaid or DOT."),
    Elsewhere("list", "List the scaffoldings of CONF and the jobs that they become.", "inspect:list_"),
    Elsewhere("report", "Write a page about CONF to read in a browser."),
    Elsewhere("rights", "Show who may do what by CONF."),
    Elsewhere("rule", "List the rules, or explain some of them."),
    Elsewhere("schema", "Print a schema of the configuration, for editors."),
    Elsewhere("settings", "Show what unscaffold.toml says for CONF."),
    Elsewhere(
        "slice", "Print the self-contained document that the stylesheet of a scaffolding is given.", "inspect:slice_"
    ),
    Elsewhere("steps", "Show the tasks of one job, by level, or all jobs.", "inspect:steps"),
    Elsewhere("verify", "Compare what CONF becomes with what the product generates."),
    Elsewhere("watch", "Check CONF whenever something in it is saved, and show what is different."),
):
    main.add_command(command)
