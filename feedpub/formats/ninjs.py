"""ninjs 3.1, the IPTC's news in JSON. https://iptc.org/standards/ninjs/.

The standard has no quotation and takes no property that it does not know. It has associated objects with an identity of
their own, so each quotation is one, and so is the main event with its date: schemas/ninjs.schema.json describes both.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import orjson

from feedpub.formats import _content
from feedpub.formats._associated import TEXT, associated, local_id, place, rated, said, topics
from feedpub.formats._graph import written_in
from feedpub.formats._html import marked_up
from feedpub.formats._uris import address
from feedpub.formats.base import Format
from feedpub.model.article import Article, Author
from feedpub.model.event import Event, Who
from feedpub.model.feed import Entry, Feed, Site
from feedpub.model.profile import NINJS_PROFILE
from feedpub.translation import message

_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}
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
        "profile": NINJS_PROFILE,
        "version": str(event.revision) if event.revision else None,
        "firstCreated": _content.published(entry).isoformat(),
        "versionCreated": _content.modified(entry).isoformat(),
        "contentCreated": _content.published(entry).isoformat(),
        "embargoedUntil": event.article.embargo and event.article.embargo.isoformat(),
        "pubStatus": event.status,
        "language": event.article.language,
        "altIds": _also_known(entry),
    }


def _words(entry: Entry, site: Site) -> dict[str, Any]:
    article = entry.event.article
    authors = _content.authors(article, site)
    text = {
        "contentType": TEXT,
        "charCount": len(article.text),
        "wordCount": _content.words(article),
        "value": article.text,
    }
    return {
        "title": _content.title(entry.event),
        "headlines": _headlines(entry.event),
        "descriptions": _descriptions(entry.event),
        # The first is exactly the text that the offsets of evidence count in.
        "bodies": [said(text), {"contentType": _HTML, "value": marked_up(entry)}],
        "by": ", ".join(author.name for author in authors),
        "infoSources": [*(_author(author) for author in authors), *_organizations(article, authors), *_accounts(authors)],
        "copyrightNotice": _content.line(article.rights or "") or None,
    }


def _also_known(entry: Entry) -> list[dict[str, str]]:
    """Give the addresses, and the days that the copy gives without a time, for which ninjs has no other place."""
    dates = {"published": _content.published_as_said(entry)}
    if entry.modified != entry.published:
        dates["modified"] = _content.modified_as_said(entry)
    known = {"url": entry.url, "original": _content.origin(entry)}
    known |= {role: None if isinstance(said, datetime) else said.isoformat() for role, said in dates.items()}
    return [{"role": role, "value": value} for role, value in known.items() if value]


def _headlines(event: Event) -> list[dict[str, str]]:
    """Give the headline, once more as generated where the copy had none."""
    roles = ("main", "generated") if event.article.headline_generated else ("main",)
    return [{"role": role, "contentType": TEXT, "value": _content.title(event)} for role in roles]


def _descriptions(event: Event) -> list[dict[str, str]]:
    """Give the summary, which is not always the copy's; the copy's standfirst; and the notes of correction."""
    given = [("summary", _content.summary(event)), ("standfirst", _content.line(event.article.standfirst or ""))]
    edits = event.article.edits
    given += [("edits", orjson.dumps(edits.said()).decode())] if edits else []
    given += [("correction", _content.dated(note)) for note in event.article.corrections]
    return [{"role": role, "contentType": TEXT, "value": value} for role, value in given if value]


def _answers(event: Event) -> dict[str, Any]:
    origin = written_in(event)
    return {
        "located": origin.name if origin else None,
        "people": [_who(event, who) for who in event.who if who.kind == "person"],
        "organisations": [_who(event, who) for who in event.who if who.kind == "organization"],
        "places": [place(where) for where in event.where if where.use == "literal"],
        "subjects": [*topics(event), *_keywords(event.article), *_rated(event)],
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


def _accounts(authors: tuple[Author, ...]) -> list[dict[str, Any]]:
    """Name those authors again that have an account in the fediverse, as a URI (RFC 7565)."""
    known = ((author.name, author.fediverse) for author in authors)
    return [{"name": name, "role": "fediverse", "uri": f"acct:{account[1:]}"} for name, account in known if account]


def _organizations(article: Article, authors: tuple[Author, ...]) -> list[dict[str, Any]]:
    """Name those authors again that are no persons, with the pages that the copy gives them."""
    given = {_content.line(author.name): address(author.url) for author in article.authors}
    return [
        said({"name": author.name, "role": "organization", "uri": given.get(author.name)})
        for author in authors
        if author.kind == "organization"
    ]


def _who(event: Event, who: Who) -> dict[str, Any]:
    return {"name": who.name, "rel": who.role, "uri": local_id(event, who.id)}


def _rated(event: Event) -> Iterator[dict[str, Any]]:
    """Name participants and places once more, as subjects: ninjs has a confidence for these alone."""
    yield from (rated(who, who.name, "who", local_id(event, who.id)) for who in event.who)
    yield from (rated(where, where.name, "where") for where in event.where if where.use == "literal")


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
    purpose=message("What news systems exchange in JSON; quotations are associated objects."),
)
