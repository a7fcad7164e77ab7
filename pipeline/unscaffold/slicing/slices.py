"""Slices: a scaffolding with just the elements it needs, in the vendor's own vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.markup import NAMESPACE, escaped
from unscaffold.slicing.access_rights import of_access_rights
from unscaffold.vocabulary import ACCESS_RIGHTS, declaring

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.findings import Way
    from unscaffold.reading import Configuration, Declared
    from unscaffold.vocabulary import Declaration

_MAPPING = "*ResourceTypeMapping"
_SETTINGS = (
    "Agent",
    "Language",
    "OpenIdClient",
    "MailSetting",
    "RolePolicyNotification",
    "RoleReviewNotification",
)


class Slice(NamedTuple):
    """A configuration document of its own: the elements in configuration order, then the scaffoldings."""

    elements: list[Declared]
    scaffoldings: list[Declared]

    def document(self) -> str:
        """Return the document: `ConfigurationFile` and, in it, the elements."""
        lines = [_xml(element) for element in self.elements] + [s.xml for s in self.scaffoldings]
        body = "".join(f"  {line}\n" for line in lines)
        return f'<ConfigurationFile xmlns="{NAMESPACE}">\n{body}</ConfigurationFile>\n'

    def at(self, way: Way) -> tuple[Declared, Way]:
        """Return the element of the document at a way, and the way from there in the element's own file."""
        number = way[0] - len(self.elements)
        element = self.elements[way[0]] if number < 0 else self.scaffoldings[number]
        return element, tuple(element.children[number][2] for number in way[1:2])

    def number_of(self, element: Declared) -> int | None:
        """Return the number of an element of the document; None if it is not in it."""
        if element is self.scaffoldings[0]:  # as nearly always
            return len(self.elements)
        return next((number for number, one in enumerate(self.elements) if one is element), None)


def slice_of(configuration: Configuration, scaffolding: Declared, declaration: Declaration) -> Slice:
    """Return the slice of one scaffolding.

    Args:
        configuration: The whole configuration.
        scaffolding: One of its scaffoldings.
        declaration: What is declared of the scaffolding; its scope says what it needs.
    """
    if declaration.scope == "configuration":
        return Slice(configuration.parts, [scaffolding])
    if declaration.scope == ACCESS_RIGHTS:
        elements = of_access_rights(configuration, scaffolding, declaration)
    else:
        needed = {"connector": _of_connector, "nothing": _settings}
        elements = needed[declaration.scope](configuration, scaffolding)
    parts = {part.order: part for element in elements for part in element.parts or (element,)}
    return Slice([parts[order] for order in sorted(parts)], [scaffolding])


def union(slices: Sequence[Slice]) -> Slice:
    """Return one slice for all the scaffoldings of several."""
    scaffoldings = [scaffolding for one in slices for scaffolding in one.scaffoldings]
    if all(one.elements is slices[0].elements for one in slices):
        return Slice(slices[0].elements, scaffoldings)
    parts = {part.order: part for one in slices for part in one.elements}
    return Slice([parts[order] for order in sorted(parts)], scaffoldings)


def _settings(configuration: Configuration, _: Declared) -> Iterator[Declared]:
    for kind in _SETTINGS:
        yield from configuration.of_kind(kind)


def _of_connector(configuration: Configuration, scaffolding: Declared) -> Iterator[Declared]:
    """Yield what the job of one connector is made from.

    That is the connector with its connections, entity types and resource types, the connections of these, and,
    because they are listed in the order of their connectors, the entity types the resource types reach, with
    their connectors.
    """
    yield from _settings(configuration, scaffolding)
    for _name, attributes, _number in scaffolding.children:
        yield from configuration.where("Connector", "Identifier", attributes.get("ConnectorIdentifier", ""))
    for connector in configuration.where("Connector", "Identifier", scaffolding.attributes.get("Connector", "")):
        yield connector
        yield from _generating(configuration, connector)
        yield from configuration.where("Connection", "Connector", connector.identifier)
        yield from configuration.where("EntityAssociationMapping", "Connector", connector.identifier)[
            :1
        ]  # is there any?
        for mapping in configuration.where("EntityTypeMapping", "Connector", connector.identifier):
            yield mapping
            for resource_type in configuration.where("ResourceType", "TargetEntityType", mapping.identifier):
                yield from _of_resource_type(configuration, resource_type)


def _generating(configuration: Configuration, connector: Declared) -> Iterator[Declared]:
    """Yield the scaffoldings that generate what nobody knows of a connector."""
    for name in (name for name, known in declaring().items() if known.generates_more):
        for element in configuration.of_kind(name):
            facts = declaring()[name].facts_of(element.attributes)
            if any(said["Identifier"].lower() == connector.identifier.lower() for _kind, said in facts):
                yield element


def _of_resource_type(configuration: Configuration, resource_type: Declared) -> Iterator[Declared]:
    yield resource_type
    for mapping in configuration.where(_MAPPING, "Identifier", resource_type.identifier):
        yield mapping
        yield from configuration.where("Connection", "Identifier", mapping.attributes.get("Connection", ""))
    reached = [resource_type.attributes.get("SourceEntityType", "")]
    for association, entity_type in _queried(configuration, resource_type):
        yield association
        reached.append(entity_type)
    for entity_type in reached:
        for mapping in configuration.where("EntityTypeMapping", "Identifier", entity_type):
            yield mapping
            yield from configuration.where("Connector", "Identifier", mapping.attributes.get("Connector", ""))


def _queried(configuration: Configuration, resource_type: Declared) -> Iterator[tuple[Declared, str]]:
    """Yield the associations of the query rules' properties, with the entity types to which they lead."""
    target = resource_type.attributes.get("TargetEntityType", "")
    for _name, attributes, _number in resource_type.children:
        name = attributes.get("Property", "")
        end = name if ":" in name else f"{target}:{name}"
        for near, far in (("Property1", "Property2"), ("Property2", "Property1")):
            for association in configuration.where("EntityAssociation", near, end):
                yield association, association.attributes.get(far, "").partition(":")[0]


def _xml(element: Declared) -> str:
    start = f"{element.name}{_attributes(element.attributes)}"
    if not element.children:
        return f"<{start}/>"
    children = "".join([f"<{name}{_attributes(attributes)}/>" for name, attributes, _number in element.children])
    return f"<{start}>{children}</{element.name}>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join([f' {name}="{escaped(value)}"' for name, value in attributes.items()])
