"""What one file holds."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from unscaffold.markup import NAMESPACE
from unscaffold.reading.document import parser
from unscaffold.reading.file import read_file

if TYPE_CHECKING:
    from pathlib import Path

START = f'<ConfigurationFile xmlns="{NAMESPACE}">'
END = "</ConfigurationFile>"
CONNECTOR = '<Connector Identifier="AD"/>'
FILES = {
    "Good.xml": f"{START}{CONNECTOR}{END}",
    "Unclosed.xml": f"{START}<Connector>{CONNECTOR}{END}",
    "Entity.xml": f'{START}<Connector Identifier="&nobody;"/>{END}',
    "Deep.xml": f"{START}{'<a>' * 300}{'</a>' * 300}{END}",
    "Empty.xml": "",
}
FOUND = """\
Unclosed.xml:1:108: error U101 the file is not well-formed XML: </ConfigurationFile> stands where <Connector> of \
line 1 is to be closed; mend it, then try again
Entity.xml:1:67: error U101 the file is not well-formed XML: undefined entity; mend it, then try again
Deep.xml:1:834: error U108 the file has more than 256 elements in each other, and no more is read; make it smaller
Empty.xml:1:1: error U101 the file is not well-formed XML: no element found; mend it, then try again
"""


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    found = read_file(tmp_path, "Gone.xml", ()).findings
    assert [str(one) for one in found] == [
        "Gone.xml:1:1: error U104 the file cannot be read: No such file or directory"
    ]


def test_no_file_leaves_anything_behind_for_the_next_one(tmp_path: Path) -> None:
    alone = {}
    for file, text in FILES.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
        parser.cache_clear()
        alone[file] = read_file(tmp_path, file, ())
    assert "".join(f"{found}\n" for one in alone.values() for found in one.findings) == FOUND
    for order in permutations(FILES):
        assert {file: read_file(tmp_path, file, ()) for file in order} == alone
