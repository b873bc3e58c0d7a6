"""Atom 1.0 (RFC 4287) with archives (RFC 5005)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.formats.rules.document import Kind, check_children, name_of
from tests.formats.rules.media import PICTURE, check_picture
from tests.formats.rules.values import anything, html, language, media_type, nonblank, one_of, point, rfc3339, uri

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RELATIONS = one_of(
    "UnregisteredAtomLinkRel",
    *("alternate", "current", "describedby", "enclosure", "first", "hub", "last", "license", "next", "next-archive"),
    *("prev-archive", "previous", "related", "replies", "search", "self", "service", "up", "via"),
)
_ARCHIVAL = {"current", "first", "last", "next", "next-archive", "prev-archive", "previous"}
_LINK = Kind(
    attributes={"href": uri, "rel": _RELATIONS, "type": media_type, "title": nonblank, "hreflang": language},
    required=("href",),
    many=True,
)
_TEXT = Kind((nonblank,), {"type": one_of("InvalidTextType", "text")}, plain=True)
_CATEGORY = Kind(attributes={"term": nonblank, "scheme": uri, "label": anything}, required=("term",), many=True, plain=True)
_PERSON = Kind(many=True)
PERSON = {"atom:name": Kind((nonblank,), plain=True), "atom:uri": Kind((nonblank, uri)), "atom:email": Kind((nonblank,))}
FEED = {
    "atom:id": Kind((uri,)),
    "atom:title": _TEXT,
    "atom:subtitle": _TEXT,
    "atom:updated": Kind((rfc3339,)),
    "atom:author": _PERSON,
    "atom:link": _LINK,
    "atom:category": _CATEGORY,
    "atom:generator": Kind((nonblank,), {"uri": uri, "version": nonblank}, plain=True),
    "atom:logo": Kind((nonblank, uri)),
    "atom:icon": Kind((nonblank, uri)),
    "atom:rights": _TEXT,
    "atom:entry": Kind(many=True),
    "fh:archive": Kind(),
    "fh:complete": Kind(),
}
ENTRY = {
    "atom:id": Kind((uri,)),
    "atom:title": _TEXT,
    "atom:updated": Kind((rfc3339,)),
    "atom:published": Kind((rfc3339,)),
    "atom:author": _PERSON,
    "atom:link": _LINK,
    "atom:category": _CATEGORY,
    "atom:summary": _TEXT,
    "atom:content": Kind((nonblank, html), {"type": one_of("InvalidMIMEType", "html")}, ("type",)),
    "atom:rights": _TEXT,
    "media:content": PICTURE,
    "georss:point": Kind((point,), many=True),
}
_REQUIRED = ("atom:id", "atom:title", "atom:updated")


def check_atom(body: bytes, root: Any) -> Iterator[str]:
    """Check a document in Atom."""
    yield from check_children(body, root, FEED)
    names = [name_of(child) for child in root]
    yield from (f"MissingElement: {name}" for name in _REQUIRED if name not in names)
    first = names.index("atom:entry") if "atom:entry" in names else len(names)
    yield from (f"MisplacedMetadata: {name}" for name in names[first:] if name in FEED and name != "atom:entry")
    yield from _links(root)
    if "fh:archive" in names:
        yield from _archive({link.get("rel") for link in root if name_of(link) == "atom:link"})
    if root.get(_LANG) is None:
        yield "MissingDCLanguage"
    yield from _entries([child for child in root if name_of(child) == "atom:entry"], body, signed="atom:author" in names)
    for element in root.iter():
        if name_of(element) in ("atom:id", "atom:updated", "atom:published", "atom:uri") and re.search(r"\s", element.text):
            yield "UnexpectedWhitespace"
        if name_of(element) == "atom:author":
            yield from check_children(body, element, PERSON)
            if "atom:name" not in map(name_of, element):
                yield "MissingElement: atom:name"


def _links(root: Any) -> Iterator[str]:
    links = [link for link in root if name_of(link) == "atom:link"]
    if not any(link.get("rel") == "self" for link in links):
        yield "MissingSelf"
    yield from ("SelfNotAtom" for link in links if link.get("rel") == "self" and link.get("type") != "application/atom+xml")
    yield from _alternates(links)


def _alternates(links: list[Any]) -> Iterator[str]:
    found = Counter((link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate")
    if any(times > 1 for times in found.values()):
        yield "DuplicateAtomLink"


def _archive(relations: set[str]) -> Iterator[str]:
    if not {"prev-archive", "next-archive"} & relations:
        yield "ArchiveIncomplete"
    if "current" not in relations:
        yield "MissingCurrentInArchive"


def _entries(entries: list[Any], body: bytes, *, signed: bool) -> Iterator[str]:
    for name, rule in (("atom:id", "DuplicateEntries"), ("atom:updated", "DuplicateUpdated")):
        values = [child.text for entry in entries for child in entry if name_of(child) == name]
        if len(set(values)) < len(values):
            yield rule
    for entry in entries:
        yield from check_children(body, entry, ENTRY)
        yield from _entry(entry, {name_of(child) for child in entry}, signed=signed)
        for child in entry:
            if name_of(child) == "media:content":
                yield from check_picture(body, child)


def _entry(entry: Any, names: set[str], *, signed: bool) -> Iterator[str]:
    required = _REQUIRED if signed else (*_REQUIRED, "atom:author")
    yield from (f"MissingElement: {name}" for name in required if name not in names)
    links = [link for link in entry if name_of(link) == "atom:link"]
    yield from _alternates(links)
    yield from (f"FeedHistoryRelInEntry: {link.get('rel')}" for link in links if link.get("rel") in _ARCHIVAL)
    if "atom:content" not in names and not any(link.get("rel") == "alternate" for link in links):
        yield "MissingContentOrAlternate"
    if not {"atom:content", "atom:summary"} & names:
        yield "MissingTextualContent"
