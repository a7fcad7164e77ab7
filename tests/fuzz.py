"""`make fuzz`: the tests that draw wrong configurations, with other ones every time, for as long as one likes.

What fails is shown as the smallest example that was found, and is tried first by the next run. An argument is the
number of seconds; without one, Ctrl-C ends it. Histories of runs are played by `python -m tests.histories`.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections import Counter
from itertools import cycle
from typing import TYPE_CHECKING, Any

os.environ |= {"HYPOTHESIS_PROFILE": "fuzz", "UNSCAFFOLD_CACHE": ""}  # before the tests are imported

import test_fuzzing

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES: Counter[str] = Counter()


def counted(test: Callable[..., None]) -> Callable[..., None]:
    """Let a test count its examples."""
    inner: Any = test.hypothesis.inner_test  # type: ignore[attr-defined]  # where Hypothesis lets others wrap it

    def example(*drawn: object, **named: object) -> None:
        EXAMPLES[test.__name__] += 1
        inner(*drawn, **named)

    test.hypothesis.inner_test = example  # type: ignore[attr-defined]
    return test


def fuzz(seconds: float) -> int:
    """Run the tests one after the other; return the exit code."""
    drawn = [counted(test) for name, test in vars(test_fuzzing).items() if name.startswith("test_")]
    started = time.monotonic()
    code = 0
    try:
        for test in cycle(drawn):
            if time.monotonic() >= started + seconds:
                break
            test()
    except KeyboardInterrupt:
        pass
    except BaseException:  # several failures come as a group
        traceback.print_exc()
        code = 1
    EXAMPLES["examples"] = EXAMPLES.total()
    for name, count in EXAMPLES.items():
        print(f"{count:8} {name}")
    print(f"{time.monotonic() - started:8.0f} seconds, {'a failure' if code else 'no failure'}")
    return code


if __name__ == "__main__":
    sys.exit(fuzz(float(sys.argv[1]) if len(sys.argv) > 1 else float("inf")))
