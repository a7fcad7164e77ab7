"""The ways to check a configuration; what they need is imported by those that cannot do without."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.checking.last_check import LastCheck
from unscaffold.options import DEFAULTS, SILENT, Options, Progress

if TYPE_CHECKING:
    from os import PathLike

    from unscaffold.checking.checked import Checked, Told


def check(
    folder: str | PathLike[str],
    options: Options = DEFAULTS,
    *,
    progress: Progress = SILENT,
    today: date | None = None,
) -> Checked:
    """Check a configuration folder, writing nothing.

    Args:
        folder: The configuration folder.
        options: How to expand it, and what is told; those that are about writing change nothing.
        progress: Told how far the run is.
        today: The day against which dates are held; None for the one that it is.

    Raises:
        Failure: The folder, a stylesheet or the baseline cannot be used.
    """
    from unscaffold.checking.whole import checked  # noqa: PLC0415 - `tell` must not wait for it

    return checked(Path(folder), options, progress, today or date.today())


def tell(folder: Path, options: Options, progress: Progress = SILENT) -> Told:
    """Return what a check tells: what the last one told, if nothing has changed since. The arguments are the same."""
    last = LastCheck(folder, options, date.today())
    told = last.recall()
    if told is None:
        from unscaffold.checking.whole import checked  # noqa: PLC0415 - as above

        told = checked(folder, options, progress, last.today, last)
        last.keep(told)
    return told


def is_remembered(folder: Path, options: Options) -> bool:
    """Return whether nothing has changed since the last check, so that `tell` would read no file."""
    return LastCheck(folder, options, date.today()).recall() is not None


def update_baseline(folder: Path, options: Options, progress: Progress = SILENT) -> Checked:
    """Check a configuration folder, and make the baseline of the options ignore all that can be ignored.

    Args:
        folder: The configuration folder.
        options: Those of `check`, with a baseline.
        progress: Told how far the run is.

    Returns:
        What is found with that baseline.

    Raises:
        Failure: The folder or a stylesheet cannot be used, or what is in the baseline's place is none.
    """
    from unscaffold.checking.whole import with_new_baseline  # noqa: PLC0415 - as above

    return with_new_baseline(folder, options, progress)
