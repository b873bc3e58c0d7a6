"""A NewsML-G2 news item, the IPTC's format between agencies and newsrooms. https://iptc.org/standards/newsml-g2/.

Metadata first, then the article twice: in NITF for people, and as the plain text that the offsets of evidence count in. The
five answers stand in our own namespace at the end of the content's metadata, where the standard leaves room for others.
"""

from collections.abc import Iterator
from html import escape

import orjson
from lxml import etree

from feedpub.formats import _content
from feedpub.formats._associated import local_id
from feedpub.formats._elements import answers, degrees
from feedpub.formats._graph import dateline, written_in
from feedpub.formats._html import body as blocks_of
from feedpub.formats._nitf import nitf
from feedpub.formats._nodes import NAMESPACES, Node, append, qualified
from feedpub.formats.base import Format
from feedpub.model.event import Event, Where, Who
from feedpub.model.event_types import event_type
from feedpub.model.feed import Entry, Feed, Site
from feedpub.translation import message

_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"  # what the prefixes of the codes stand for
_NAMESPACES = {None: NAMESPACES["nar"], "fp": NAMESPACES["fp"], "nitf": NAMESPACES["nitf"]}
_KINDS = {
    "person": "cpnat:person",
    "organization": "cpnat:organisation",
    "group": "cpnat:abstract",
    "unknown": "cpnat:abstract",
}


def render(feed: Feed) -> bytes:
    """Write the one event of a feed as a news item.

    Args:
        feed: with exactly one entry.

    Returns:
        The document.
    """
    (entry,) = feed.entries
    root = etree.Element(qualified("nar:newsItem"), nsmap=_NAMESPACES)
    about = {"guid": entry.event.id, "version": str(max(entry.event.revision, 1)), "standard": "NewsML-G2"}
    about |= {"standardversion": "2.35", "conformance": "power", qualified("xml:lang"): entry.event.article.language}
    for name, value in about.items():
        root.set(name, value)
    append(root, _item(entry, feed.site))
    etree.indent(root)
    _mark_up(root, entry)
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return document + b"\n"


def _mark_up(root: etree._Element, entry: Entry) -> None:
    """Add the text once more as XHTML where it has a structure, not indented: white space would be part of its lines."""
    article = entry.event.article
    if not (article.blocks or article.marks or article.furniture):
        return
    (content,) = root.iterchildren(qualified("nar:contentSet"))
    form = etree.SubElement(content, qualified("nar:inlineXML"), contenttype="application/xhtml+xml")
    title = f"<head><title>{escape(_content.title(entry.event))}</title></head>"
    body = "\n".join(html for _, html in blocks_of(article))
    form.append(etree.fromstring(f'<html xmlns="{NAMESPACES["xhtml"]}">{title}<body>{body}</body></html>'))


def _item(entry: Entry, site: Site) -> Iterator[Node]:
    article = entry.event.article
    yield Node("nar:catalogRef", attributes={"href": _CATALOG})
    if article.rights:
        yield Node("nar:rightsInfo", children=(Node("nar:copyrightNotice", _content.line(article.rights)),))
    yield Node("nar:itemMeta", children=tuple(_management(entry, site)))
    yield Node("nar:contentMeta", children=(*_administrative(entry, site), *_descriptive(entry, site), *_own(entry)))
    yield from _assertions(entry.event)
    words = _content.words(article)
    marked_up = Node("nar:inlineXML", attributes={"contenttype": "application/nitf+xml"}, children=(nitf(entry, site),))
    plain = Node("nar:inlineData", article.text, {"contenttype": "text/plain", "wordcount": words})
    yield Node("nar:contentSet", children=(marked_up, plain))


def _management(entry: Entry, site: Site) -> Iterator[Node]:
    """Yield what the item says of itself, in the order of the schema."""
    article = entry.event.article
    yield Node("nar:itemClass", attributes={"qcode": "ninat:text"})
    yield Node("nar:provider", attributes={"uri": site.base_url}, children=(_name(site.publisher),))
    yield Node("nar:versionCreated", _content.modified(entry).isoformat())
    yield Node("nar:firstCreated", _content.published(entry).isoformat())
    if article.embargo:
        yield Node("nar:embargoed", article.embargo.isoformat())
    yield Node("nar:pubStatus", attributes={"qcode": f"stat:{article.status}"})
    yield Node("nar:title", _content.title(entry.event))
    for note in article.corrections:
        yield Node("nar:edNote", _content.dated(note))
    yield Node("nar:link", attributes={"rel": "irel:seeAlso", "href": entry.url, "contenttype": "text/html"})


