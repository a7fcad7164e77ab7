"""What the rules of a scaffolding that grants access rights are computed from."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from unscaffold.vocabulary import declaring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from unscaffold.reading import Configuration, Declared
    from unscaffold.vocabulary import Declaration


# Before the identifier of an entity type: one for its workflows, which takes its name from it.
_OF_WORKFLOWS = "workflow_"


def of_access_rights(
    configuration: Configuration, scaffolding: Declared, declaration: Declaration
) -> Iterator[Declared]:
    """Yield the elements: its profile, its entity type, and what its sets are computed from.

    One that makes its profile is told the languages, in which that has names.

    Scaffoldings that generate what nobody knows are among them: something of it may be missing.
    """
    entity_type = scaffolding.attributes.get("EntityType", "")
    profile = declaration.profile or scaffolding.attributes.get("Profile", "")
    yield from configuration.where("Profile", "Identifier", profile)
    yield from configuration.of_kind("Language") if declaration.profile else ()
    yield from configuration.where("EntityType", "Identifier", entity_type)
    yield from configuration.where("EntityType", "Identifier", entity_type.lower().removeprefix(_OF_WORKFLOWS))
    for name, known in declaring().items():
        yield from configuration.of_kind(name) if known.generates_more else ()
    for name in declaration.sets:
        yield from _SETS[name](configuration, entity_type)


def _dimensions(configuration: Configuration, _: str) -> Iterable[Declared]:
    return configuration.of_kind("Dimension")


def _neighbours(configuration: Configuration, entity_type: str) -> Iterable[Declared]:
    # What depends on associations has to have asked for them, however often they were put in order already.
    known = configuration.of_kind("EntityAssociation")
    return _associations(configuration).get(entity_type.lower(), []) if known else []


def _reviewed(configuration: Configuration, _: str) -> Iterator[Declared]:
    for dimension in configuration.of_kind("Dimension"):
        yield dimension
        yield from _neighbours(configuration, dimension.attributes.get("EntityType", ""))


def _workflow_neighbours(configuration: Configuration, entity_type: str) -> Iterator[Declared]:
    for association in _neighbours(configuration, entity_type):
        yield association
        for end in _ends(association):
            yield from _neighbours(configuration, end)


def _targets(configuration: Configuration, entity_type: str) -> Iterable[Declared]:
    return configuration.where("ResourceType", "SourceEntityType", entity_type)


def _mappings(configuration: Configuration, _: str) -> Iterator[Declared]:
    for mapping in configuration.of_kind("EntityTypeMapping"):
        yield mapping
        yield from configuration.where("EntityType", "Identifier", mapping.identifier)


def _resource_types(configuration: Configuration, _: str) -> Iterable[Declared]:
    return configuration.of_kind("ResourceType")


def _refinable(configuration: Configuration, entity_type: str) -> Iterable[Declared]:
    return configuration.where("Workflow", "VariablesType", entity_type)


def _menus(configuration: Configuration, _: str) -> Iterable[Declared]:
    return configuration.of_kind("MenuItem")


def _entity_types(configuration: Configuration, entity_type: str) -> Iterable[Declared]:
    return configuration.where("EntityType", "Identifier", f"{_OF_WORKFLOWS}{entity_type.lower()}")


def _naming(_: Configuration, __: str) -> Iterable[Declared]:
    return ()  # its entity type has its properties


def _columns(configuration: Configuration, entity_type: str) -> Iterable[Declared]:
    return configuration.where("DisplayTable", "EntityType", entity_type)


_SETS: Mapping[str, Callable[[Configuration, str], Iterable[Declared]]] = {
    "columns": _columns,
    "dimensions": _dimensions,
    "entity-types": _entity_types,
    "mappings": _mappings,
    "menus": _menus,
    "naming": _naming,
    "neighbours": _neighbours,
    "refinable": _refinable,
    "resource-types": _resource_types,
    "reviewed": _reviewed,
    "targets": _targets,
    "workflow-neighbours": _workflow_neighbours,
}


@lru_cache(maxsize=1)  # a run has one configuration
def _associations(configuration: Configuration) -> Mapping[str, list[Declared]]:
    """Return the associations of each entity type, by its identifier in lower case."""
    found: dict[str, list[Declared]] = defaultdict(list)
    for association in configuration.of_kind("EntityAssociation"):
        for end in _ends(association):
            found[end].append(association)
    return found


def _ends(association: Declared) -> set[str]:
    """Return the entity types of both properties of an association, in lower case."""
    properties = (association.attributes.get(name, "") for name in ("Property1", "Property2"))
    return {one.partition(":")[0].lower() for one in properties if ":" in one}
