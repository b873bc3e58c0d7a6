"""ninjs 3.1, the IPTC's news in JSON. https://iptc.org/standards/ninjs/.

The standard has no quotation and takes no property that it does not know. It has associated objects with an identity of
their own, so each quotation is one, and so is the main event with its date: schemas/ninjs.schema.json describes both.
"""

from typing import Any

import orjson

from feedpub.formats import _content
from feedpub.formats._associated import TEXT, associated, local_id, place, said, topics
from feedpub.formats._graph import written_in
from feedpub.formats.base import Format
from feedpub.model.article import Article, Author
from feedpub.model.event import Event, Who
from feedpub.model.feed import Entry, Feed, Site

_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}
_PROFILE = "urn:feedpub:profile:ninjs:1"
_HTML = "text/html"


def render(feed: Feed) -> bytes:
    """Write the one event of a feed as a ninjs object.

    Args:
        feed: with exactly one entry.

    Returns:
        The document.
    """
    (entry,) = feed.entries
    return orjson.dumps(said({**_head(entry), **_words(entry, feed.site), **_answers(entry.event), **_others(entry)}))


def _head(entry: Entry) -> dict[str, Any]:
    event = entry.event
    return {
        "uri": event.id,
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full",
        "profile": _PROFILE,
        "version": str(event.revision) if event.revision else None,
        "firstCreated": _content.published(entry).isoformat(),
        "versionCreated": _content.modified(entry).isoformat(),
        "contentCreated": _content.published(entry).isoformat(),
        "pubStatus": event.status,
        "language": event.article.language,
        "altIds": [{"role": "url", "value": entry.url}],
    }


def _words(entry: Entry, site: Site) -> dict[str, Any]:
    article = entry.event.article
    authors = _content.authors(article, site)
    notes = [f"{note.date.isoformat()[:10]}: {_content.line(note.text)}" for note in article.corrections]
    text = {
        "contentType": TEXT,
        "charCount": len(article.text),
        "wordCount": _content.words(article),
        "value": article.text,
    }
    return {
        "title": _content.title(entry.event),
        "headlines": [{"role": "main", "contentType": TEXT, "value": _content.title(entry.event)}],
        "descriptions": [
            {"role": "summary", "contentType": TEXT, "value": _content.summary(entry.event)},
            *({"role": "correction", "contentType": TEXT, "value": note} for note in notes),
        ],
        # The first is exactly the text that the offsets of evidence count in.
        "bodies": [said(text), {"contentType": _HTML, "value": _content.html(entry)}],
        "by": ", ".join(author.name for author in authors),
        "infoSources": [_author(author) for author in authors],
        "copyrightNotice": _content.line(article.rights or "") or None,
    }


def _answers(event: Event) -> dict[str, Any]:
    origin = written_in(event)
    return {
        "located": origin.name if origin else None,
        "people": [_who(event, who) for who in event.who if who.kind == "person"],
        "organisations": [_who(event, who) for who in event.who if who.kind == "organization"],
        "places": [place(where) for where in event.where if where.use == "literal"],
        "subjects": topics(event) + _keywords(event.article),
        "events": [{"name": event.what.summary, "rel": "main-event", "uri": f"{event.id}#what"}] if event.what else [],
    }


def _others(entry: Entry) -> dict[str, Any]:
    """Point to the other forms of the article, and describe what belongs to it."""
    event = entry.event
    return {
        "renditions": [
            {"name": "web", "href": entry.url, "contentType": _HTML, "title": _content.title(event)},
            {
                "name": "event",
                "href": f"{entry.url}.json",
                "contentType": "application/json",
                "title": "All answers, with evidence",
            },
        ],
        "associations": associated(event),
    }


def _author(author: Author) -> dict[str, Any]:
    return said({"name": author.name, "role": "author", "uri": author.url})


def _who(event: Event, who: Who) -> dict[str, Any]:
    return {"name": who.name, "rel": who.role, "uri": local_id(event, who.id)}


def _keywords(article: Article) -> list[dict[str, Any]]:
    named = [(article.section or "", "section"), *((tag, "keyword") for tag in article.tags)]
    return [{"name": _content.line(name), "rel": rel} for name, rel in named if _content.line(name)]


FORMAT = Format(
    name="ninjs",
    media_type="application/ninjs+json",
    suffix="ninjs",
    scope="event",
    title="ninjs 3.1",
    spec="https://iptc.org/standards/ninjs/",
    render=render,
    purpose="What news systems exchange in JSON; quotations are associated objects.",
)
