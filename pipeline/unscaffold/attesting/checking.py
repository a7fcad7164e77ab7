"""From a statement and folders to what is not as it says."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.attesting.attested import (
    BASELINE,
    CONTEXT,
    INPUT,
    OUTPUT,
    OWN_STYLESHEETS,
    PROGRAM,
    STYLESHEETS,
    Attested,
    Thing,
)
from unscaffold.attesting.commit import fault_of_commit
from unscaffold.attesting.differences import Difference, differences
from unscaffold.attesting.making import in_contexts, is_of_a_configuration, of_this_program, once
from unscaffold.attesting.parsing import read
from unscaffold.attesting.program import versions
from unscaffold.attesting.settings import settings_of
from unscaffold.files import content, walk, walk_contexts
from unscaffold.findings import Failure
from unscaffold.output import is_own

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from unscaffold.options import Options

_NOBODY_LOOKED = ""  # in place of a digest: what stands there is no file to be read


class Verified(NamedTuple):
    """What a statement says, what is otherwise, and whether its commit was looked for: there must be a repository."""

    attested: Attested
    differences: list[Difference]
    looked_for_commit: bool


def verify(file: Path, conf: Path, output: Path, options: Options, version: str) -> Verified:
    """Compare what a statement says with what there is.

    Args:
        file: The file of the statement, which may be anybody's.
        conf: The configuration folder.
        output: The output folder.
        options: Those with which the run is said to have been made.
        version: That of the program.

    Raises:
        Failure: The file is no statement of ours, or a folder cannot be used.
        OSError: A file cannot be read.
    """
    attested = read(file)
    digests = dict([*_input(conf), *_context(conf, options), *_output(output), *of_this_program(options)])
    found = Attested(digests, settings_of(options, conf), versions(version))

    def named(thing: Thing) -> str:
        return _named(thing, conf, output, options)

    told = [*differences(attested, found, named)]
    fault = _fault_of_commit(attested, conf)
    if fault and not any(one.of == "input" for one in told):
        told.insert(0, Difference("input", fault))
    return Verified(attested, told, fault is not None)


def _fault_of_commit(attested: Attested, conf: Path) -> str | None:
    """Return what is wrong with the commit of a statement; None where nobody can tell."""
    if attested.commit is None:
        return ""
    fault = fault_of_commit(attested.commit, conf, walk(conf)[0], lambda file: (conf / file).read_bytes())
    return f"commit {attested.commit.digest[:12]} {fault}" if fault else fault


def _input(conf: Path) -> Iterator[tuple[Thing, str]]:
    files, findings = walk(conf)
    for file in filter(is_of_a_configuration, files):
        yield Thing(INPUT, file), sha256((conf / file).read_bytes()).hexdigest()
    for found in findings:
        if found.rule.name == "file-name":  # an expansion stops at it, and leaves out the links
            yield Thing(INPUT, found.region.file), _NOBODY_LOOKED


def _context(conf: Path, options: Options) -> Iterator[tuple[Thing, str]]:
    files = [file for context in walk_contexts(conf, options.context) for file in context.files]
    for path, file in in_contexts(files, options.context):
        yield Thing(CONTEXT, path), sha256(_bytes(file)).hexdigest()


def _bytes(file: str) -> bytes:
    with open(file, "rb") as stream:  # noqa: PTH123 - the path is a string
        return stream.read()


def _output(output: Path) -> Iterator[tuple[Thing, str]]:
    """Yield the files of an output folder: whatever is behind a link, it is none that was written."""
    if not output.is_dir():
        raise Failure(f"{output} is not a folder; name the output folder of the run")
    files, findings = walk(output)
    for file in files:
        if not is_own(file):
            data = content(output / file)
            yield Thing(OUTPUT, file), _NOBODY_LOOKED if data is None else sha256(data).hexdigest()
    for found in findings:
        yield Thing(OUTPUT, found.region.file), _NOBODY_LOOKED


def _named(thing: Thing, conf: Path, output: Path, options: Options) -> str:
    """Return what a thing is called in a sentence."""
    if thing.kind == CONTEXT:
        number, _, path = thing.path.partition("/")
        folders = {str(at): folder for at, folder in enumerate(once(options.context), 1)}
        return f"{folders[number]}/{path}" if number in folders else f"{path} of context folder {number}"
    named = {
        INPUT: f"{conf}/{thing.path}",
        OUTPUT: f"{output}/{thing.path}",
        PROGRAM: "the modules of unscaffold",
        STYLESHEETS: "the stylesheets of unscaffold",
        OWN_STYLESHEETS: f"the stylesheets of folder {thing.path}",
        BASELINE: "the baseline",
    }
    return named[thing.kind]
