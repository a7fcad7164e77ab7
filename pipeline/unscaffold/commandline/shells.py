"""What shells are told to complete: the words that may come next, as each of them has to be written there.

The scripts in `scripts` ask for it, through variables of the environment. Nothing but words is ever printed: no
error, and no name that a terminal would take for anything else.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from threading import Timer
from typing import Any, NamedTuple

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from unscaffold.process import is_seen

_SCRIPTS = Path(__file__).parent / "scripts"
_LINE, _BREAKS = "_UNSCAFFOLD_LINE", "_UNSCAFFOLD_BREAKS"  # what bash tells
_WORDS, _WORD = "_UNSCAFFOLD_WORDS", "_UNSCAFFOLD_WORD"  # what the others do
_PLAIN = "plain"
_UNSEEN = "\n"  # what no line can have
_IN_DOUBLE_QUOTES = set('"$`\\!')  # what means something there
_SPECIAL = re.compile(r"[^\w@%+=:,./-]")  # to bash
# Where bash breaks a word, and whether what follows is without the mark: readline leaves an @ to it.
_BREAKING = ((":", True), ("=", True), ("@", False))
_PLAIN_IN_POWERSHELL = re.compile(r"[\w+=:./-]+")
_SINGLE_QUOTES = re.compile("['\u2018-\u201b]")  # any of these ends what any of them begins there
_PATIENCE = 5.0  # seconds that somebody waits for a key; small files of a stranger's can become very many tasks


class Word(NamedTuple):
    """The last word of a line: what it means so far, and the quotation mark that is still open in it, if one is."""

    text: str
    quote: str


class Shell(ShellComplete):
    """A shell that tells the words before the one that is to be completed, and that one, without quotation marks."""

    def source(self) -> str:
        """Return the script."""
        return script(self.name)

    def complete(self) -> str:
        """Return what may come next; nothing if that cannot be told, for whatever reason, or not soon."""
        giving_up = Timer(_PATIENCE, os._exit, [0])
        giving_up.daemon = True
        giving_up.start()
        try:
            args, incomplete = self.get_completion_args()
            items = self.get_completions(args, incomplete)
            return "\n".join(filter(None, map(self.format_completion, items)))
        except (Exception, SystemExit):  # what is wrong is told by the command itself, once it is run
            return ""
        finally:
            giving_up.cancel()

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to be completed, without the command, and that one."""
        # PowerShell takes a variable away that is to be empty.
        return os.environ[_WORDS].split("\n")[1:], os.environ.get(_WORD, "")

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return the line of an item; nothing if it could not be shown as it is."""
        fields = [item.type, *(self.fields(item) if item.type == _PLAIN else [])]
        return "\t".join(fields) if all(map(is_shown, fields)) else ""

    def fields(self, item: CompletionItem[Any]) -> list[str]:
        """Return what the line of a word has: the word, and what is said of it."""
        return [str(item.value), item.help or ""]


class Zsh(Shell):
    """Zsh, which quotes words itself."""

    name = "zsh"


class Fish(Shell):
    """Fish, which quotes words itself."""

    name = "fish"


class PowerShell(Shell):
    """PowerShell, where a word is written, shown and explained; an explanation must not be empty there."""

    name = "powershell"

    def fields(self, item: CompletionItem[Any]) -> list[str]:
        """Return the word as it is written, as it is shown, and what is said of it.

        PowerShell 5.1 hands a double quote to a command as it is, where it ends the argument; later ones escape it.
        """
        value = str(item.value)
        if '"' in value:
            return [_UNSEEN]
        quoted = "'" + _SINGLE_QUOTES.sub(r"\g<0>\g<0>", value) + "'"
        return [value if _PLAIN_IN_POWERSHELL.fullmatch(value) else quoted, value, item.help or value]


class Bash(Shell):
    """Bash, which tells the line up to the cursor, and takes words as they are to be written."""

    name = "bash"

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to be completed, without the command, and that one."""
        words = words_of(os.environ[_LINE])
        return [word.text for word in words[1:-1]], words[-1].text

    def fields(self, item: CompletionItem[Any]) -> list[str]:
        """Return the word from where bash has broken it for the last time."""
        word = words_of(os.environ[_LINE])[-1]
        value = str(item.value)
        if word.quote:
            return [value] if _may_be_quoted(value, word.quote) else [_UNSEEN]
        breaks = os.environ.get(_BREAKS, "")
        begins = [word.text.rfind(mark) + is_before for mark, is_before in _BREAKING if mark in breaks]
        return [_SPECIAL.sub(r"\\\g<0>", value[max([0, *begins]) :])]


def _may_be_quoted(value: str, quote: str) -> bool:
    return quote not in value and not (quote == '"' and _IN_DOUBLE_QUOTES.intersection(value))


def words_of(line: str) -> list[Word]:
    """Return the words of a line as POSIX shells break it; the last one is what follows the last blank.

    Args:
        line: The line up to the cursor; a quotation may be open.
    """
    words, text, quote, is_escaped = list[Word](), "", "", False
    for letter in line.lstrip():
        if is_escaped:
            text, is_escaped = text + letter, False
        elif letter == "\\" and quote != "'":
            is_escaped = True
        elif letter == quote:
            quote = ""
        elif letter in "'\"" and not quote:
            quote = letter
        elif letter.isspace() and not quote:
            if text or not words:
                words.append(Word(text, ""))
            text = ""
        else:
            text += letter
    return [*words, Word(text, quote)]


def is_shown(text: str) -> bool:
    """Return whether a terminal shows a text as it is: without control characters and marks of direction."""
    return all(map(is_seen, text))


def script(shell: str) -> str:
    """Return the script by which a shell completes: "bash", "zsh", "fish" or "powershell"."""
    return (_SCRIPTS / f"unscaffold.{'ps1' if shell == PowerShell.name else shell}").read_text("utf-8")


SHELLS: dict[str, type[Shell]] = {one.name: one for one in (Bash, Zsh, Fish, PowerShell)}


def register() -> None:
    """Let click ask these, instead of its own."""
    for one in SHELLS.values():
        add_completion_class(one)
