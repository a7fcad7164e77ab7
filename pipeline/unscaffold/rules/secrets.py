"""Passwords and other secrets that stand in the configuration. What is found is never shown."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from unscaffold.findings import WITH_SPACE, Edit
from unscaffold.rules.breach import Breach, breach
from unscaffold.rules.values import whole_number
from unscaffold.vocabulary import is_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element

_SETTINGS = "PasswordResetSettings"
_MODES = {"0", "1", "2", "disabled", "oneway", "twoway"}
_LENGTH = 12
_COUNTS = {  # how many characters of each class a generated password has at least, by default
    "GeneratedLowerCaseCharsCount": 6,
    "GeneratedUpperCaseCharsCount": 2,
    "GeneratedDigitCharsCount": 2,
    "GeneratedSymbolCharsCount": 2,
}
_KEY = r"(?:password|passwd|pwd|secret|api_?key|access_?token)"
# Names of attributes that may hold one; that of PasswordResetSetting names an element.
_NAMED = re.compile(
    rf"{_KEY}(?!ResetSetting)|(?:token|private_?key|encryption_?key|credentials?|connection_?string)$", re.IGNORECASE
)
# What stands for a value, and is none: of a template, of a variable, of a parameter, or a constant.
_NONE = r"(?![{<$%@*(\[]|(?:null|true|false|none)\b)"
_IN_URL = rf"://[^/\s:@]*:{_NONE}[^/\s:@]+@"
_IN_TEXT = rf"{_KEY}[\"']?\s*[:=]\s*[\"']?{_NONE}[^\s\"'&;,<>{{}}]{{3,}}|\bbearer\s+{_NONE}[\w.+/=-]{{16,}}"
# A column that is compared with another one, or set to it, is no secret: only a literal is.
_IN_SQL = (
    rf"{_KEY}\]?\s*=\s*N?'{_NONE}[^'\s]{{3,}}'|\b(?:user|role)\s+\S+\s+identified\s+by\s+[\"']?{_NONE}[^\s\"';]{{3,}}"
)
# Not compiled, which takes longer than to see that there is no such attribute.
_PATTERNS = {
    "ApiUrl": f"{_IN_URL}|{_IN_TEXT}",
    "Body": f"{_IN_URL}|{_IN_TEXT}",
    "SQLCommand": f"{_IN_URL}|{_IN_SQL}",
}
# What is not shown may be none after all: so all attributes are looked at, and arguments of commands are hidden, too.
_ANYWHERE = rf"{_IN_URL}|{_IN_TEXT}|{_IN_SQL}|(?:^|\s)[-/]+{_KEY}\s+{_NONE}\S"


def may_be_secret(attribute: str, value: str) -> bool:
    """Return whether an attribute may hold a secret, by its name or by its value: it is not shown then."""
    if _NAMED.search(attribute):
        return value.lower() not in {"", "true", "false"}
    return bool(re.search(_ANYWHERE, value, re.IGNORECASE))


def password_plain(conf: Effective) -> Iterator[Breach]:
    for settings in conf.of(_SETTINGS):
        if settings.get("DefaultPassword") and not settings.is_true("AutoGenerate"):
            yield breach(settings, "DefaultPassword", settings=settings.identifier)


def password_idle(conf: Effective) -> Iterator[Breach]:
    for settings in conf.of(_SETTINGS):
        if settings.get("DefaultPassword") and settings.is_true("AutoGenerate"):
            edit = _removal(settings, "DefaultPassword")
            yield breach(settings, "DefaultPassword", edit=edit, settings=settings.identifier)


def password_mode(conf: Effective) -> Iterator[Breach]:
    for settings in conf.of(_SETTINGS):
        mode = settings.get("Mode")
        if mode and mode.strip().lower().replace("-", "") not in _MODES:
            yield breach(settings, "Mode", settings=settings.identifier, mode=mode)


def password_length(conf: Effective) -> Iterator[Breach]:
    for settings in conf.of(_SETTINGS):
        length = whole_number(settings.get("GeneratedLength"))
        counts = [whole_number(settings.get(name, str(default))) for name, default in _COUNTS.items()]
        total = sum(count for count in counts if count is not None)
        if length is not None and None not in counts and length < total and settings.is_true("AutoGenerate"):
            yield breach(settings, "GeneratedLength", settings=settings.identifier, length=length, total=total)


def password_settings_unknown(conf: Effective) -> Iterator[Breach]:
    for mapping in conf.of("*ResourceTypeMapping") if conf.of(_SETTINGS) else ():
        name = mapping.get("PasswordResetSetting")
        if name and not conf.find(_SETTINGS, name):
            yield breach(
                mapping, "PasswordResetSetting", kind=mapping.name, mapping=mapping.identifier, settings=name
            )


def secret_in_configuration(conf: Effective) -> Iterator[Breach]:
    steps = (one for name, found in conf.in_jobs.items() if is_step(name) for one in found)
    for task in chain(steps, conf.of("Step")):
        for attribute in _PATTERNS.keys() & task.attributes.keys():
            if re.search(_PATTERNS[attribute], task.get(attribute), re.IGNORECASE):
                yield breach(task, attribute, kind=task.name, task=task.identifier, what=attribute)


def _removal(element: Element, attribute: str) -> Edit | None:
    region = element.region(attribute)
    return Edit(region._replace(mark=region.mark._replace(part=WITH_SPACE)), "") if region.mark else None