def _administrative(entry: Entry, site: Site) -> Iterator[Node]:
    yield Node("nar:contentCreated", _content.published(entry).isoformat())
    yield Node("nar:contentModified", _content.modified(entry).isoformat())
    if origin := written_in(entry.event):
        yield Node("nar:located", attributes=_code(origin), children=(_name(origin.name), *_position(origin)))
    for author in _content.authors(entry.event.article, site):
        who = {"uri": author.url} if author.url else {"literal": author.name}
        account = (Node("nar:sameAs", attributes={"uri": f"acct:{author.fediverse[1:]}"}),) if author.fediverse else ()
        yield Node("nar:creator", attributes=who, children=(_name(author.name), *account))


def _descriptive(entry: Entry, site: Site) -> Iterator[Node]:
    event = entry.event
    yield Node("nar:language", attributes={"tag": event.article.language})
    for word in filter(None, map(_content.line, (event.article.section or "", *event.article.tags))):
        yield Node("nar:keyword", word)
    yield from _subjects(event)
    yield Node("nar:headline", _content.title(event))
    if written := dateline(event):
        yield Node("nar:dateline", _content.line(written))
    names = ", ".join(author.name for author in _content.authors(event.article, site))
    yield Node("nar:by", names)
    yield Node("nar:description", _content.summary(event), {"role": "drol:summary"})


def _own(entry: Entry) -> Iterator[Node]:
    """Yield the answers, and what the standard cannot say of the article (schemas/event.rng)."""
    yield answers(entry)
    article = entry.event.article
    said: dict[str, object] = {"url": _content.origin(entry) or entry.url}
    said["published"] = _content.published_as_said(entry).isoformat()
    said["modified"] = _content.modified_as_said(entry).isoformat() if entry.modified != entry.published else None
    said |= {"section": _content.line(article.section or "") or None}
    said |= {"headline": "generated" if article.headline_generated else None}
    told = (image for image in _content.images(article) if image.size or image.rights)
    images = tuple(
        Node("fp:image", attributes={"url": image.url, "size": image.size, "rights": image.rights}) for image in told
    )
    edits = (Node("fp:edits", orjson.dumps(article.edits.said()).decode()),) if article.edits else ()
    yield Node("fp:article", attributes=said, children=images + edits)


def _subjects(event: Event) -> Iterator[Node]:
    """Yield the Media Topic of the event's type, then who and where."""
    known = event_type(event.what.type) if event.what else None
    if known:
        topic = {"type": "cpnat:abstract", "qcode": f"medtop:{known.topic}"}
        yield Node("nar:subject", attributes=topic, children=(_name(known.topic_name),))
    for who in event.who:
        code = {"type": _KINDS[who.kind], "uri": local_id(event, who.id)}
        yield Node("nar:subject", attributes=code, children=(_name(who.name),))
    for where in _literal(event):
        yield Node("nar:subject", attributes={"type": "cpnat:geoArea", **_code(where)}, children=(_name(where.name),))


def _assertions(event: Event) -> Iterator[Node]:
    """Yield what is known of the subjects beyond their names."""
    for who in event.who:
        if who.kind == "person" and (who.title or who.affiliation):
            yield Node("nar:assert", attributes={"uri": local_id(event, who.id)}, children=tuple(_person(who)))
    for where in _literal(event):
        if where.geonames_id and where.latitude is not None:
            yield Node("nar:assert", attributes=_code(where), children=(_name(where.name), *_position(where)))


def _person(who: Who) -> Iterator[Node]:
    yield _name(who.name)
    if who.title:
        yield Node("nar:definition", who.title)
    if who.affiliation:
        employer = Node(
            "nar:affiliation", attributes={"literal": _content.line(who.affiliation)}, children=(_name(who.affiliation),)
        )
        yield Node("nar:personDetails", children=(employer,))


def _literal(event: Event) -> Iterator[Where]:
    return (where for where in event.where if where.use == "literal")


def _code(where: Where) -> dict[str, object]:
    return {"qcode": f"geonames:{where.geonames_id}"} if where.geonames_id else {"literal": _content.line(where.name)}


def _position(where: Where) -> Iterator[Node]:
    if where.latitude is not None:
        point = {"latitude": degrees(where.latitude), "longitude": degrees(where.longitude)}
        yield Node("nar:geoAreaDetails", children=(Node("nar:position", attributes=point),))


def _name(text: str) -> Node:
    return Node("nar:name", _content.line(text))


FORMAT = Format(
    name="newsml",
    media_type="application/vnd.iptc.g2.newsitem+xml",
    suffix="xml",
    scope="event",
    title="NewsML-G2",
    spec="https://iptc.org/std/NewsML-G2/specification/",
    render=render,
    purpose=message("What agencies and newsrooms exchange in XML; the text in NITF, its answers in our own namespace."),
)
