"""The article as NITF 3.6, the IPTC's mark-up of a news text. https://iptc.org/standards/nitf/."""

from collections.abc import Iterator
from itertools import groupby

from feedpub.formats import _content
from feedpub.formats._graph import dateline
from feedpub.formats._html import paragraphs
from feedpub.formats._nodes import Node
from feedpub.model.article import Correction, Image
from feedpub.model.feed import Entry, Site


def nitf(entry: Entry, site: Site) -> Node:
    """Mark an article up.

    Args:
        entry: as readers may see it.
        site: who publishes it.

    Returns:
        The element, with headline, notes of correction (a retraction's text is its notice already), byline, dateline,
        summary, pictures and paragraphs.
    """
    head = Node("nitf:body.head", children=tuple(_head(entry, site)))
    content = Node("nitf:body.content", children=tuple(_blocks(entry)))
    return Node("nitf:nitf", children=(Node("nitf:body", children=(head, content)),))


def _head(entry: Entry, site: Site) -> Iterator[Node]:
    event = entry.event
    yield Node("nitf:hedline", children=(Node("nitf:hl1", _content.title(event)),))
    if event.article.status != "canceled":
        yield from map(_note, reversed(event.article.corrections))
    for author in _content.authors(event.article, site):
        person = author.kind == "person"
        yield (
            Node("nitf:byline", children=(Node("nitf:person", author.name),)) if person else Node("nitf:byline", author.name)
        )
    if written := dateline(event):
        yield Node("nitf:dateline", children=(Node("nitf:location", _content.line(written)),))
    if event.article.standfirst:
        yield Node("nitf:abstract", children=(Node("nitf:p", _content.line(event.article.standfirst)),))


def _blocks(entry: Entry) -> Iterator[Node]:
    yield from map(_media, _content.images(entry.event.article))
    for quote, group in groupby(paragraphs(entry.event), key=lambda paragraph: paragraph[1]):
        written = tuple(Node("nitf:p", text) for text, _ in group)
        if quote is None:
            yield from written
        else:
            yield Node("nitf:bq", children=(Node("nitf:block", children=written),))


def _note(note: Correction) -> Node:
    words = Node("nitf:p", f"Correction ({note.date.isoformat()[:10]}): {_content.line(note.text)}")
    return Node(
        "nitf:note", attributes={"noteclass": "editorsnote"}, children=(Node("nitf:body.content", children=(words,)),)
    )


def _media(image: Image) -> Node:
    attributes = {"source": image.url, "mime-type": image.media_type, "width": image.width, "height": image.height}
    attributes |= {"alternate-text": _content.line(image.alt) if image.alt else None}
    caption = (Node("nitf:media-caption", _content.line(image.caption)),) if image.caption else ()
    producer = (Node("nitf:media-producer", _content.line(image.credit)),) if image.credit else ()
    reference = Node("nitf:media-reference", attributes=attributes)
    return Node("nitf:media", attributes={"media-type": "image"}, children=(reference, *caption, *producer))
