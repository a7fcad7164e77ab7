"""`python -m pipeline` is `unscaffold`."""

from pipeline import streams
from pipeline.garbage import collect_seldom


def run() -> None:
    """Run the command line in a process of its own."""
    streams.prepare()
    from pipeline.cli import main  # noqa: PLC0415

    collect_seldom()
    main(prog_name="unscaffold")


if __name__ == "__main__":  # a spawned worker imports this module, too
    run()
