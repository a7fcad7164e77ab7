"""A command as a user would say it again."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import click


def said_again(context: click.Context, without: Collection[str]) -> str:
    """Return the command line of a context, quoted for a shell, with what was said on it and not elsewhere.

    Args:
        context: The context of a command.
        without: The names of parameters to leave out.
    """
    words = ["unscaffold", str(context.info_name)]
    for parameter in context.command.params:
        name = str(parameter.name)
        if (
            parameter.expose_value
            and name not in without
            and context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        ):
            words += words_of(parameter, context.params[name])
    return shlex.join(words)


def words_of(parameter: click.Parameter, value: Any) -> Iterator[str]:
    """Yield the words by which a value of a parameter is said."""
    values = value if isinstance(value, tuple) else (value,)
    for one in values:
        if parameter.param_type_name == "argument":
            yield str(one)
        elif isinstance(one, bool):
            yield (parameter.opts if one else parameter.secondary_opts)[0]
        else:
            yield from (parameter.opts[0], str(one))
