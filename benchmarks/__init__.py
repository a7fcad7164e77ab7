"""How fast unscaffold is: `python -m benchmarks` checks its results first, then times it against the goals."""
