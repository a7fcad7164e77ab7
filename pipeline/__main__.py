"""`python -m pipeline` is `unscaffold`."""

from pipeline.cli import main

main()
