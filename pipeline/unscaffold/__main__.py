"""`python -m unscaffold` is `unscaffold`."""

import sys

from unscaffold.module_path import trusted


def run() -> None:
    """Run the command line in a process of its own."""
    sys.path[:] = trusted(sys.path)  # `python -m` looks in the working folder first
    from unscaffold.process import collect_seldom, leaving, signals, streams  # noqa: PLC0415 - not before the line above

    collect_seldom()
    with leaving.at_once(), signals.heeded(_interrupted):
        streams.prepare(_refuse)
        with signals.put_off():  # it is known there how to tell of a signal
            from unscaffold.commandline import main  # noqa: PLC0415 - a signal in this import is heeded, too

        main(prog_name="unscaffold")


def _interrupted(signal: str, code: int) -> None:
    from unscaffold.commandline import interrupted  # noqa: PLC0415 - it is seldom needed

    interrupted(signal, code)


def _refuse(sentence: str) -> None:
    from unscaffold.commandline import terminal  # noqa: PLC0415 - it is seldom needed

    terminal.refuse(sentence)


if __name__ == "__main__":
    run()
