"""JSON Feed 1.1. https://www.jsonfeed.org/version/1.1/."""

from typing import Any

import orjson

from feedpub.formats import _content
from feedpub.formats._html import html
from feedpub.formats.base import Format
from feedpub.model.article import Author
from feedpub.model.feed import Entry, Feed, Site
from feedpub.site.addresses import EVENT_SCHEMA

_ANSWERS = ("schema_version", "revision", "status", "who", "what", "when", "where", "quotes")


def render(feed: Feed) -> bytes:
    """Write a feed as JSON Feed 1.1, with the five answers of each item under ``_feedpub``.

    Args:
        feed: to render.

    Returns:
        The document.
    """
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
        "_feedpub": {"about": site.url(EVENT_SCHEMA)},
        "items": [_item(entry, site) for entry in feed.entries],
    }
    return orjson.dumps(_said(document))


def _item(entry: Entry, site: Site) -> dict[str, Any]:
    article = entry.event.article
    pictures = _content.images(article)
    item = {
        "id": entry.event.id,
        "url": entry.url,
        "external_url": _content.origin(entry),
        "title": _content.title(entry.event),
        "content_html": html(entry, full=site.full_text),
        # Exactly the text that the offsets of the evidence count in.
        "content_text": article.text if site.full_text else _content.summary(entry.event),
        "summary": _content.summary(entry.event),
        "image": pictures[0].url if pictures else None,
        "date_published": _content.published(entry).isoformat(),
        "date_modified": _content.modified(entry).isoformat(),
        "authors": [_author(author) for author in _content.authors(article, site)],
        "tags": [tag for tag in (article.section, *article.tags) if tag] or None,
        "language": article.language,
        "_feedpub": entry.event.model_dump(mode="json", include=set(_ANSWERS)) if site.full_text else None,
    }
    return _said(item)


def _author(author: Author) -> dict[str, str]:
    return _said({"name": author.name, "url": author.url})


def _said(document: dict[str, Any]) -> dict[str, Any]:
    """Leave out what has no value: the specification has no null."""
    return {key: value for key, value in document.items() if value is not None}


FORMAT = Format(
    name="jsonfeed",
    media_type="application/feed+json",
    suffix="json",
    scope="feed",
    title="JSON Feed 1.1",
    spec="https://www.jsonfeed.org/version/1.1/",
    render=render,
    purpose="For readers and programs that prefer JSON; carries the five answers with their evidence.",
)
