"""`python -m release VERSION`: check, change, build, try, test, and only then commit and tag."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from release import keeping
from release.delivering import deliver
from release.places import renamed
from release.programs import Refusal, git
from release.testing import test
from release.versions import check, current

ROOT = Path(__file__).parents[1]


@click.command()
@click.argument("version")
@click.option("--commit", is_flag=True, help="Commit and tag, and leave what is uploaded in dist/VERSION.")
@click.option("--no-tests", is_flag=True, help="Do not run the tests.")
def main(version: str, *, commit: bool, no_tests: bool) -> None:
    """Make the release VERSION; without --commit, only try whether it can be made, and change nothing.

    Nothing is uploaded or pushed: the last lines say which commands would do that. SOURCE_DATE_EPOCH, if it is set,
    says when the release is made.
    """
    try:
        _release(version, commit=commit, no_tests=no_tests)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None


def _release(version: str, *, commit: bool, no_tests: bool) -> None:
    """Make a release in a work tree of its own, and keep it if it is to be kept."""
    check(ROOT, version)
    moment = _moment()
    with (
        TemporaryDirectory(prefix="unscaffold-release-") as name,
        keeping.work_tree(ROOT, Path(name) / "tree") as tree,
    ):
        paths = renamed(tree, current(tree), version, datetime.fromtimestamp(moment, timezone.utc).date())
        click.echo(git(tree, "diff"))
        git(tree, "add", *paths)
        click.echo("building twice, and trying what is built in an environment that has nothing else ...")
        delivered = deliver(tree, version, Path(name), moment)
        if not no_tests:
            click.echo("running all checks in an environment of their own ...")
            test(tree)
        click.echo((delivered / "SHA256SUMS").read_text("utf-8"), nl=False)
        if commit:
            keeping.keep(ROOT, tree, version, delivered)
    click.echo(
        _kept(version) if commit else "nothing is changed; say --commit (COMMIT=1 for make) to make the release"
    )


def _moment() -> int:
    """Return when the release is made, in seconds since 1970."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said is None:
        return int(datetime.now(timezone.utc).timestamp())
    if not (said.isascii() and said.isdigit()):
        raise Refusal(f"SOURCE_DATE_EPOCH is {said!r}; say the seconds since 1970")
    return int(said)


def _kept(version: str) -> str:
    return f"""made, and not published; these would do that:
  git push --atomic origin main v{version}
  twine upload dist/{version}/unscaffold-{version}*.whl dist/{version}/unscaffold-{version}.tar.gz"""


if __name__ == "__main__":
    main()
