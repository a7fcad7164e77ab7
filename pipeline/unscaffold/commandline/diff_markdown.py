"""Differences as a comment of a pull request: a table, then each job and each profile, to be unfolded.

What others wrote stands in code, where it is neither markup nor a mention nor a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.commandline.diff_counts import counts, left_out, nothing, rights_counted, settings_different
from unscaffold.commandline.diff_lines import SYMBOLS, Line, of_element, of_profile, title
from unscaffold.commandline.sheets import code
from unscaffold.commandline.terminal import counted
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unscaffold.comparing import Difference
    from unscaffold.diffing import Diffed

_MOST = 65_536  # characters of a comment on GitHub
_RESERVED = 200  # characters of the sentence that says how much is left out
_MARK = "<!-- unscaffold diff -->\n"  # by which a later run finds the comment to replace
_FENCE = re.compile("`+")
_COLUMNS = ("added", "removed", "renamed", "changed")


class _Section(NamedTuple):
    """A part of the comment that is shown wholly or not at all, and what such parts are called."""

    heading: str
    text: str


def document(diffed: Diffed, old: str, new: str, most: int = _MOST) -> str:
    """Return the comment.

    Args:
        diffed: What was compared.
        old: What the old side is called.
        new: What the new side is called.
        most: How many characters it may have; what does not fit is left out by whole sections, and counted.
    """
    head = f"{_MARK}## What changes\n\nFrom {code(old)} to {code(new)}.\n\n"
    if not diffed.comparison.elements:
        return f"{head}{_sentence(nothing(diffed))}\n{_settings(diffed)}"
    text = [head, *_table(diffed), _settings(diffed)]
    room = most - _RESERVED - sum(map(_units, text))
    sections = [*_sections(diffed)]
    shown, heading = 0, ""
    for section in sections:
        title_ = f"\n### {section.heading}\n\n" if section.heading != heading else ""
        room -= _units(title_) + _units(section.text)
        if room < 0:
            break
        text += [title_, section.text]
        shown, heading = shown + 1, section.heading
    left = len(sections) - shown
    if left:
        text.append(
            f"\n{counted(left, 'section')} of {len(sections)} are not shown: they do not fit into a comment.\n"
        )
    return "".join(text)


def _units(text: str) -> int:
    """Return how long a text is for GitHub, which counts units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _table(diffed: Diffed) -> Iterator[str]:
    found = diffed.comparison
    rows = (("jobs", found.jobs), ("access rules", found.access_rules), ("other elements", found.others))
    yield f"| | {' | '.join(_COLUMNS)} |\n|---|{'---:|' * len(_COLUMNS)}\n"
    for name, elements in rows:
        number = counts(elements)
        yield f"| {name} | {' | '.join(str(number.get(what, '')) for what in _COLUMNS)} |\n"
    for told in filter(None, (rights_counted(found), left_out(diffed))):
        yield f"\n{_sentence(told)}\n"


def _settings(diffed: Diffed) -> str:
    told = "".join(f"- {code(one)}\n" for one in settings_different(diffed))
    return f"\n{told}" if told else ""


def _sections(diffed: Diffed) -> Iterator[_Section]:
    found = diffed.comparison
    yield from (_Section("Jobs", _unfolded(one, diffed)) for one in found.jobs)
    if found.called:
        jobs = "".join(f"- {code(job)}\n" for job in found.called)
        yield _Section("Jobs that call a task that is different", jobs)
    for profile in found.rights:
        number = f"{len(profile.gained)} gained, {len(profile.lost)} lost"
        yield _Section("Rights", _details(f"profile {_html(profile.profile)}: {number}", of_profile(profile)))
    for heading, elements in (("Access rules", found.access_rules), ("Other elements", found.others)):
        yield from (_Section(heading, _unfolded(one, diffed)) for one in elements)


def _unfolded(one: Difference, diffed: Diffed) -> str:
    what = f"{SYMBOLS[one.what]} {one.what}"
    return _details(f"{_escaped(what)} {_html(title(one))}{_how_much(one.children)}", of_element(one, diffed))


def _how_much(children: Sequence[Difference]) -> str:
    told = [f"{number} {what}" for what, number in counts(children).items()]
    moved = sum(one.what == "moved" for one in children)
    return f": {', '.join([*told, *([f'{moved} moved'] if moved else [])])} in it" if children else ""


def _details(summary: str, lines: Iterable[Line]) -> str:
    shown = [f"{symbol or ' '} {'  ' * depth}{printable(text)}" for symbol, depth, text in lines]
    longest = max((len(run) for line in shown for run in _FENCE.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    body = "\n".join(shown)
    return f"<details><summary>{summary}</summary>\n\n{fence}diff\n{body}\n{fence}\n\n</details>\n"


def _html(text: str) -> str:
    return f"<code>{_escaped(printable(text))}</code>"


def _escaped(text: str) -> str:
    """Return text in which nothing is markup: all but letters, digits and spaces as references."""
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in text)
