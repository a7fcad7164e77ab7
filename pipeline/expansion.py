"""The whole run, its steps in their order: read, slice, generate, edit, plan, write."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import unified_diff
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline import arguments, configuration, positions, vocabulary
from pipeline.diagnostics import Diagnostic, Failure, Place, diagnose, did_you_mean
from pipeline.encoding import EncodingError, characters
from pipeline.jobs import is_job, is_task, jobs_and_tasks
from pipeline.lookup import Slice, slice_of, union
from pipeline.output import MANIFEST, Changes, Planned, Tree
from pipeline.splicing import Insertion, Layout, layout, splice, text_of
from pipeline.vocabulary import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from lxml import etree

    from pipeline.configuration import Configuration, Element
    from pipeline.stylesheets import Finding, Stylesheets
    from pipeline.vocabulary import Declaration

# Saxon reads its data files once a transformation: several scaffoldings share one.
_BATCH = 50


@dataclass
class Expanded:
    """A scaffolding and what it became: the generated elements, or none if `failed`."""

    scaffolding: Element
    elements: list[etree._Element] = field(default_factory=list)
    failed: bool = False


@dataclass
class Expansion:
    """A configuration with its scaffoldings expanded in memory, in configuration order."""

    configuration: Configuration
    expanded: list[Expanded]
    diagnostics: list[Diagnostic]

    @property
    def errors(self) -> list[Diagnostic]:
        """The findings that are errors."""
        return [found for found in self.diagnostics if found.severity == "error"]


@dataclass(frozen=True)
class Report:
    """What a run did: the expansion, and the changes of the output tree (made, or only found)."""

    expansion: Expansion
    changes: Changes
    written: bool


@dataclass(frozen=True)
class Steps:
    """Called as the run goes on: with the name of a step and how many items it has, then once an item."""

    begin: Callable[[str, int], None] = lambda _name, _count: None
    advance: Callable[[int], None] = lambda _count: None


def expand_in_memory(
    folder: Path,
    *,
    stylesheets: Sequence[Path] = (),
    strict: bool = False,
    steps: Steps = Steps(),
) -> Expansion:
    """Read a configuration folder and expand its job scaffoldings, writing nothing.

    Args:
        folder: The configuration folder.
        stylesheets: Further folders of stylesheets, each named after the scaffolding it expands.
        strict: Whether warnings are errors.
        steps: Told how far the run is.

    Raises:
        Failure: The folder or a stylesheet cannot be used.
    """
    declared = vocabulary.declarations(stylesheets)
    read = configuration.read(folder, declared)
    expansion = Expansion(read, [Expanded(s) for s in read.scaffoldings], [*read.diagnostics, *read.check(declared)])
    _generate(expansion, declared, stylesheets, steps)
    expansion.diagnostics += _collisions(expansion)
    _edit(expansion)
    expansion.diagnostics = sorted(set(expansion.diagnostics), key=lambda found: (found.place.file.split("/"), found))
    if strict:
        expansion.diagnostics = [found._replace(severity="error") for found in expansion.diagnostics]
    return expansion


def _generate(
    expansion: Expansion, declared: Mapping[str, Declaration], folders: Sequence[Path], steps: Steps
) -> None:
    if not expansion.expanded:
        return
    from pipeline.stylesheets import Stylesheets  # noqa: PLC0415 - starting Saxon is not free, and not always needed

    stylesheets = Stylesheets(folders)
    steps.begin("Expanding", len(expansion.expanded))
    for start in range(0, len(expansion.expanded), _BATCH):
        batch = expansion.expanded[start : start + _BATCH]
        slices = [slice_of(expansion.configuration, e.scaffolding, declared[e.scaffolding.name]) for e in batch]
        _generate_batch(expansion, stylesheets, batch, slices)
        steps.advance(len(batch))


def _generate_batch(
    expansion: Expansion, stylesheets: Stylesheets, batch: list[Expanded], slices: list[Slice]
) -> None:
    together = union(slices)
    generated = stylesheets.generate(together.document())
    for one, result in zip(batch, generated.results, strict=True):
        one.elements = list(result)
    for finding in generated.findings:
        element, more = together.at(finding.way)
        expansion.diagnostics.append(_diagnostic(expansion.configuration, finding, element, more))
        if finding.severity == "error":
            for one, own in zip(batch, slices, strict=True):
                one.failed |= element is one.scaffolding or any(element is e for e in own.elements)


def _diagnostic(read: Configuration, finding: Finding, element: Element, more: tuple[int, ...]) -> Diagnostic:
    candidates = [*finding.candidates, *(e.identifier for e in read.of_kind(finding.refers))]
    hint = did_you_mean(finding.value, candidates)
    return Diagnostic(read.place(element, *more), finding.severity, finding.code, finding.sentence, hint)


def _collisions(expansion: Expansion) -> Iterator[Diagnostic]:
    """Yield the generated jobs and tasks whose identifiers exist already."""
    read = expansion.configuration
    taken: dict[tuple[str, str], Element] = {}
    for element in read.jobs:
        key = (_job_or_task(element.name), element.identifier.lower())
        merged = element.attributes.get("ConsolidationMode", "").lower() == "merge"
        if element.identifier and taken.setdefault(key, element) is not element and not merged:
            values = {"kind": element.name, "identifier": element.identifier, "other": read.place(taken[key])}
            yield diagnose("duplicate", read.place(element), values)
    for one in expansion.expanded:
        for generated in jobs_and_tasks(one.elements):
            identifier = generated.get("Identifier", "")
            kind = _job_or_task(local_name(generated))
            other = taken.setdefault((kind, identifier.lower()), one.scaffolding)
            if other is not one.scaffolding:
                one.failed = True
                values = {"kind": kind, "identifier": identifier, "other": read.place(other)}
                yield diagnose("collision", read.place(one.scaffolding), values)
                break


def _edit(expansion: Expansion) -> None:
    """Apply the arguments that edit finished jobs."""
    read = expansion.configuration
    tasks = {element.identifier for element in read.jobs if is_task(element.name)}
    for one in expansion.expanded:
        generated = (element for element in jobs_and_tasks(one.elements) if is_task(local_name(element)))
        tasks |= {element.get("Identifier", "") for element in generated}
    riding = vocabulary.vocabulary().riders
    for one in expansion.expanded:
        if any(map(arguments.riders, one.elements)):
            numbers = [number for name, _attributes, number in one.scaffolding.children if name in riding]
            place = partial(_rider_place, read, one.scaffolding, numbers)
            found = [finding for job in one.elements for finding in arguments.apply(job, place, tasks)]
            one.failed |= any(finding.severity == "error" for finding in found)
            expansion.diagnostics += found
            one.elements = [element for job in one.elements for element in arguments.unwrapped(job)]


def _rider_place(read: Configuration, scaffolding: Element, numbers: list[int], rider: int) -> Place:
    return read.place(scaffolding, numbers[rider])


def _job_or_task(name: str) -> str:
    return "job" if is_job(name) else "task"


def plan_folder(expansion: Expansion) -> list[Planned]:
    """Plan a copy of the folder, with what was generated in place of each scaffolding.

    A scaffolding that failed stays where it is; a file that could not be read is left out.
    """
    read = expansion.configuration
    by_file: dict[str, list[Expanded]] = defaultdict(list)
    for one in expansion.expanded:
        if not one.failed:
            by_file[one.scaffolding.file].append(one)
    planned = []
    for file, digest in read.digests.items():
        if file in by_file:
            content = partial(_spliced, read, file, by_file[file])
            planned.append(Planned(file, content, sha256(content()).hexdigest()))
        elif file not in read.unread and file != MANIFEST:
            planned.append(Planned(file, partial(read.bytes, file), digest))
    return planned


def _spliced(read: Configuration, file: str, expanded: list[Expanded]) -> bytes:
    data = read.bytes(file)
    source = characters(data)
    spans = positions.locate(source.utf8, {one.scaffolding.way for one in expanded})
    insertions = []
    for one in expanded:
        span = spans[one.scaffolding.way]
        insertions.append(Insertion(span, text_of(one.elements, layout(source.utf8, span))))
    return splice(data, source, insertions)


def plan_scaffoldings(expansion: Expansion) -> list[Planned]:
    """Plan the layout of the vendor's own export: one folder a kind of scaffolding, one file a scaffolding."""
    planned: dict[str, Planned] = {}
    for one in expansion.expanded:
        if not one.failed:
            text = _document(one.elements).encode()
            stem = _file_name(one)
            path, number = f"{one.scaffolding.name}/{stem}.xml", 2
            while path.lower() in planned:
                path, number = f"{one.scaffolding.name}/{stem}_{number}.xml", number + 1
            planned[path.lower()] = Planned(path, partial(bytes, text), sha256(text).hexdigest())
    return list(planned.values())


