"""The page, made by Jinja from the templates beside this module.

All that others wrote is escaped, and shown as text that does nothing. Only the page's own script and style run: their
digests are in its content security policy.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unscaffold.findings import Failure
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from unscaffold.reporting.report import Report

_TEMPLATES = Path(__file__).parent / "templates"
_PARTS = re.compile(r"[^_/]*[_/]+|[^_/]+")
_NAMELESS = "(no name)"


def page_of(report: Report) -> bytes:
    """Return a report as a page, in UTF-8; the same report gives the same bytes. `require` comes first."""
    return rendered("page.html", ("page.css",), "page.js", report=report)


def rendered(template: str, styles: Iterable[str], script: str, **values: Any) -> bytes:
    """Return a page of a template, with a policy that lets its own style and script run, and nothing else.

    Args:
        template: The name of the template.
        styles: The names of its styles, of which a later one counts more.
        script: The name of its script.
        values: What the template tells of.
    """
    style, code = "".join(map(_content, styles)), _content(script)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(code)}';"
        " base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template(template)
    return page.render(**values, style=_own(style), script=_own(code), policy=policy).encode("utf-8")


def require() -> None:
    """Look whether a page can be made, before what takes long is done.

    Raises:
        Failure: Jinja is not installed.
    """
    if find_spec("jinja2") is None:
        raise Failure("the page is made by Jinja, which is not installed; say: pip install 'unscaffold[report]'")


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - it is an extra

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["name"] = _name
    return environment


def _shown(value: Any) -> Any:
    """Return what a template is to write of a value: of text, what does nothing but show."""
    return printable(value) if type(value) is str else value


def _name(text: str) -> Any:
    """Return a name that may be broken behind its underscores and slashes, where it does not fit into a line.

    In place of a name that is empty or blank, something stands that can be seen, followed and read aloud.
    """
    from markupsafe import Markup, escape  # noqa: PLC0415 - it comes with Jinja

    return Markup("<wbr>").join(map(escape, _PARTS.findall(printable(text)))) if text.strip() else _NAMELESS


def _own(text: str) -> Any:
    """Return text that is ours, as it is to stand in the page."""
    from markupsafe import Markup  # noqa: PLC0415 - it comes with Jinja

    return Markup(text)


def _content(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"
