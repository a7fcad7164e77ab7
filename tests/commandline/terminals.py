"""A shell in a terminal of its own, in which somebody types."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from select import select
from typing import TYPE_CHECKING, NamedTuple

from processors import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 60  # seconds that a shell may say nothing, on a machine that does other things, too
PROMPT = "ready> "
# In place of `unscaffold`: it completes as that does, and writes down what it is called with.
_PROGRAM = """#!{python}
import json, os, sys
if "_UNSCAFFOLD_COMPLETE" in os.environ:
    sys.path.insert(0, {pipeline!r})
    from unscaffold.commandline import main
    main(prog_name="unscaffold")
with open({file!r}, "w", encoding="utf-8") as written:
    json.dump(sys.argv[1:], written)
os._exit(0)
"""

# Makes the terminal that of the shell, which fish asks for.
_TAKE = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"


class Typed(NamedTuple):
    """What came of a line that was typed: the arguments of the command, and all that the terminal showed."""

    arguments: list[str]
    shown: str


def type_in(shell: list[str], line: str, folder: Path) -> Typed:
    """Start a shell, let it read the file `setup`, type a line, a tab and the enter key.

    Args:
        shell: The command that starts it, such that it reads no settings of the machine.
        line: What is typed.
        folder: The working folder, in which `bin` is made. Its file `setup` must let the shell ask with `PROMPT`.
    """
    if sys.platform == "win32":
        raise OSError("there is no such terminal")
    import pty  # noqa: PLC0415 - only POSIX has it

    program, written = folder / "bin" / "unscaffold", folder / "arguments.json"
    program.parent.mkdir(exist_ok=True)
    program.write_text(_PROGRAM.format(python=sys.executable, pipeline=str(ROOT / "pipeline"), file=str(written)))
    program.chmod(0o755)
    written.unlink(missing_ok=True)
    environment = {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
        "UNSCAFFOLD_CACHE": str(folder / "cache"),
    }
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", _TAKE, *shell],
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as running:
        os.close(theirs)
        os.write(ours, b"source ./setup\n")
        shown = _read(ours, PROMPT)  # what is typed before that is no key to all of them
        os.write(ours, f"{line}\t\nexit\n".encode())
        shown += _read(ours)
        running.kill()
    os.close(ours)
    return Typed(json.loads(written.read_text("utf-8")) if written.exists() else [], shown)


def _read(terminal: int, last: str = "") -> str:
    """Return what a terminal shows until that comes which is waited for, or nobody has it any more."""
    shown = b""
    while not (last and last.encode() in shown) and select([terminal], [], [], _LONGEST)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # so Linux says that the other end is closed
            break
        if not part:
            break
        shown += part
    return shown.decode()
