"""The mappings of entity types and associations to what a connector exports: their keys."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unscaffold.effective import Effective, Element

_MOST_UNIQUE = 3
_DN = "dn"
_AD = "usercube.ad@"  # how the packages begin that read an Active Directory, in lower case
_SIDES = ("EntityPropertyMapping1", "EntityPropertyMapping2")


def primary_key_missing(conf: Effective) -> Iterator[Breach]:
    for mapping in _mappings(conf):
        if not any(one.is_true("IsPrimaryKey") for one in mapping.of("Property")):
            yield breach(mapping, mapping=mapping.identifier)


def primary_keys(conf: Effective) -> Iterator[Breach]:
    for mapping in _mappings(conf):
        keys = [one for one in mapping.of("Property") if one.is_true("IsPrimaryKey")]
        if len(keys) > 1:
            names = listed(one.identifier for one in keys)
            yield breach(keys[1], "IsPrimaryKey", mapping=mapping.identifier, names=names)


def unique_keys(conf: Effective) -> Iterator[Breach]:
    for mapping in _mappings(conf):
        further = (one for one in mapping.of("Property") if not one.is_true("IsPrimaryKey"))
        keys = [one for one in further if one.is_true("IsUniqueKey")]
        if len(keys) > _MOST_UNIQUE:
            names = listed((one.identifier for one in keys), len(keys))
            yield breach(keys[_MOST_UNIQUE], "IsUniqueKey", mapping=mapping.identifier, names=names)


def mapping_no_entity_type(conf: Effective) -> Iterator[Breach]:
    is_model_here = conf.of("EntityType") and not conf.half_known_connectors
    for mapping in _mappings(conf) if is_model_here else ():
        if not conf.find("EntityType", mapping.identifier):
            yield breach(mapping, "Identifier", mapping=mapping.identifier)


def ad_dn_key(conf: Effective) -> Iterator[Breach]:
    read = {
        one.get("Connector").lower() for one in conf.of("Connection") if one.get("Package").lower().startswith(_AD)
    }
    keys = conf.once(_keys)
    for mapping in _mappings(conf) if read else ():
        entity_type = conf.find("EntityType", mapping.identifier)
        if mapping.get("Connector").lower() in read and entity_type and not entity_type.is_half_known:
            for one in mapping.of("Property"):
                is_dn = _DN in {one.identifier.lower(), one.get("ConnectionColumn").lower()}
                if is_dn and one.identifier.lower() not in keys.get(mapping.identifier.lower(), ()):
                    yield breach(
                        one, connector=mapping.get("Connector"), property=one.identifier, mapping=mapping.identifier
                    )


def association_connectors(conf: Effective) -> Iterator[Breach]:
    for association in conf.of("EntityAssociationMapping"):
        found = (conf.find("EntityTypeMapping", _side(association, side)[0]) for side in _SIDES)
        mapped = [(one.identifier, one.get("Connector")) for one in found if one and one.get("Connector")]
        own = association.get("Connector")
        if len({name.lower() for name in (own, *(name for _, name in mapped)) if name}) > 1:
            told = " and ".join(f"'{entity_type}' of '{name}'" for entity_type, name in dict.fromkeys(mapped))
            yield breach(association, "Connector", association=_name(association), own=own, sides=told)


def association_keys(conf: Effective) -> Iterator[Breach]:
    keyless = [*_keyless(conf)]
    mapped = _mapped(conf) if keyless else {}
    for association, side, entity_type, name in keyless:
        if entity_type in mapped:
            fault = (
                "is no key in its EntityTypeMapping"
                if name in mapped[entity_type]
                else "its EntityTypeMapping does not map"
            )
            yield breach(
                association,
                side,
                association=_name(association),
                side=side,
                value=association.get(side),
                fault=fault,
            )


def _keyless(conf: Effective) -> Iterator[tuple[Element, str, str, str]]:
    """Yield the associations a side of which names no key: the side, its entity type and property in lower case."""
    keys = conf.once(_keys)
    for association in conf.of("EntityAssociationMapping"):
        for side in _SIDES:
            entity_type, name = (part.lower() for part in _side(association, side))
            if name and name not in keys.get(entity_type, ()):
                yield association, side, entity_type, name


def _mappings(conf: Effective) -> Iterator[Element]:
    """Yield the mappings of entity types of which all is seen that is said of them, and that map something."""
    found = (one for one in conf.of("EntityTypeMapping") if one.identifier and not one.is_half_known)
    return (one for one in found if any(one.of("Property")))


def _mapped(conf: Effective) -> dict[str, set[str]]:
    """Return the mapped properties, in lower case, of each entity type that is seen with its keys and its mapping."""
    found = {}
    for mapping in _mappings(conf):
        entity_type = conf.find("EntityType", mapping.identifier)
        if entity_type and not entity_type.is_half_known:
            found[mapping.identifier.lower()] = {one.identifier.lower() for one in mapping.of("Property")}
    return found


def _keys(conf: Effective) -> Mapping[str, set[str]]:
    """Return the properties of each entity type that tell its resources apart, in lower case."""
    found: dict[str, set[str]] = defaultdict(set)
    marks = {"EntityType": {"IsKey"}, "EntityTypeMapping": {"IsPrimaryKey", "IsUniqueKey"}}
    for kind, attributes in marks.items():
        for element in conf.of(kind):
            marked = (one for one in element.of("Property") if not attributes.isdisjoint(one.attributes))
            keys = (one for one in marked if any(map(one.is_true, attributes)))
            found[element.identifier.lower()].update(one.identifier.lower() for one in keys)
    return found


def _side(association: Element, side: str) -> tuple[str, str]:
    """Return the entity type and the property that a side of an association names."""
    entity_type, _, name = association.get(side).strip().partition(":")
    return entity_type, name


def _name(association: Element) -> str:
    return association.identifier or " - ".join(association.get(side) for side in _SIDES)
