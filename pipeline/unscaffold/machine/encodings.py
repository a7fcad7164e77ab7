"""How names and text become bytes here."""

from __future__ import annotations

import codecs
import locale
import sys

from unscaffold.machine.part import Part, Wrong


def encodings() -> Part:
    """Return the encodings, and whether names of files can be read at all."""
    files, stream = sys.getfilesystemencoding(), sys.__stdout__
    facts = {
        "locale": locale.setlocale(locale.LC_CTYPE),
        "text": locale.getpreferredencoding(False),  # False: or the locale would be changed
        "names_of_files": files,
        "standard_output": stream.encoding if stream else None,
        "utf8_mode": bool(sys.flags.utf8_mode),
    }
    if codecs.lookup(files).name == "utf-8":
        return Part("encodings", {**facts})
    sentence = f"names of files are read as {files}, so those with other letters are not; set LC_ALL=C.UTF-8"
    return Part("encodings", {**facts}, (Wrong("locale", f"{sentence} or PYTHONUTF8=1"),))
