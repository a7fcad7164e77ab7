"""The rooms of the house: what `import-linter` does not say of them."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "pipeline" / "unscaffold"
ROOMS = sorted(door.parent for door in HOUSE.glob("*/__init__.py"))
MODULES = sorted(HOUSE.rglob("*.py"))
LONGEST = 250  # lines of a module


def doors(room: Path) -> set[str]:
    """Return what a room gives: the names in its `__all__`."""
    tree = ast.parse((room / "__init__.py").read_text("utf-8"))
    lists = [node.value for node in tree.body if isinstance(node, ast.Assign)]
    return {name for one in lists for name in ast.literal_eval(one)}


def ways_in(module: Path) -> Iterator[tuple[str, str]]:
    """Yield what a module imports from other rooms: the module it names, and the name."""
    own = f"unscaffold.{module.relative_to(HOUSE).parts[0]}"
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("unscaffold."):
            for alias in node.names:
                if not f"{node.module}.".startswith(f"{own}."):
                    yield str(node.module), alias.name
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("unscaffold.") for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(HOUSE).as_posix())
def test_other_rooms_are_entered_by_their_doors(module: Path) -> None:
    given = {f"unscaffold.{room.name}": doors(room) for room in ROOMS}
    given |= {"unscaffold": {"__version__"}, "unscaffold.module_path": {"trusted"}}
    assert [(room, name) for room, name in ways_in(module) if name not in given.get(room, ())] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_door_gives_what_somebody_takes(room: Path) -> None:
    public = (HOUSE / "__init__.py").read_text("utf-8")
    taken = {name for module in MODULES for way, name in ways_in(module) if way == f"unscaffold.{room.name}"}
    assert {name for name in doors(room) - taken if f'"{name}": "unscaffold.{room.name}"' not in public} == set()


def test_no_module_is_long() -> None:
    lengths = {module.relative_to(HOUSE).as_posix(): module.read_text("utf-8").count("\n") for module in MODULES}
    assert {module: lines for module, lines in lengths.items() if lines > LONGEST} == {}


def test_the_readme_has_each_room_on_its_floor() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    *layers, last = contract["layers"]
    floors = [(number, room) for number, layer in enumerate(reversed(layers), 1) for room in layer.split(" | ")]
    table = re.findall(r"^\| (\d+) \| `(\w+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert (sorted((int(number), room) for number, room in table), last) == (sorted(floors), "module_path")
    assert [int(number) for number, _ in table] == sorted((number for number, _ in floors), reverse=True)


def test_each_room_has_its_tests() -> None:
    tests = Path(__file__).parent
    assert [room.name for room in ROOMS if not list((tests / room.name).glob("test_*.py"))] == []
