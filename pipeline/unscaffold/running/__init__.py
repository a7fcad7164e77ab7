"""Commands, run in processes of their own that may take so much and no more."""

from unscaffold.running.ran import Limits, Ran

__all__ = ["Limits", "Ran"]
