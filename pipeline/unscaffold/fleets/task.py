"""What is made of one repository: a function of what it is given alone, wherever it runs."""

from __future__ import annotations

import platform
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import Failure
from unscaffold.fleets.judging import failed, judged, names_for, unwritten
from unscaffold.fleets.outcome import Outcome, Unchanged
from unscaffold.fleets.program import program
from unscaffold.fleets.runners import lent_runner
from unscaffold.repositories import Fault, against, fetched, is_url, loaded, output_state_of, put, redacted, state_of
from unscaffold.running import Ended, Limits

if TYPE_CHECKING:
    from unscaffold.fleets.command import Command
    from unscaffold.repositories import Repository

_PREFIX = "unscaffold-fleet-"


class Task(NamedTuple):
    """What to do: a command, for a repository, within limits.

    `program` is the digest of the program that is to do it, `known` that of the outcome that there is, if there is.
    """

    repository: Repository
    command: Command
    limits: Limits
    program: str
    known: str = ""


def perform(task: Task) -> Outcome | Unchanged:
    """Do a task.

    What is wrong with a repository, be it only that it takes too much, is an outcome: to try again would change
    nothing.

    Raises:
        Fault: The machine could not do it, and another one might.
    """
    if program().digest != task.program:
        raise Fault(f"{platform.node()} has another unscaffold ({program().version}), or other libraries")
    try:
        return _done(task)
    except Ended as ended:
        raise Fault(ended.sentence) from None
    except OSError as error:
        raise Fault(f"{error.filename or 'a file'}: {error.strerror or error}") from None


def _done(task: Task) -> Outcome | Unchanged:
    try:
        digest, revision = _read(task)
        if task.known and _is_known(task, _with_output(task, digest)):
            return Unchanged(task.repository.name)
        with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as temporary:
            outcome, is_limited = _run(task, Path(temporary).resolve(), revision)
        is_one = revision and not task.repository.against  # what was fetched is of one commit
        if not is_one and _read(task)[0] != digest:  # nobody knows of which content the outcome is
            return outcome._replace(worker=_here())
        digest = _with_output(task, digest)  # as it is now
    except Failure as failure:  # of a place, not of the run: who mends that may change nothing of what is read
        return failed(task.repository.name, " ".join([failure.sentence, *failure.lines]))._replace(worker=_here())
    return outcome._replace(digest=_within(task.limits, digest) if is_limited else digest, worker=_here())


def _is_known(task: Task, digest: str) -> bool:
    return task.known in {digest, _within(task.limits, digest)}


def _read(task: Task) -> tuple[str, str]:
    """Return the digest of what is read, and the commit of a git repository."""
    state = state_of(task.repository, task.command.base)
    return _digest_of(task.program, task.command.digest(), repr(task.repository), state.digest), state.revision


def _with_output(task: Task, digest: str) -> str:
    """Return a digest with that of the output as it stands: one that somebody has edited is written again."""
    if task.command.name != "expand" or not task.repository.output:
        return digest
    return _digest_of(digest, output_state_of(task.repository.output))


def _within(limits: Limits, digest: str) -> str:
    """Return the digest of what was stopped at its limits: with others, it might not have been."""
    return _digest_of(digest, repr(limits))


def _digest_of(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _run(task: Task, temporary: Path, revision: str) -> tuple[Outcome, bool]:
    """Run the command where the files are; return what came of it, and whether it was stopped at its limits."""
    repository, command = task.repository, task.command
    with ExitStack() as stack:
        source = stack.enter_context(fetched(repository, temporary, revision=revision, base=command.base))
        names = {str(source.top): repository.name, str(temporary): "temporary"}
        said = {"--target": repository.target, "--settings": repository.settings}
        more = [word for flag, value in said.items() if value for word in (flag, value)]
        if command.name == "verify":
            export = stack.enter_context(fetched(against(repository), temporary)).folder
            names[str(export)] = redacted(repository.against)
            more += ["--against", str(export)]
        if command.name == "expand":
            output = _Output(repository.output, temporary, is_forced="--force" in command.words)
            names[str(output.folder)] = redacted(repository.output) or "output"
            more += ["--output", str(output.folder)]
        with lent_runner() as runner:
            ran = runner.run(command.line(str(source.folder), *more), task.limits)
        outcome = judged(repository.name, ran, names_for(names), task.limits)
        if command.name == "expand" and (ran.code == 0 or (ran.code == 1 and "--keep-going" in command.words)):
            output.put()
        if command.name == "expand" and not repository.output:
            outcome = unwritten(outcome)
    return outcome._replace(revision=revision), bool(ran.stopped)


class _Output:
    """Where `expand` writes: the folder itself, or one from which it is put to a URL, or to nowhere.

    Args:
        where: The folder or URL; empty if nobody wants it.
        temporary: The folder for temporary ones.
        is_forced: Whether files of others may stand there.
    """

    def __init__(self, where: str, temporary: Path, *, is_forced: bool) -> None:
        self._url = where if is_url(where) else ""
        self._is_forced = is_forced
        self.folder = Path(where) if where and not self._url else temporary / "output"
        self._standing = loaded(self._url, self.folder, force=is_forced) if self._url else None

    def put(self) -> None:
        """Put what was written where it belongs."""
        if self._url and self._standing:
            put(self.folder, self._url, self._standing, force=self._is_forced)


def _here() -> str:
    """Return the address of this worker; empty in a cluster of one process."""
    from distributed import get_worker  # noqa: PLC0415 - it takes a second, and who calls this has it

    try:
        address = str(get_worker().address)
    except ValueError:  # there is none
        return ""
    return "" if address.startswith("inproc:") else address
