"""The files of a history, drawn: what they hold, and where they lie."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, TypeVar

from .elements import ALIKE, CONTEXTS, ENCODINGS, HOMES, LEFT_OUT, MISTAKES, NAMES, PATHS
from .history import CONF, CONTEXT, Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_One = TypeVar("_One")
_NAMED = re.compile(
    r'(?<= Identifier=")[^"]+|(?<= Connector=")[^"]+|(?<= Profile=")[^"]+|(?<= EntityType=")[^"]+|(?<=Agent=")[^"]+'
)


class Dice(Random):
    """What decides."""

    def one(self, values: Sequence[_One]) -> _One:
        """Return one of some values."""
        return self.choice(values)

    def rarely(self, share: float = 0.2) -> bool:
        """Return whether something happens that happens so often."""
        return self.random() < share


class Files:
    """The files of a configuration and of its context. Each method that draws an edit knows what they hold after it.

    Args:
        dice: What decides.
    """

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self.known: dict[str, Edit] = {}

    def _file(self) -> Edit:
        """Return one of the files; of the context, seldom."""
        paths = [path for path in self.known if path.startswith(CONF) or self._dice.rarely(0.6)]
        return self.known[self._dice.one(paths)] if paths else self._written(f"{CONF}/A.xml", [])

    def _written(self, path: str, parts: list[str], encoding: str | None = None) -> Edit:
        known = self.known.get(path)
        edit = Edit("write", path, tuple(parts), encoding or (known.encoding if known else "utf-8"))
        self.known[path] = edit
        return edit

    def _change(self, path: str, change: Callable[[list[str]], None]) -> Iterator[Edit]:
        parts = [*self.known[path].parts] if path in self.known else []
        change(parts)
        yield self._written(path, parts)

    def _at(self, parts: list[str]) -> int:
        return self._dice.randrange(len(parts))

    def vary_context(self) -> Iterator[Edit]:
        name = self._dice.one([*CONTEXTS])
        yield self._written(
            f"{CONTEXT}/{name}", [self._dice.one(kind) for kind in CONTEXTS[name] if not self._dice.rarely()]
        )

    def vary(self) -> Iterator[Edit]:
        def vary(parts: list[str]) -> None:
            if parts:
                at = self._at(parts)
                parts[at] = self._dice.one(ALIKE.get(parts[at], [parts[at]]))

        return self._change(self._file().path, vary)

    def _any(self) -> str:
        homes = CONTEXTS if self._dice.rarely(0.1) else HOMES
        return self._dice.one(self._dice.one(self._dice.one([*homes.values()])))

    def add(self) -> Iterator[Edit]:
        element = self._any()
        return self._change(self._file().path, lambda parts: parts.insert(self._dice.randint(0, len(parts)), element))

    def leave_out(self) -> Iterator[Edit]:
        def leave_out(parts: list[str]) -> None:
            if parts:
                del parts[self._at(parts)]

        return self._change(self._file().path, leave_out)

    def move(self) -> Iterator[Edit]:
        source, target = self._file(), self._file()
        if source.parts and source.path != target.path:
            element = self._dice.one([*source.parts])
            yield from self._change(source.path, lambda parts: parts.remove(element))
            yield from self._change(target.path, lambda parts: parts.append(element))

    def repeat(self) -> Iterator[Edit]:
        source = self._file()
        if source.parts:
            element = self._dice.one([*source.parts])
            yield from self._change(self._file().path, lambda parts: parts.append(element))

    def shuffle(self) -> Iterator[Edit]:
        return self._change(self._file().path, self._dice.shuffle)

    def rename_something(self) -> Iterator[Edit]:
        return self._named(lambda _: self._dice.one(NAMES))

    def turn_case(self) -> Iterator[Edit]:
        return self._named(str.swapcase)

    def _named(self, name: Callable[[str], str]) -> Iterator[Edit]:
        def rename(parts: list[str]) -> None:
            at = self._at(parts) if parts else 0
            found = [*_NAMED.finditer(parts[at])] if parts else []
            if found:
                one = self._dice.one(found)
                parts[at] = parts[at][: one.start()] + name(one[0]) + parts[at][one.end() :]

        return self._change(self._file().path, rename)

    def encode(self) -> Iterator[Edit]:
        file = self._file()
        yield self._written(file.path, [*file.parts], self._dice.one(ENCODINGS))

    def mistake(self) -> Iterator[Edit]:
        return self._change(self._file().path, lambda parts: parts.append(self._dice.one(MISTAKES)))

    def whole(self, left_out: float) -> Iterator[Edit]:
        for folder, homes in ((CONTEXT, CONTEXTS), (CONF, HOMES)):
            for name, kinds in homes.items():
                if not (name in LEFT_OUT and self._dice.rarely(left_out)):
                    parts = [self._dice.one(kind) if self._dice.rarely() else kind[0] for kind in kinds]
                    yield self._written(f"{folder}/{name}", parts)

    # Where they lie

    def on_a_file(self, what: str, *parts: str) -> Iterator[Edit]:
        edit = Edit(what, self._file().path, parts)
        if what == "cut":
            self.known[edit.path] = edit._replace(parts=self.known[edit.path].parts)
        yield edit

    def move_file(self) -> Iterator[Edit]:
        file = self._file()
        target = f"{CONF}/{self._dice.one([*HOMES, *PATHS])}" if self._dice.rarely(0.7) else self._turned(file.path)
        self.known[target] = self.known.pop(file.path)._replace(path=target)
        yield Edit("rename", file.path, (target,))

    def _turned(self, path: str) -> str:
        folder, name = path.split("/", 1)
        return f"{folder}/{name.swapcase()}"

    def move_folder(self) -> Iterator[Edit]:
        source, target = self._dice.one(
            [("HR", "hr"), ("HR", "ZZ"), ("AD", "0"), ("AD/Jobs", "Jobs/AD"), ("hr", "HR")]
        )
        moved = [path for path in self.known if path.startswith(f"{CONF}/{source}/")]
        for path in moved:
            to = f"{CONF}/{target}/{path[len(f'{CONF}/{source}/') :]}"
            self.known[to] = self.known.pop(path)._replace(path=to)
        yield Edit("rename", f"{CONF}/{source}", (f"{CONF}/{target}",))

    def delete(self) -> Iterator[Edit]:
        path = self._file().path
        del self.known[path]
        yield Edit("delete", path)

    def new_file(self) -> Iterator[Edit]:
        path = f"{CONF}/{self._dice.one([*HOMES, *PATHS])}"
        yield self._written(path, [self._any() for _ in range(self._dice.randrange(3))])
