"""What must hold for every configuration: it is equal to itself, and whatever is taken from an export is told."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from strategies import Folder, folders
from unscaffold.folder_to_folder import expand
from unscaffold.options import Options
from unscaffold.verifying import verify
from verifying.exports import told

if TYPE_CHECKING:
    from unscaffold.options import Layout

_ENDS = (".xml", ".XML")
_NAMED = "/*/*[@Identifier] | /*/*/*[@Identifier]"


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.name.endswith(_ENDS))


@settings(max_examples=15)
@given(folder=folders(), layout=st.sampled_from(["folder", "scaffoldings"]))
def test_every_configuration_is_equal_to_what_it_becomes(folder: Folder, layout: Layout) -> None:
    with TemporaryDirectory() as temporary:
        conf, export = folder.write(Path(temporary, "Conf")), Path(temporary, "Export")
        expand(conf, export, Options(layout=layout))
        if _files(export):
            found = verify(conf, export, Options(), redact=True).verified
            assert (told(found), dict(found.uncompared), found.unexpanded) == ([], {}, 0)


@settings(max_examples=15)
@given(folder=folders(), number=st.integers(0, 1000))
def test_whatever_is_taken_from_an_export_is_told(folder: Folder, number: int) -> None:
    with TemporaryDirectory() as temporary:
        conf, export = folder.write(Path(temporary, "Conf")), Path(temporary, "Export")
        expand(conf, export, Options(layout="scaffoldings"))
        documents = [(file, etree.parse(file)) for file in _files(export)]
        elements = [(file, tree, one) for file, tree in documents for one in tree.xpath(_NAMED)]
        if not elements:
            return
        file, tree, gone = elements[number % len(elements)]
        parent = gone.getparent()
        assert parent is not None
        parent.remove(gone)
        tree.write(file)
        found = verify(conf, export, Options()).verified
    lone = [(one.kind, one.element, one.identifier) for each in found.outcomes for one in each.differences]
    name = etree.QName(gone).localname
    # A step may call a task twice, and levels that are numbered without a gap have one then, which is no difference.
    assert ("superfluous", name, gone.get("Identifier")) in lone
    assert {kind for kind, *_ in lone} <= {"superfluous", "order"}
