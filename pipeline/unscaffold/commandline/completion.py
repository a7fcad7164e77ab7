"""The command `completion`: what a shell needs to complete what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from unscaffold.commandline.boundary import EXIT_CODES
from unscaffold.commandline.output_file import OUTPUT_FILE, print_or_write

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=EXIT_CODES)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
@OUTPUT_FILE
def completion(shell: str, output_file: Path | None) -> None:
    """Print the script by which SHELL completes commands, flags, their values, folders and the names of jobs.

    \b
    bash        source <(unscaffold completion bash)                              in ~/.bashrc
    zsh         source <(unscaffold completion zsh)                               in ~/.zshrc, after compinit
    fish        unscaffold completion fish | source                               in ~/.config/fish/config.fish
    powershell  unscaffold completion powershell | Out-String | Invoke-Expression in $PROFILE

    """  # noqa: D301 - click wants the control character
    from unscaffold.commandline.shells import script  # noqa: PLC0415 - --help must not wait for it

    print_or_write(script(shell).encode(), output_file)
