"""A header of JSON and sections of bytes, in one: what is large is read only where it is needed.

There is nothing in it but numbers and text: whoever writes it, reading it runs nothing.
"""

from __future__ import annotations

import json
import zlib
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    Bytes = bytes | memoryview


# What raises where something was kept otherwise than it is now.
OTHERWISE = (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError)


def joined(header: Mapping[str, object], sections: Mapping[str, Bytes]) -> bytes:
    """Return a header and the sections of some names as one."""
    lengths = {name: len(section) for name, section in sections.items()}
    first = json.dumps({**header, "sections": lengths}).encode()
    return b"".join([first, b"\n", *sections.values()])


def apart(data: bytes) -> tuple[dict[str, Any], dict[str, memoryview]]:
    """Return what was joined.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: It was not.
    """
    first = data.index(b"\n")
    header = json.loads(data[:first])
    lengths = header.pop("sections")
    ends = [*accumulate(lengths.values(), initial=first + 1)]
    if ends != sorted(ends) or ends[-1] != len(data):
        raise ValueError
    view = memoryview(data)
    return header, {name: view[start:end] for name, (start, end) in zip(lengths, pairwise(ends), strict=True)}
