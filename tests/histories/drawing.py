"""Histories at random: the same ones for the same seed."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

from .elements import ALIKE, CONTEXTS, ENCODINGS, HOMES, LEFT_OUT, MISTAKES, NAMES, PATHS, SAID
from .history import CONF, CONTEXT, OTHER, SETTINGS, Command, Edit, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .history import History

_NAMED = re.compile(
    r'(?<= Identifier=")[^"]+|(?<= Connector=")[^"]+|(?<= Profile=")[^"]+|(?<= EntityType=")[^"]+|(?<=Agent=")[^"]+'
)
_OPTIONS = ["--keep-going", "--strict", "--check", "--diff", "--layout scaffoldings", "--only jobs", "--only rights"]
_OPTIONS += ["--target 6.1", "--target saas", "--keep CleanDatabaseJob", "--ignore U", "--select U2", "--no-settings"]
_OPTIONS += ["--verbose", "--layout scaffoldings --keep-going", "--keep-going --force", "--check --format github"]
_JOBS = ["HR_Synchronize_Incremental", "Nightly", "CleanDatabase", "Step:By_Hand", "HR/HR Jobs.xml:3"]
_LOOKS = ["check --format json", "check --format json", "rights --format json", "list", "diff --format json"]


def drawn(seed: str) -> History:
    """Return the history of a seed."""
    return tuple(_Drawing(Random(seed)).steps())


class _Drawing:
    """Draws a history, and knows what its files hold meanwhile.

    After what may be wrong, most steps mend it: with an error, a run writes nothing, and tests little.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        self._files: dict[str, Edit] = {}
        self._right: dict[str, Edit] = {}
        self._said = Edit("delete", SETTINGS)
        self._is_wrong = False
        self._edits: list[tuple[int, Callable[[], Iterator[Edit]]]] = [
            (40, self._vary),
            (8, self._vary_context),
            (8, self._add),
            (6, self._move),
            (4, self._shuffle),
            (4, self._encode),
            (4, self._move_file),
            (3, self._move_folder),
            (4, self._begin_anew),
            (5, self._new_file),
            (3, lambda: self._on_a_file("touch")),
            (5, lambda: self._on_a_file("secretly")),
            (2, lambda: self._on_a_file("chmod", self._one(["600", "644", "640"]))),
            (3, lambda: iter([Edit("restore", "", (self._number(),))])),
            (2, self._link),
            (5, self._settings),
            (4, self._cache),
            (2, lambda: iter([Edit("copy", OTHER, (CONF,))])),
        ]
        self._mistakes: list[tuple[int, Callable[[], Iterator[Edit]]]] = [
            (8, self._leave_out),
            (8, self._rename_something),
            (8, self._mistake),
            (5, self._repeat),
            (4, self._turn_case),
            (4, self._delete),
            (3, lambda: self._on_a_file("cut")),
            (5, self._output),
            (1, lambda: iter([Edit("write", SETTINGS, ("target = 7",))])),
        ]

    def steps(self) -> Iterator[Step]:
        """Yield the steps."""
        yield Step(self._clock(), tuple(self._begin()), (Command(("expand",)),))
        for _ in range(self._random.randint(4, 7)):
            yield Step(self._clock(), tuple(self._some_edits()), tuple(self._commands()))

    def _one(self, values: list[str]) -> str:
        return self._random.choice(values)

    def _number(self) -> str:
        return str(self._random.randrange(16))

    def _rarely(self, share: float = 0.2) -> bool:
        return self._random.random() < share

    def _clock(self) -> str:
        return self._one(["all", "all", "before", "none"])

    def _commands(self) -> Iterator[Command]:
        looks = [Command(tuple(look.split())) for look in _LOOKS if self._rarely(0.12)]
        if self._rarely(0.06):
            looks.append(Command(("explain", self._one(_JOBS), "--format", "json")))
        expanding = [Command(("expand",))]
        if self._rarely(0.35):
            options = tuple(self._one(_OPTIONS).split())
            expanding.insert(self._random.randrange(2), Command(("expand", *options)))
        if self._rarely(0.1):
            expanding.insert(0, Command(("expand",), self._random.randint(1, 12)))
        commands = [*looks, *expanding]
        if looks and self._rarely(0.5):
            self._random.shuffle(commands)
        yield from commands

    def _some_edits(self) -> Iterator[Edit]:
        if self._is_wrong and self._rarely(0.7):
            yield from self._mend()
        elif self._rarely(0.25):
            yield from self._drawn(self._mistakes)
            self._is_wrong = True
        for _ in range(self._random.choice([0, 1, 1, 1, 2])):
            yield from self._drawn(self._edits)
        if not self._is_wrong:
            self._right = {**self._files}

    def _drawn(self, edits: list[tuple[int, Callable[[], Iterator[Edit]]]]) -> Iterator[Edit]:
        ((_, edit),) = self._random.choices(edits, [weight for weight, _ in edits])
        return edit()

    def _mend(self) -> Iterator[Edit]:
        """Let all be as it was when it was right."""
        if self._rarely():  # somebody edited that, perhaps
            yield Edit("delete", "folder/Out")
        if self._rarely():
            yield Edit("delete", CONF)
            self._files.clear()
        yield from (Edit("delete", path) for path in sorted(self._files.keys() - self._right.keys()))
        yield from (file for path, file in self._right.items() if file != self._files.get(path))
        yield self._said
        self._files, self._is_wrong = {**self._right}, False

    # What files hold

    def _begin(self) -> Iterator[Edit]:
        yield from self._whole(0.4)
        yield Edit("write", f"{CONF}/HR/notes.txt", ("some",))
        yield Edit("copy", OTHER, (CONF,))
        if self._rarely(0.6):
            yield from self._settings()
        self._right = {**self._files}

    def _whole(self, left_out: float) -> Iterator[Edit]:
        for folder, homes in ((CONTEXT, CONTEXTS), (CONF, HOMES)):
            for name, kinds in homes.items():
                if not (name in LEFT_OUT and self._rarely(left_out)):
                    parts = [self._one(kind) if self._rarely() else kind[0] for kind in kinds]
                    yield self._written(f"{folder}/{name}", parts)

    def _written(self, path: str, parts: list[str], encoding: str | None = None) -> Edit:
        known = self._files.get(path)
        edit = Edit("write", path, tuple(parts), encoding or (known.encoding if known else "utf-8"))
        self._files[path] = edit
        return edit

    def _file(self) -> Edit:
        """Return one of the files; of the context, seldom."""
        paths = [path for path in self._files if path.startswith(CONF) or self._rarely(0.6)]
        return self._files[self._one(paths)] if paths else self._written(f"{CONF}/A.xml", [])

    def _change(self, path: str, change: Callable[[list[str]], None]) -> Iterator[Edit]:
        parts = [*self._files[path].parts] if path in self._files else []
        change(parts)
        yield self._written(path, parts)

    def _at(self, parts: list[str]) -> int:
        return self._random.randrange(len(parts))

    def _vary_context(self) -> Iterator[Edit]:
        name = self._one([*CONTEXTS])
        yield self._written(f"{CONTEXT}/{name}", [self._one(kind) for kind in CONTEXTS[name] if not self._rarely()])

    def _vary(self) -> Iterator[Edit]:
        def vary(parts: list[str]) -> None:
            if parts:
                at = self._at(parts)
                parts[at] = self._one(ALIKE.get(parts[at], [parts[at]]))

        return self._change(self._file().path, vary)

    def _begin_anew(self) -> Iterator[Edit]:
        yield from (Edit("delete", path) for path in (CONF, CONTEXT, self._one(["folder/Out", SETTINGS])))
        self._files.clear()
        yield from self._whole(0.2)

    def _mistake(self) -> Iterator[Edit]:
        return self._change(self._file().path, lambda parts: parts.append(self._one(MISTAKES)))

    def _any(self) -> str:
        homes = CONTEXTS if self._rarely(0.1) else HOMES
        return self._one(self._random.choice(self._random.choice([*homes.values()])))

    def _add(self) -> Iterator[Edit]:
        element = self._any()
        return self._change(
            self._file().path, lambda parts: parts.insert(self._random.randint(0, len(parts)), element)
        )

    def _leave_out(self) -> Iterator[Edit]:
        def leave_out(parts: list[str]) -> None:
            if parts:
                del parts[self._at(parts)]

        return self._change(self._file().path, leave_out)

    def _move(self) -> Iterator[Edit]:
        source, target = self._file(), self._file()
        if source.parts and source.path != target.path:
            element = self._one([*source.parts])
            yield from self._change(source.path, lambda parts: parts.remove(element))
            yield from self._change(target.path, lambda parts: parts.append(element))

    def _repeat(self) -> Iterator[Edit]:
        source = self._file()
        if source.parts:
            element = self._one([*source.parts])
            yield from self._change(self._file().path, lambda parts: parts.append(element))

    def _shuffle(self) -> Iterator[Edit]:
        return self._change(self._file().path, self._random.shuffle)

    def _rename_something(self) -> Iterator[Edit]:
        return self._named(lambda _: self._one(NAMES))

    def _turn_case(self) -> Iterator[Edit]:
        return self._named(str.swapcase)

    def _named(self, name: Callable[[str], str]) -> Iterator[Edit]:
        def rename(parts: list[str]) -> None:
            at = self._at(parts) if parts else 0
            found = [*_NAMED.finditer(parts[at])] if parts else []
            if found:
                one = self._random.choice(found)
                parts[at] = parts[at][: one.start()] + name(one[0]) + parts[at][one.end() :]

        return self._change(self._file().path, rename)

    def _encode(self) -> Iterator[Edit]:
        file = self._file()
        yield self._written(file.path, [*file.parts], self._one(ENCODINGS))

    # Where files lie

    def _on_a_file(self, what: str, *parts: str) -> Iterator[Edit]:
        edit = Edit(what, self._file().path, parts)
        if what == "cut":
            self._files[edit.path] = edit._replace(parts=self._files[edit.path].parts)
        yield edit

    def _move_file(self) -> Iterator[Edit]:
        file = self._file()
        target = f"{CONF}/{self._one([*HOMES, *PATHS])}" if self._rarely(0.7) else self._turned(file.path)
        self._files[target] = self._files.pop(file.path)._replace(path=target)
        yield Edit("rename", file.path, (target,))

    def _turned(self, path: str) -> str:
        folder, name = path.split("/", 1)
        return f"{folder}/{name.swapcase()}"

    def _move_folder(self) -> Iterator[Edit]:
        source, target = self._random.choice(
            [("HR", "hr"), ("HR", "ZZ"), ("AD", "0"), ("AD/Jobs", "Jobs/AD"), ("hr", "HR")]
        )
        moved = [path for path in self._files if path.startswith(f"{CONF}/{source}/")]
        for path in moved:
            to = f"{CONF}/{target}/{path[len(f'{CONF}/{source}/') :]}"
            self._files[to] = self._files.pop(path)._replace(path=to)
        yield Edit("rename", f"{CONF}/{source}", (f"{CONF}/{target}",))

    def _delete(self) -> Iterator[Edit]:
        path = self._file().path
        del self._files[path]
        yield Edit("delete", path)

    def _new_file(self) -> Iterator[Edit]:
        path = f"{CONF}/{self._one([*HOMES, *PATHS])}"
        yield self._written(path, [self._any() for _ in range(self._random.randrange(3))])

    def _link(self) -> Iterator[Edit]:
        to = self._one(["HR/notes.txt", "HR/HR Jobs.xml", "../Outside.xml", "HR", "../Context", "Link.xml"])
        yield Edit("link", f"{CONF}/{self._one(['Link.xml', 'Linked', 'A.xml'])}", (to,))

    # What lies beside them

    def _settings(self) -> Iterator[Edit]:
        said = Edit("write", SETTINGS, (self._one(SAID),))
        self._said = Edit("delete", SETTINGS) if self._rarely() else said
        yield self._said

    def _output(self) -> Iterator[Edit]:
        what = self._one(["same size", "longer", "gone", "new", "all gone"])
        yield Edit("output", self._one(["folder/Out", "folder/Out", "scaffoldings/Out"]), (what, self._number()))

    def _cache(self) -> Iterator[Edit]:
        yield Edit("cache", "", (self._one(["gone", "older", "older", "cut", "wrong"]), self._number()))
