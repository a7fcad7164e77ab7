"""The floor: every XML file of a folder read with lxml and written back to another folder, in one process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lxml import etree


def main(source: Path, target: Path) -> None:
    """Copy the folder's files through lxml, whatever they hold."""
    for folder, _folders, files in os.walk(source):
        copy = target / Path(folder).relative_to(source)
        copy.mkdir(parents=True)
        for file in files:
            etree.parse(f"{folder}/{file}").write(f"{copy}/{file}", encoding="utf-8", xml_declaration=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
