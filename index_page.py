"""The README as a package index shows it, where a link into the repository would lead nowhere.

Hatchling calls this when it builds. A link to a file becomes the text of the link, which names the file; one to
a heading, too, for an index gives headings no names. The day on which the repository has an address for everybody,
they can become links to it, here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_INTO_THE_REPOSITORY = re.compile(r"\[([^\]\n]+)\]\((?!https?://)[^)\n]+\)")


class IndexPage(MetadataHookInterface):
    """Gives the project its description."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the description.

        Args:
            metadata: What `pyproject.toml` says of the project.
        """
        text = (Path(self.root) / "README.md").read_text("utf-8")
        shown = _INTO_THE_REPOSITORY.sub(r"\1", text)
        metadata["readme"] = {"content-type": "text/markdown", "text": shown}