def _document(elements: list[etree._Element]) -> str:
    body = text_of(elements, Layout(margin="  "))
    start = f'<?xml version="1.0" encoding="utf-8"?>\n<ConfigurationFile xmlns="{vocabulary.NAMESPACE}">\n'
    return f"{start}  {body}\n</ConfigurationFile>\n" if elements else f"{start}</ConfigurationFile>\n"


def _file_name(one: Expanded) -> str:
    """Return a name for a scaffolding's file: its job's identifier, else its connector's, else its own name."""
    attributes = one.scaffolding.attributes
    jobs = [e.get("Identifier", "") for e in one.elements if is_job(local_name(e))]
    job = jobs[0] if len(jobs) == 1 else attributes.get("JobIdentifier", attributes.get("Connector"))
    name = job or one.scaffolding.name
    return "".join("_" if c in '<>:"/\\|?*' or c < " " else c for c in name).rstrip(". ")


def expand(
    folder: Path,
    output: Path,
    *,
    by_scaffolding: bool = False,
    stylesheets: Sequence[Path] = (),
    strict: bool = False,
    keep_going: bool = False,
    force: bool = False,
    write: bool = True,
    steps: Steps = Steps(),
) -> Report:
    """Expand the job scaffoldings of a configuration folder into an output folder.

    Args:
        folder: The configuration folder.
        output: The output folder; made if it does not exist.
        by_scaffolding: Write one file a scaffolding, as the vendor's debug export does, and not the folder.
        stylesheets: Further folders of stylesheets, each named after the scaffolding it expands.
        strict: Whether warnings are errors.
        keep_going: Whether to write what can be, in spite of errors.
        force: Whether to write into a folder with other content, and over files changed since they were written.
        write: Whether to write at all; if not, the report says what would change.
        steps: Told how far the run is.

    Returns:
        The report; nothing was written if the expansion has errors and `keep_going` is false.

    Raises:
        Failure: The input or the output cannot be used.
    """
    if not folder.is_dir():
        raise Failure(f"{folder} is not a folder; name the folder of the configuration")
    _keep_apart(folder, output)
    tree = Tree(output)
    if tree.is_foreign() and not force:
        raise Failure(f"{output} is not empty and was not written by unscaffold; name another folder, or say --force")
    expansion = expand_in_memory(folder, stylesheets=stylesheets, strict=strict, steps=steps)
    if not write:
        return Report(expansion, _compare(tree, expansion, by_scaffolding=by_scaffolding, force=force), written=False)
    if expansion.errors and not keep_going:
        return Report(expansion, Changes([], [], [], {}, []), written=False)
    with tree.lock():
        tree = Tree(output)  # as it is now that nobody else writes to it
        changes = _compare(tree, expansion, by_scaffolding=by_scaffolding, force=force)
        if not changes.is_empty:
            steps.begin("Writing", len(changes.added) + len(changes.changed) + len(changes.removed))
        tree.apply(changes, lambda _: steps.advance(1))
    return Report(expansion, changes, written=True)


