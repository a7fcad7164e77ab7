"""What is told of configurations that are drawn at random."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from removing import decisions, still_so
from strategies import Folder, folders
from unscaffold.expanding import expand_in_memory
from unscaffold.options import DEFAULTS
from unscaffold.origins import origins_of

if TYPE_CHECKING:
    from random import Random


@given(folders(), st.randoms(use_true_random=False))
def test_everything_is_told_and_is_not_so_without_what_decided(folder: Folder, random: Random) -> None:
    with TemporaryDirectory() as temporary:
        expansion = expand_in_memory(folder.write(Path(temporary) / "Conf"), DEFAULTS)
        told = list(origins_of(expansion, DEFAULTS))
        elements = [element for origins in told for element in origins.walk()]
        assert all(
            element.history and element.of_attributes.keys() == element.attributes.keys() for element in elements
        )
        # Elements only: an attribute may say by chance what is the default without.
        decided = [one for origins in told for one in decisions(origins) if one.by_others and not one.step.of]
        for number, one in enumerate(random.sample(decided, min(3, len(decided)))):
            assert not still_so(expansion, DEFAULTS, one, Path(temporary) / str(number)), one
