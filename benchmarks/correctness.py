"""What must be right before anything is timed: a fast wrong result is worth nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from benchmarks.generate import END, START, Connector, connector, encoded, jobs

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST = ".unscaffold.json"
_NAMESPACE = "{urn:schemas-usercube-com:configuration}"
_EXPECTED = Path(__file__).with_name("expected.xml")


def faults(conf: Path, output: Path, connectors: int) -> Iterator[str]:
    """Yield what is wrong with the output of a generated configuration."""
    wanted, present = _files(conf), _files(output) - {Path(MANIFEST)}
    if wanted != present:
        yield f"the files differ, such as {min(wanted ^ present)}"
        return
    expanded = {Path(f"{one.identifier}/{one.identifier} Jobs.xml"): jobs(one) for one in _connectors(connectors)}
    expanded[Path("Jobs/Agent Jobs.xml")] = (f"{START}  ", "", f"\n{END}")
    for file in sorted(wanted):
        data = (output / file).read_bytes()
        if file not in expanded:
            if data != (conf / file).read_bytes():
                yield f"{file} is not as it was"
            continue
        before, _scaffolding, after = expanded[file]
        # Within a file, END's byte order mark is none.
        start, end = encoded(before), encoded(after).removeprefix(encoded(""))
        if not (data.startswith(start) and data.endswith(end)):
            yield f"{file} differs outside its scaffolding"
        if [child.tag for child in etree.fromstring(data).iterchildren("*")] != [f"{_NAMESPACE}Job"]:
            yield f"{file} is not one job"
    yield from _faults_of_jobs(job_texts(output), connectors)


def _faults_of_jobs(found: dict[str, bytes], connectors: int) -> Iterator[str]:
    expected = _texts(_EXPECTED)
    for identifier, text in expected.items():
        if found.get(identifier) != text:
            yield f"the job {identifier} is not as {_EXPECTED.name} has it"
    agent_wide = found.pop("Nightly", None)
    if len(found) != connectors:
        yield f"there are {len(found)} jobs of connectors"
    if agent_wide:
        tags = Counter(str(element.tag).removeprefix(_NAMESPACE) for element in etree.fromstring(agent_wide).iter())
        exporting = sum(not one.package.startswith("Usercube.Custom") for one in _connectors(connectors))
        # Each connector has three resource types: they are listed for the orders and for the fulfillment.
        counts = {"ExportTask": exporting, "SynchronizeTask": exporting, "TaskResourceType": 2 * 3 * connectors}
        for name, count in counts.items():
            if tags[name] != count:
                yield f"the agent-wide job has {tags[name]} {name}, not {count}"


def job_texts(folder: Path) -> dict[str, bytes]:
    """Return the jobs of a folder's files, canonical and without white space, by identifier."""
    found: dict[str, bytes] = {}
    for file in folder.rglob("*.xml"):
        found |= _texts(file)
    return found


def _texts(file: Path) -> dict[str, bytes]:
    root = etree.parse(file, etree.XMLParser(remove_blank_text=True)).getroot()
    jobs_of_file = root.iterchildren(f"{_NAMESPACE}Job")
    return {job.get("Identifier", ""): etree.tostring(job, method="c14n", exclusive=True) for job in jobs_of_file}


def _connectors(count: int) -> Iterator[Connector]:
    return map(connector, range(1, count + 1))


def _files(folder: Path) -> set[Path]:
    return {file.relative_to(folder) for file in folder.rglob("*") if file.is_file()}


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield how the files of two folders differ: the manifest counts, too."""
    here, there = _files(one), _files(other)
    for file in sorted(here ^ there):
        yield f"{file} is in one of them only"
    for file in sorted(here & there):
        if (one / file).read_bytes() != (other / file).read_bytes():
            yield f"{file} is different"
