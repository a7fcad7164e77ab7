"""Commands, run in processes of their own that may take so much and no more."""

from unscaffold.running.child import Ended
from unscaffold.running.ran import Limits, Ran
from unscaffold.running.runner import Runner

__all__ = ["Ended", "Limits", "Ran", "Runner"]