def preview(
    folder: Path,
    *,
    by_scaffolding: bool = False,
    stylesheets: Sequence[Path] = (),
    strict: bool = False,
    steps: Steps = Steps(),
) -> Report:
    """Report what expanding would change in the configuration itself; the arguments are those of `expand`."""
    expansion = expand_in_memory(folder, stylesheets=stylesheets, strict=strict, steps=steps)
    planned = plan_scaffoldings(expansion) if by_scaffolding else plan_folder(expansion)
    digests = expansion.configuration.digests
    changes = Changes(
        added=[file for file in planned if file.path not in digests],
        changed=[file for file in planned if file.digest != digests.get(file.path, file.digest)],
        removed=[],
        unchanged={file.path: [file.digest] for file in planned if file.digest == digests.get(file.path)},
        foreign=[],
    )
    return Report(expansion, changes, written=False)


def differences(report: Report, folder: Path) -> Iterator[str]:
    """Yield the lines of a unified diff from the files of a folder to what a run would write there.

    Args:
        report: The report of a run that wrote nothing.
        folder: The output folder, or the configuration for a preview.
    """
    new = {file.path: file.content for file in [*report.changes.added, *report.changes.changed]}
    for path in sorted([*new, *report.changes.removed], key=lambda path: path.split("/")):
        before = (folder / path).read_bytes() if (folder / path).exists() else None
        after = new[path]() if path in new else None
        yield from _difference(path, before, after)


def _difference(path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    names = ("/dev/null" if before is None else f"a/{path}", "/dev/null" if after is None else f"b/{path}")
    try:
        old, new = _lines(before), _lines(after)
    except EncodingError:
        yield f"Binary files {names[0]} and {names[1]} differ\n"
        return
    yield from unified_diff(old, new, *names)


def _lines(data: bytes | None) -> list[str]:
    if b"\0" in (data or b"") and not (data or b"").startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise EncodingError("utf-8", "it is not text")
    return characters(data or b"").utf8.decode().splitlines(keepends=True)


def _compare(tree: Tree, expansion: Expansion, *, by_scaffolding: bool, force: bool) -> Changes:
    planned = plan_scaffoldings(expansion) if by_scaffolding else plan_folder(expansion)
    changes = tree.compare(planned, () if by_scaffolding else expansion.configuration.unread)
    if changes.foreign and not force:
        first, *others = sorted(changes.foreign)
        more = f" (and {len(others)} more)" if others else ""
        path = tree.root / first
        raise Failure(f"{path}{more} is not as unscaffold wrote it; save it elsewhere and remove it, or say --force")
    return changes


def _keep_apart(folder: Path, output: Path) -> None:
    source, target = folder.resolve(), output.resolve()
    if source == target or target.is_relative_to(source) or source.is_relative_to(target):
        raise Failure(f"{output} and {folder} lie in each other; name an output folder beside the configuration")
