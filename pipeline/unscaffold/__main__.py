"""`python -m unscaffold` is `unscaffold`."""

import sys

from unscaffold.modules import trusted


def run() -> None:
    """Run the command line in a process of its own."""
    sys.path[:] = trusted(sys.path)  # `python -m` looks in the working folder first
    from unscaffold.process import signals, streams  # noqa: PLC0415

    with signals.heeded():
        streams.prepare()
        from unscaffold.commandline import main  # noqa: PLC0415
        from unscaffold.process import collect_seldom  # noqa: PLC0415

        collect_seldom()
        main(prog_name="unscaffold")


if __name__ == "__main__":
    run()
