"""Access control rules: what the product refuses, what grants nothing, and what is granted already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import Guess
from unscaffold.grants import (
    Grant,
    Marks,
    Unknown,
    grants_of,
    is_complete,
    is_path,
    marks_of,
    may_have_more_profiles,
    unknown_of,
)
from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.vocabulary import access_rights

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from unscaffold.effective import Effective, Element

_RULE = "AccessControlRule"
_NEEDED = ("Identifier", "EntityType", "Profile")
_HISTORY = "/viewhistory"
_OF_ITSELF = {"Identifier", "ConsolidationMode"}


def root_permission(conf: Effective) -> Iterator[Breach]:
    for rule, entry in _entries(conf):
        if entry.get("Permission").strip() == "/" and entry.is_true("CanExecute"):
            yield breach(entry, "CanExecute", rule=_named(rule))


def incomplete_access_rule(conf: Effective) -> Iterator[Breach]:
    for rule in filter(is_complete, conf.of(_RULE)):
        missing = [name for name in _NEEDED if not rule.get(name).strip()]
        if missing:
            yield breach(rule, rule=_named(rule), missing=" and no ".join(missing))


def entry_without_permission(conf: Effective) -> Iterator[Breach]:
    for rule, entries in _wrong_entries(conf, lambda entry: not entry.get("Permission").strip()):
        yield breach(entries[0], "Permission", rule=_named(rule), count=_count(len(entries), "entry", "entries"))


def access_rule_without_entry(conf: Effective) -> Iterator[Breach]:
    for rule in filter(is_complete, conf.of(_RULE)):
        if not any(rule.of("Entry")):
            yield breach(rule, rule=_named(rule))


def access_rule_twice(conf: Effective) -> Iterator[Breach]:
    first: dict[str, tuple[Element, Hashable]] = {}
    for rule in conf.of(_RULE):
        if rule.identifier:
            content = _content(rule)
            other, known = first.setdefault(rule.identifier.lower(), (rule, content))
            if content != known:
                yield breach(rule, "Identifier", related=[("other", other.region("Identifier"))], rule=_named(rule))


def profile_unknown(conf: Effective) -> Iterator[Breach]:
    declared = [one.identifier for one in conf.of("Profile") if one.identifier]
    if not declared or may_have_more_profiles(conf):  # they are declared in another part, or nobody knows
        return
    known = {name.lower() for name in declared}
    naming: dict[str, dict[int, Element]] = {}
    for one in [*conf.of(_RULE), *(unknown.element for unknown in unknown_of(conf))]:
        profile = one.get("Profile").lower()
        if profile.strip() and profile not in known and not one.is_context:
            naming.setdefault(profile, {}).setdefault(id(one.scaffolding or one), one)
    for users in naming.values():
        first, *others = users.values()
        profile = first.get("Profile")
        more = f" (and {len(others)} more)" if others else ""
        guess = Guess(profile, (declared,))
        yield breach(first, "Profile", guess=guess, user=f"{_author(first)}{more}", profile=profile)


def permission_form(conf: Effective) -> Iterator[Breach]:
    for rule, entries in _wrong_entries(conf, lambda entry: _is_misspelt(entry.get("Permission"))):
        names = listed(entry.get("Permission") for entry in entries)
        yield breach(entries[0], "Permission", rule=_named(rule), permissions=names)


def filter_without_binding(conf: Effective) -> Iterator[Breach]:
    for rule in conf.of(_RULE):
        wrong = [one for one in rule.of("Filter") if not one.get("Binding").strip()]
        if wrong:
            yield breach(wrong[0], "Binding", rule=_named(rule))


def history_filtered(conf: Effective) -> Iterator[Breach]:
    for rule, entries in _wrong_entries(conf, lambda entry: entry.get("Permission").lower().endswith(_HISTORY)):
        filters = [*rule.of("Filter")]
        if filters:
            yield breach(entries[0], "Permission", related=[("filter", filters[0])], rule=_named(rule))


def granted_twice(conf: Effective) -> Iterator[Breach]:
    yield from _idle(conf, Marks.repeated_by)


def granted_above(conf: Effective) -> Iterator[Breach]:
    yield from _idle(conf, Marks.included_in)


def unknown_rights(conf: Effective) -> Iterator[Breach]:
    together: dict[str, list[Unknown]] = {}
    for one in unknown_of(conf):
        if one.is_of_access_rights and one.element.name not in access_rights() and not one.element.is_context:
            together.setdefault(one.element.name, []).append(one)
    for name, found in together.items():
        profiles = {one.profile: None for one in found if one.profile}
        whom = f"the profile{'s' * (len(profiles) > 1)} {listed(profiles)}" if profiles else "profiles"
        yield breach(found[0].element, scaffolding=name, whom=whom)


def _idle(conf: Effective, other_of: Callable[[Marks, Grant], Grant | None]) -> Iterator[Breach]:
    """Yield what is written by hand though another grant makes it idle, that of a rule and another one together."""
    grants = grants_of(conf)
    marks = marks_of(conf, grants)
    together: dict[tuple[Element, Element], list[tuple[Grant, Grant]]] = {}
    for one in grants:
        other = other_of(marks, one)
        if other and one.rule.scaffolding is None:
            together.setdefault((one.rule, other.rule), []).append((one, other))
    for (rule, by), pairs in together.items():
        yield breach(
            pairs[0][0].entry,
            "Permission",
            related=[("other", pairs[0][1].entry)],
            rule=_named(rule),
            permissions=listed(one.permission for one, _ in pairs),
            by=by.identifier,
            above=listed(other.permission for _, other in pairs),
            profile=pairs[0][0].profile,
        )


def _entries(conf: Effective) -> Iterator[tuple[Element, Element]]:
    return ((rule, entry) for rule in conf.of(_RULE) for entry in rule.of("Entry"))


def _wrong_entries(conf: Effective, is_wrong: Callable[[Element], bool]) -> Iterator[tuple[Element, list[Element]]]:
    """Yield the rules that have wrong entries, with these."""
    for rule in conf.of(_RULE):
        wrong = [*filter(is_wrong, rule.of("Entry"))]
        if wrong:
            yield rule, wrong


def _is_misspelt(permission: str) -> bool:
    return bool(permission.strip()) and not is_path(permission)


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {several}" if number > 1 else f"an {one}"


def _named(rule: Element) -> str:
    return f"the access control rule '{rule.identifier}'" if rule.identifier else "an access control rule"


def _author(element: Element) -> str:
    """Return what somebody wrote so that there is an element: a rule, or the scaffolding that generates it."""
    if element.scaffolding:
        return element.scaffolding.name
    return _named(element) if element.name == _RULE else element.name


def _content(element: Element) -> Hashable:
    """Return what two elements have in common that say the same, in whatever order and case."""
    own = {(name, value.lower()) for name, value in element.attributes.items() if name not in _OF_ITSELF}
    return element.name, frozenset(own), frozenset(map(_content, element.children))
