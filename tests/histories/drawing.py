"""Histories at random: the same ones for the same seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .elements import SAID
from .files import Dice, Files
from .history import CONF, CONTEXT, OTHER, SETTINGS, Command, Edit, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .history import History

_OPTIONS = ["--keep-going", "--strict", "--check", "--diff", "--layout scaffoldings", "--only jobs", "--only rights"]
_OPTIONS += ["--target 6.1", "--target saas", "--keep CleanDatabaseJob", "--ignore U", "--select U2", "--no-settings"]
_OPTIONS += ["--verbose", "--layout scaffoldings --keep-going", "--keep-going --force", "--check --format github"]
_OPTIONS += ["--force", "--force"]
_JOBS = ["HR_Synchronize_Incremental", "Nightly", "CleanDatabase", "Step:By_Hand", "HR/HR Jobs.xml:3"]
_LOOKS = ["check --format json", "check --format json", "rights --format json", "list", "steps", "diff --format json"]


def drawn(seed: str) -> History:
    """Return the history of a seed."""
    return tuple(_Drawing(Dice(seed)).steps())


class _Drawing:
    """Draws a history.

    After what may be wrong, most steps mend it: with an error, a run writes nothing, and tests little.
    """

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._files = Files(dice)
        self._right: dict[str, Edit] = {}
        self._said = Edit("delete", SETTINGS)
        self._is_wrong = False
        self._edits: list[tuple[int, Callable[[], Iterator[Edit]]]] = [
            (40, self._files.vary),
            (8, self._files.vary_context),
            (8, self._files.add),
            (6, self._files.move),
            (4, self._files.shuffle),
            (4, self._files.encode),
            (4, self._files.move_file),
            (3, self._files.move_folder),
            (4, self._begin_anew),
            (5, self._files.new_file),
            (3, lambda: self._files.on_a_file("touch")),
            (5, lambda: self._files.on_a_file("secretly")),
            (2, lambda: self._files.on_a_file("chmod", self._dice.one(["600", "644", "640"]))),
            (3, lambda: iter([Edit("restore", "", (self._number(),))])),
            (2, self._link),
            (5, self._settings),
            (4, self._cache),
            (2, lambda: iter([Edit("copy", OTHER, (CONF,))])),
        ]
        self._mistakes: list[tuple[int, Callable[[], Iterator[Edit]]]] = [
            (8, self._files.leave_out),
            (8, self._files.rename_something),
            (8, self._files.mistake),
            (5, self._files.repeat),
            (4, self._files.turn_case),
            (4, self._files.delete),
            (3, lambda: self._files.on_a_file("cut")),
            (5, self._output),
            (1, lambda: iter([Edit("write", SETTINGS, ("target = 7",))])),
        ]

    def steps(self) -> Iterator[Step]:
        """Yield the steps."""
        yield Step(self._clock(), tuple(self._begin()), (Command(("expand",)),))
        for _ in range(self._dice.randint(4, 7)):
            yield Step(self._clock(), tuple(self._some_edits()), tuple(self._commands()))

    def _number(self) -> str:
        return str(self._dice.randrange(16))

    def _clock(self) -> str:
        return self._dice.one(["all", "all", "before", "none"])

    def _commands(self) -> Iterator[Command]:
        looks = [Command(tuple(look.split())) for look in _LOOKS if self._dice.rarely(0.12)]
        if self._dice.rarely(0.06):
            looks.append(Command(("explain", self._dice.one(_JOBS), "--format", "json")))
        expanding = [Command(("expand",))]
        if self._dice.rarely(0.35):
            options = tuple(self._dice.one(_OPTIONS).split())
            expanding.insert(self._dice.randrange(2), Command(("expand", *options)))
        if self._dice.rarely(0.1):
            expanding.insert(0, Command(("expand",), self._dice.randint(1, 12)))
        commands = [*looks, *expanding]
        if looks and self._dice.rarely(0.5):
            self._dice.shuffle(commands)
        yield from commands

    def _some_edits(self) -> Iterator[Edit]:
        if self._is_wrong and self._dice.rarely(0.7):
            yield from self._mend()
        elif self._dice.rarely(0.25):
            yield from self._drawn(self._mistakes)
            self._is_wrong = True
        for _ in range(self._dice.one([0, 1, 1, 1, 2])):
            yield from self._drawn(self._edits)
        if not self._is_wrong:
            self._right = {**self._files.known}

    def _drawn(self, edits: list[tuple[int, Callable[[], Iterator[Edit]]]]) -> Iterator[Edit]:
        ((_, edit),) = self._dice.choices(edits, [weight for weight, _ in edits])
        return edit()

    def _mend(self) -> Iterator[Edit]:
        """Let all be as it was when it was right."""
        if self._dice.rarely():  # somebody edited that, perhaps
            yield Edit("delete", "folder/Out")
        if self._dice.rarely():
            yield Edit("delete", CONF)
            self._files.known.clear()
        yield from (Edit("delete", path) for path in sorted(self._files.known.keys() - self._right.keys()))
        yield from (file for path, file in self._right.items() if file != self._files.known.get(path))
        yield self._said
        self._files.known, self._is_wrong = {**self._right}, False

    def _begin(self) -> Iterator[Edit]:
        yield from self._files.whole(0.4)
        yield Edit("write", f"{CONF}/HR/notes.txt", ("some",))
        yield Edit("copy", OTHER, (CONF,))
        if self._dice.rarely(0.6):
            yield from self._settings()
        self._right = {**self._files.known}

    def _begin_anew(self) -> Iterator[Edit]:
        yield from (Edit("delete", path) for path in (CONF, CONTEXT, self._dice.one(["folder/Out", SETTINGS])))
        self._files.known.clear()
        yield from self._files.whole(0.2)

    def _link(self) -> Iterator[Edit]:
        to = self._dice.one(["HR/notes.txt", "HR/HR Jobs.xml", "../Outside.xml", "HR", "../Context", "Link.xml"])
        yield Edit("link", f"{CONF}/{self._dice.one(['Link.xml', 'Linked', 'A.xml'])}", (to,))

    # What lies beside them

    def _settings(self) -> Iterator[Edit]:
        said = Edit("write", SETTINGS, (self._dice.one(SAID),))
        self._said = Edit("delete", SETTINGS) if self._dice.rarely() else said
        yield self._said

    def _output(self) -> Iterator[Edit]:
        what = self._dice.one(["same size", "longer", "gone", "new", "all gone"])
        yield Edit("output", self._dice.one(["folder/Out", "folder/Out", "scaffoldings/Out"]), (what, self._number()))

    def _cache(self) -> Iterator[Edit]:
        yield Edit("cache", "", (self._dice.one(["gone", "older", "older", "cut", "wrong"]), self._number()))
