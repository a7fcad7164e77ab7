"""`python -m pipeline` is `unscaffold`."""

from pipeline.cli import main

if __name__ == "__main__":  # a spawned worker imports this module, too
    main(prog_name="unscaffold")
