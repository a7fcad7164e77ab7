"""Prints the seconds that the expansion of one slice takes in a process where Saxon is warm."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from unscaffold.generating.saxon import Stylesheets


def main(slice_file: Path) -> None:
    """Expand a slice twice, and print how long the second time took."""
    stylesheets, document = Stylesheets(), slice_file.read_text(encoding="utf-8")
    stylesheets.generate(document)
    started = time.perf_counter()
    stylesheets.generate(document)
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
