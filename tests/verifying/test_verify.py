"""What scaffoldings become, compared with exports: as they are expected, and changed.

`python -m tests.verifying.test_verify` writes anew what is told of the changes; review the diff.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import unscaffold
from in_force import options_in_force
from unscaffold.commandline.verify_words import notes
from unscaffold.options import Options
from unscaffold.verifying import verify
from verifying.changes import DIFFERENT, SAME, file_of
from verifying.exports import GOLDEN, ROOT, changed, told, verified

_CONFS = [*(folder / "input" for folder in sorted(GOLDEN.iterdir())), *sorted((ROOT / "samples").glob("*/Conf"))]
_EXPECTED = Path(__file__).with_name("differences.txt")


@pytest.mark.parametrize("conf", _CONFS, ids=lambda conf: conf.parent.name)
def test_what_is_expected_is_equal(conf: Path) -> None:
    found = verify(conf, conf.parent / "expected", Options(**options_in_force(conf, {"layout"}))).verified
    assert (told(found), dict(found.uncompared), found.unexpanded, found.failed) == ([], {}, 0, False)
    assert found.likely in {(found.target,), ()}


@pytest.mark.parametrize("conf", _CONFS, ids=lambda conf: conf.parent.name)
def test_one_file_for_each_scaffolding_is_equal(conf: Path, tmp_path: Path) -> None:
    options = options_in_force(conf, {"layout"})
    unscaffold.expand(conf, tmp_path, Options(**options, layout="scaffoldings"))
    if list(tmp_path.rglob("*.xml")):  # else there is nothing to be compared, which is refused
        found = verify(conf, tmp_path, Options(**options)).verified
        assert (told(found), dict(found.uncompared), found.unexpanded) == ([], {}, 0)


@pytest.mark.parametrize("what", SAME)
def test_what_means_the_same_is_equal(what: str, tmp_path: Path) -> None:
    scenario, change = SAME[what]
    assert told(verified(scenario, changed(scenario, tmp_path, file_of(scenario), change))) == []


def _told(what: str, folder: Path) -> str:
    scenario, change = DIFFERENT[what]
    found = verified(scenario, changed(scenario, folder, file_of(scenario), change))
    return "".join(f"{line}\n" for line in (f"# {what}", *told(found), *notes(found)))


def test_what_differs_is_told_by_its_class(tmp_path: Path) -> None:
    found = [_told(what, tmp_path / str(number)) for number, what in enumerate(DIFFERENT)]
    assert "\n".join(found) == _EXPECTED.read_text("utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        every = [_told(what, Path(temporary, str(number))) for number, what in enumerate(DIFFERENT)]
    _EXPECTED.write_text("\n".join(every), "utf-8", newline="\n")
