"""What is told of what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from unscaffold.findings import Finding, Region
    from unscaffold.origins import GeneratedElement, History, Missing, Origin


class Explanation(NamedTuple):
    """Why a generated element is there.

    `within` are the generated elements in which it stands, the outermost first. `scaffolding` generates it, an
    element of that name at `place`.
    """

    element: GeneratedElement
    within: tuple[GeneratedElement, ...]
    scaffolding: str
    place: Region


class Use(NamedTuple):
    """What an element of the configuration decided: of `element`, that it is there, or one of its attributes."""

    element: GeneratedElement
    within: tuple[GeneratedElement, ...]
    origin: Origin


class Source(NamedTuple):
    """An element of the configuration as it is written, and what it decided, in configuration order.

    `argument_of` is the name of the scaffolding in which it stands, or empty. A scaffolding is
    among them only if it `generates` "nothing", or "failed" for errors; of all else, that is empty.
    """

    kind: str
    identifier: str
    place: Region
    uses: tuple[Use, ...]
    argument_of: str = ""
    generates: Literal["", "nothing", "failed"] = ""


class Gone(NamedTuple):
    """An element that a scaffolding generated, and that an adjustment took away."""

    kind: str
    identifier: str
    history: History
    scaffolding: str
    place: Region


class Explained(NamedTuple):
    """What is told of what was asked for: of generated elements, of those written by hand, of those taken away.

    `findings` are those of the expansion.
    """

    generated: tuple[Explanation, ...]
    written: tuple[Source, ...]
    gone: tuple[Gone, ...]
    findings: list[Finding]


class Lack(NamedTuple):
    """What a scaffolding does not generate, and could have; `generated` are those that were asked for."""

    scaffolding: str
    place: Region
    generated: tuple[GeneratedElement, ...]
    missing: tuple[Missing, ...]


class Lacking(NamedTuple):
    """What scaffoldings lack, and the findings of the expansion."""

    lacks: tuple[Lack, ...]
    findings: list[Finding]
