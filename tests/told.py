"""What is told of a small configuration, for the tests of rules."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unscaffold.checking import check
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options

if TYPE_CHECKING:
    from datetime import date

    from unscaffold.options import Target


def told(
    content: str, *codes: str, target: Target = "7.0", today: date | None = None, files: tuple[str, ...] = ()
) -> list[str]:
    """Return what findings of some codes say: line and column, severity, code and sentence.

    Args:
        content: What stands in the root of the only configuration file, from its second line on.
        codes: The codes, or how they begin.
        target: The version of the product.
        today: The day of the run.
        files: The paths of further, empty files in the folder, which is called Conf.
    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "Conf")
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).touch()
        folder.mkdir(exist_ok=True)
        text = f'<ConfigurationFile xmlns="{NAMESPACE}">\n{content.strip()}\n</ConfigurationFile>\n'
        (folder / "Conf.xml").write_text(text, "utf-8", newline="\n")
        found = check(folder, Options(target=target), today=today).findings
    return [str(one).removeprefix("Conf.xml:") for one in found if one.code.startswith(codes)]
