"""XML as agencies send it, read as hostile input: no entities of its own, no network, bounded depth, any encoding.

Specification: https://www.w3.org/TR/xml/.
"""

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from feedpub.errors import ReadError
from feedpub.model.characters import fit
from feedpub.model.document import Document
from feedpub.readers._assembling import place
from feedpub.readers._characters import UndecodableError, decoded, one_line

Element = etree._Element

_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# Names that HTML has and XML has not; agencies write them all the same.
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# Declaration, comments and document type, which is left out: entities that a document defines for itself are an attacker's
# tool, and no news format needs them.
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL)
_START_TAG = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_PROLOG = 20_000  # characters among which the first element begins; exports open with long comments


def root_name(first: bytes) -> str:
    """Name the first element of what may be XML, without reading the rest.

    Args:
        first: the beginning of a document.

    Returns:
        Its local name, or nothing.
    """
    if b"<" not in first[:1024]:
        return ""
    text = decoded(first[:_PROLOG], "utf-8", strict=False).removeprefix("\ufeff")
    before = _BEFORE_ROOT.match(text)
    tag = _START_TAG.match(text, before.end() if before else 0)
    return tag[1] if tag else ""


def parse_xml(document: Document) -> Element:
    """Read a document as XML.

    Args:
        document: its bytes, in whatever encoding they really are.

    Returns:
        The root element; comments and processing instructions are left out.

    Raises:
        ReadError: it is not well-formed, or nested deeper than a news text can be.
    """
    try:
        text = decoded(document.content, _encoding(document.content))
    except UndecodableError as error:
        raise ReadError(place(document), str(error)) from None
    text = text.removeprefix("\ufeff")
    before = _BEFORE_ROOT.match(text)
    text = fit(_NAMED.sub(_numbered, text[before.end() if before else 0 :]))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(place(document), f"it is not well-formed XML: {one_line(str(error))[:200]}") from None


def _encoding(content: bytes) -> str:
    declared = _DECLARED.match(content)
    return declared[1].decode("ascii") if declared else "utf-8"


def _numbered(name: re.Match[str]) -> str:
    known = None if name[1] in _XML_NAMES else html5.get(f"{name[1]};")
    return "".join(f"&#{ord(character)};" for character in known) if known else name[0]


def local(element: Element) -> str:
    """Return an element's name without its namespace, in small letters; empty for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """List the elements below one that have one of the names, whatever their namespace, in the order of the document."""
    return (each for each in element.iter() if each is not element and local(each) in names)


def children(element: Element, *names: str) -> Iterator[Element]:
    """List the children of an element that have one of the names, whatever their namespace."""
    return (each for each in element if local(each) in names)


def first(element: Element | None, *path: str) -> Element | None:
    """Go down by names of children; None where a step leads nowhere."""
    for name in path:
        element = next(children(element, name), None) if element is not None else None
    return element


def words(element: Element | None) -> str:
    """Return all characters of an element on one line; nothing for None."""
    return "" if element is None else one_line("".join(element.itertext()))
