"""What is adjusted, and what was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from unscaffold.reading import Declared

REPLACE = "Replace"


class Generated(Protocol):
    """A scaffolding with the elements that it became; `is_tentative` where they are not to be believed."""

    @property
    def scaffolding(self) -> Declared:
        """The scaffolding."""

    @property
    def xml(self) -> str:
        """Its elements, without a break between them."""

    @property
    def failed(self) -> bool:
        """Whether they are not to be used."""

    @property
    def is_tentative(self) -> bool:
        """Whether they are only what they would be but for what is wrong."""


class Adjustment(NamedTuple):
    """An element written by hand that changed a generated one.

    `mode` is "Replace", "Merge", "Update" or "Delete"; `kind` and `identifier` are the generated element's, as
    `scaffolding` generates them; `element` is the one written by hand. A job that is merged is one adjustment, with
    all that its children change. It `stays` where a scaffolding that is left in place generates the same.
    """

    mode: str
    kind: str
    identifier: str
    element: Declared
    scaffolding: Declared
    stays: bool = False

    @property
    def is_applied(self) -> bool:
        """Whether the generated element has all that the one written by hand says."""
        return self.mode != REPLACE

    @property
    def is_consumed(self) -> bool:
        """Whether the element written by hand has no meaning beside the adjusted one, and is not written."""
        return self.is_applied and not self.stays
