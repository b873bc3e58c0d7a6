"""What is asked of any feed: its encoding, its namespaces and prefixes, its characters, what stands where."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from tests.formats.rules.values import Check, anything, language

NAMESPACES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://www.georss.org/georss": "georss",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
"""Those that the service knows and we use, with the prefixes that belong to them."""
# Prefixes that belong to other namespaces that the service knows.
_RESERVED = frozenset(
    "access admin ag annotate app audio blogChannel cc cf company cp creativeCommons email ev feedburner foaf g geo geourl "
    "gml icbm image indexing itunes l mathml openid opensearch opml rdf rdfs ref reqv rss091 search slash soap ss str sub "
    "svg sx sy taxo thr trackback wfw wiki xhtml xlink xrd xrds".split()
)
_MOST_BYTES = 5_000_000
_SUSPICIOUS = re.compile("[\x80-\x9f\ufffd]")
_END_TAG = re.compile(r"</(a|b|br|div|em|i|img|li|p|script|span|strong|table|td|tr|u|ul)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|copy|#\w+|[a-zA-Z]*\d\w*)")
_MARKUP = re.compile("&#[x0-9]|<[/a-zA-Z]")


@dataclass(frozen=True)
class Kind:
    """What one kind of element may hold.

    Args:
        text: checks of its text.
        attributes: that it may have, with the checks of their values.
        required: attributes that it must have.
        many: there may be several beside one another.
        plain: its text, and the values of title and label, are for people and hold no HTML.
    """

    text: tuple[Check, ...] = (anything,)
    attributes: Mapping[str, Check] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    many: bool = False
    plain: bool = False


def tree_of(body: bytes) -> Any:
    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))


def name_of(element: Any) -> str:
    """Name an element with the prefix that belongs to its namespace, or with the namespace where it is not known."""
    tag = etree.QName(element)
    if tag.namespace is None:
        return tag.localname
    prefix = NAMESPACES.get(tag.namespace)
    return f"{prefix}:{tag.localname}" if prefix else str(tag)


def check_document(body: bytes, root: Any) -> Iterator[str]:
    """Check what lies outside of all elements, and the characters of all."""
    head = body[:100].lower().replace(b"'", b'"')
    if not head.startswith(b'<?xml version="1.0" encoding="utf-8"'):
        yield "NotUTF8"
    if b"<!DOCTYPE" in body:
        yield "InvalidDoctype"
    if len(body) > _MOST_BYTES:
        yield "ValidatorLimit"
    if _SUSPICIOUS.search(body.decode()):
        yield "BadCharacters"
    declared = {(prefix, uri) for element in root.iter() for prefix, uri in element.nsmap.items()}
    for prefix, uri in declared:
        yield from _declaration(prefix, uri, atom=root.tag != "rss")
    for element in root.iter(etree.Element):
        said = element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if said is not None:
            yield from language(said)


def _declaration(prefix: str | None, uri: str, *, atom: bool) -> Iterator[str]:
    known = NAMESPACES.get(uri)
    if known is None:
        yield f"UnknownNamespace: {uri}"
    if prefix in _RESERVED or (prefix in NAMESPACES.values() and known != prefix):
        yield f"ReservedPrefix: {prefix}"
    if known and prefix and prefix != known:
        yield f"NonstdPrefix: {prefix}"
    if atom and known == "atom" and prefix:
        yield "AvoidNamespacePrefix"


def check_children(body: bytes, parent: Any, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Check the children of an element one by one.

    Args:
        body: of the document.
        parent: the element.
        kinds: what may stand in it, by prefixed name. What is of no known namespace may always.

    Yields:
        What is wrong.
    """
    for name, times in Counter(map(name_of, parent)).items():
        kind = kinds.get(name)
        if kind is None:
            if not name.startswith("{"):
                yield f"UndefinedElement: {name}"
        elif times > 1 and not kind.many:
            yield f"DuplicateElement: {name}"
    for child in parent:
        if kind := kinds.get(name_of(child)):
            yield from _child(body, child, kind)


def _child(body: bytes, child: Any, kind: Kind) -> Iterator[str]:
    name, text = name_of(child), (child.text or "").strip()
    broken = [rule for check in kind.text for rule in check(text)]
    for attribute in child.attrib:
        if attribute not in kind.attributes:
            # Attributes of other namespaces are welcome in Atom, and those of XML everywhere.
            broken += [] if attribute.startswith("{") else [f"UnexpectedAttribute {attribute}"]
        else:
            broken += list(kind.attributes[attribute](child.get(attribute)))
    broken += [f"MissingAttribute {required}" for required in kind.required if child.get(required) is None]
    if kind.plain:
        line = body.split(b"\n")[child.sourceline - 1]
        broken += [rule for value in _plain(child, text) for rule in no_markup(value, line)]
    yield from (f"{rule}: {name}" for rule in broken)


def _plain(child: Any, text: str) -> Iterable[str]:
    return text, child.get("title", ""), child.get("label", "")


def no_markup(value: str, line: bytes) -> Iterator[str]:
    """Let plain text look like HTML only where a hexadecimal reference in its line of the document says that it is none."""
    if _END_TAG.search(value):
        yield "ContainsHTML"
    elif b"&#x" not in line:
        if _ENTITY.search(value):
            yield "ContainsHTML"
        elif _MARKUP.search(value):
            yield "CharacterData"
