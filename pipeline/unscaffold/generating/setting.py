"""What the stylesheets are told besides the documents from which they generate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.options import DEFAULTS, Options

if TYPE_CHECKING:
    from pathlib import Path


class Setting(NamedTuple):
    """What all documents of a run have in common.

    `folders` are further folders of stylesheets, each named after the scaffolding it expands; `target` is the version
    of the product for which is generated. Where `origins` are wanted, they tell why they generate what they do; of
    attributes and of what is missing, only `in_full`. Where there are no `rights`, no document has a scaffolding of
    access rights that is to be expanded.
    """

    folders: tuple[Path, ...] = ()
    target: str = DEFAULTS.target
    origins: bool = False
    rights: bool = True
    in_full: bool = True


def setting_of(options: Options, *, origins: bool = False, in_full: bool = True) -> Setting:
    """Return what the options of a run tell the stylesheets."""
    return Setting(options.stylesheets, options.target, origins, in_full=in_full)
