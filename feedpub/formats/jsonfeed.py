"""JSON Feed 1.1. https://www.jsonfeed.org/version/1.1/."""

from collections.abc import Iterable
from typing import Any

import orjson

from feedpub.formats import _content
from feedpub.formats._answers import main_answers
from feedpub.formats._html import html
from feedpub.formats.base import Assembly, Format
from feedpub.model.article import Author
from feedpub.model.feed import Entry, Feed
from feedpub.site.addresses import EVENT_SCHEMA
from feedpub.translation import message

_ANSWERS = ("schema_version", "revision", "status", "who", "what", "when", "where", "quotes")


def _document(feed: Feed, items: Iterable[bytes]) -> bytes:
    site = feed.site
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url("json"),
        "next_url": feed.full(feed.previous, "json") if feed.previous else None,
        "description": site.description,
        "icon": site.logo,
        "authors": [{"name": site.publisher, "url": site.base_url}],
        "language": site.language,
        # "about: a URL that describes the extension, for developers" (JSON Feed 1.1, Extensions)
        "_feedpub": _said({"about": site.url(EVENT_SCHEMA), "all_answers": _for_programs(feed)}),
        "items": list(map(orjson.Fragment, items)),
    }
    return orjson.dumps(_said(document))


def _items(feed: Feed) -> list[bytes]:
    return [orjson.dumps(_item(entry, feed)) for entry in feed.entries]


def _for_programs(feed: Feed) -> str | None:
    return feed.telling("all").url("json") if feed.answers != "all" else None


def _item(entry: Entry, feed: Feed) -> dict[str, Any]:
    article, site = entry.event.article, feed.site
    pictures = _content.images(article)
    item = {
        "id": entry.event.id,
        "url": entry.url,
        "external_url": _content.origin(entry),
        "title": _content.title(entry.event),
        "content_html": html(entry, full=site.full_text),
        "content_text": _plain(entry, feed),
        "summary": _content.summary(entry.event),
        "image": pictures[0].url if pictures else None,
        "date_published": _content.published(entry).isoformat(),
        "date_modified": _content.modified(entry).isoformat(),
        "authors": [_author(author) for author in _content.authors(article, site)],
        "tags": [tag for tag in (article.section, *article.tags) if tag] or None,
        "language": article.language,
        "_feedpub": _answers(entry, feed) if site.full_text else None,
    }
    return _said(item)


def _plain(entry: Entry, feed: Feed) -> str | None:
    """Write the text once more, exactly as the offsets of the evidence count in it, for programs alone."""
    if not feed.site.full_text:
        return _content.summary(entry.event)
    return entry.event.article.text if feed.told == "all" else None


def _answers(entry: Entry, feed: Feed) -> dict[str, Any]:
    head = {"document": f"{entry.url}.json", "answers": feed.told}
    if feed.told == "all":
        return head | entry.event.model_dump(mode="json", include=set(_ANSWERS))
    dumped = main_answers(entry.event).model_dump(mode="json", include=set(_ANSWERS))
    return head | dumped | {"quotes": [{"id": quote.id} for quote in entry.event.quotes]}


def _author(author: Author) -> dict[str, str]:
    return _said({"name": author.name, "url": author.url})


def _said(document: dict[str, Any]) -> dict[str, Any]:
    """Leave out what has no value: the specification has no null."""
    return {key: value for key, value in document.items() if value is not None}


_ASSEMBLY = Assembly(_items, _document)
render = _ASSEMBLY.render
"""Writes a feed as JSON Feed 1.1, with what each item answers under ``_feedpub``."""

FORMAT = Format(
    name="jsonfeed",
    media_type="application/feed+json",
    suffix="json",
    scope="feed",
    title="JSON Feed 1.1",
    spec="https://www.jsonfeed.org/version/1.1/",
    render=render,
    purpose=message("For readers and programs that prefer JSON; carries the main answers, each with its evidence."),
    assembly=_ASSEMBLY,
)
