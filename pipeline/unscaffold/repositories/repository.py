"""One of many repositories, as a list of them says."""

from __future__ import annotations

from typing import NamedTuple


class Repository(NamedTuple):
    """A repository, and what is to be made of it.

    `name` is what it is called, one of its kind in a list. `source` is a folder (an absolute path), `git+URL` or a
    URL that fsspec knows; `ref` a branch, tag or commit of a git URL, empty for its default branch; `folder` the
    configuration folder in what the source has, as a path with forward slashes, empty for all of it. `output` is a
    folder (an absolute path) or a URL of fsspec into which `expand` writes, empty for none. `target` and
    `settings`, the path of a settings file, are as the flags of one run would have them; empty where the command or
    the source says it. `against` is the export for `verify`, a folder or URL as `source` is.
    """

    name: str
    source: str
    ref: str = ""
    folder: str = ""
    output: str = ""
    target: str = ""
    settings: str = ""
    against: str = ""
    submodules: bool = False
