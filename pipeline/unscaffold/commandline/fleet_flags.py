"""The flags of the command that a fleet runs: read as that command reads them, before anything is run."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.core import ParameterSource

from unscaffold.commandline.again import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMANDS = ("expand", "check", "diff", "rights", "verify")
_CONF, _NOWHERE = "CONF", "NOWHERE"  # what stands for a configuration, and for an export that nobody has named
_OURS = "is what fleet says itself; leave it out"
_ELSEWHERE = "writes a file of its own; run {command} by itself for that"
_OTHERWISE = "prints something else than results; run {command} by itself for that"
_REFUSED = {
    "form": _OURS,
    "output_file": _OURS,
    "quiet": _OURS,
    "workers": "is a flag of fleet, and stands before {command}",
    "output": "is what LIST says for each repository; leave it out",
    "fix": "changes what is read; run {command} in the repository for that",
    "update_baseline": "changes what is read; run {command} in the repository for that",
    "attest": _ELSEWHERE,
    "origins": _ELSEWHERE,
    "check": _OTHERWISE,
    "diff": _OTHERWISE,
    "matrix": _OTHERWISE,
    "verbose": _OTHERWISE,
    "wide": _OTHERWISE,
}
_LOG_FORMAT = "--log-format"


class Asked(NamedTuple):
    """A command that is run over a fleet.

    `words` are its flags as they were said, with absolute paths; but for `base`, the revision with which `diff`
    compares, and `against`, where `verify` finds an export, {name} in it standing for a repository; both may be
    empty. `files` are the files and folders that the words name, and those that a settings file among them names.
    """

    name: str
    words: tuple[str, ...] = ()
    base: str = ""
    against: str = ""
    files: tuple[str, ...] = ()


def asked_for(context: click.Context, name: str, words: Sequence[str]) -> Asked:
    """Return the command that is asked for.

    Args:
        context: That of the fleet.
        name: The name of the command.
        words: What is said to it.

    Raises:
        click.UsageError: It does not know a flag or a value, or a fleet cannot have that.
    """
    command = _command(name)
    if any(word == _LOG_FORMAT or word.startswith(f"{_LOG_FORMAT}=") for word in words):
        raise click.UsageError(f"{_LOG_FORMAT} is a flag of fleet, and stands before {name}", context)
    needed = ["--against", _NOWHERE] if name == "verify" else []
    # The configuration comes first, lest a flag whose value may be left out takes it for that.
    read = command.make_context(f"fleet LIST {name}", [_CONF, *needed, *words], parent=context.parent)
    said = [one for one in command.params if read.get_parameter_source(str(one.name)) is ParameterSource.COMMANDLINE]
    _refuse(read, name, said)
    against = (
        str(_absolute(read.params["export"])) if read.params.get("export", Path(_NOWHERE)) != Path(_NOWHERE) else ""
    )
    flags = [(one, read.params[str(one.name)]) for one in said if str(one.name) in read.params]
    kept = [(one, _absolute(value)) for one, value in flags if one.name not in {"conf", "folders", "base", "export"}]
    return Asked(
        name,
        tuple(word for one, value in kept for word in words_of(one, value)),
        read.params.get("base") or "",
        against,
        tuple(str(path) for one, value in kept for path in (*_paths(value), *_named(one, value))),
    )


def _command(name: str) -> click.Command:
    from unscaffold.commandline.commands import main  # noqa: PLC0415 - it knows this one

    _, command, _ = main.resolve_command(click.Context(main), [name])
    assert command
    return command


def _refuse(read: click.Context, name: str, said: Sequence[click.Parameter]) -> None:
    """Refuse what a fleet cannot have of what was said."""
    for one in said:
        why = _REFUSED.get(str(one.name))
        if why and isinstance(one, click.Option):
            raise click.UsageError(f"{max(one.opts, key=len)} {why.format(command=name)}", read)
    if name == "diff" and (len(read.params["folders"]) != 1 or read.params["base"] is None):
        raise click.UsageError("a fleet compares each repository with itself in a revision: diff --base REV", read)


def _absolute(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_absolute, value))
    return Path.cwd() / value if isinstance(value, Path) else value


def _paths(value: Any) -> Iterator[Path]:
    yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Path))


def _named(one: click.Parameter, value: Any) -> Iterator[Path]:
    from unscaffold.findings import Failure  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.settings import settings_in  # noqa: PLC0415 - nor for that

    if one.name == "settings_file" and isinstance(value, Path):
        with suppress(Failure):  # each run tells what is wrong with it
            yield from (_absolute(path) for path in settings_in(value, value.parent).read if path.exists())
