"""Elements of XML as values: what the XML formats build before lxml or feedgen writes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lxml import etree

from feedpub.model.characters import fit
from feedpub.model.profile import EVENT_NAMESPACE

NAMESPACES = {
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "fp": EVENT_NAMESPACE,  # our own: schemas/event.rng
    "georss": "http://www.georss.org/georss",
    "media": "http://search.yahoo.com/mrss/",
    "nar": "http://iptc.org/std/nar/2006-10-01/",
    "nitf": "http://iptc.org/std/NITF/2006-10-18/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One element.

    Args:
        name: with its usual prefix, such as dc:creator; without a prefix in the namespace that the document declares.
        text: its characters.
        attributes: those without a value are left out.
        children: in order.
    """

    name: str
    text: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
    children: tuple["Node", ...] = ()


@cache
def qualified(name: str) -> str:
    """Turn a prefixed name into the form that lxml takes."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def append(parent: Any, nodes: Iterable[Node]) -> None:
    """Write nodes as the last children of an element, without the characters that XML 1.0 forbids.

    Args:
        parent: an element of lxml.
        nodes: in order.
    """
    for node in nodes:
        said = {qualified(name): fit(str(value)) for name, value in node.attributes.items() if value is not None}
        element = etree.SubElement(parent, qualified(node.name), said)
        element.text = fit(node.text) or None
        append(element, node.children)
