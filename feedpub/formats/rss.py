"""RSS 2.0. https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile."""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urlsplit

from feedgen.feed import FeedGenerator

from feedpub.formats import _content, _feedgen
from feedpub.formats._elements import categories, chain, shared
from feedpub.formats._html import html
from feedpub.formats._nodes import Node
from feedpub.formats.base import Assembly, Format
from feedpub.model.feed import Entry, Feed
from feedpub.translation import message

_MEDIA_TYPE = "application/rss+xml"
_PICTURES = (".gif", ".jpeg", ".jpg", ".png")


def _document(feed: Feed, items: Iterable[bytes]) -> bytes:
    made = _generator(feed)
    made.docs("https://www.rssboard.org/rss-specification")
    made.ttl(feed.site.ttl)
    made.more.nodes = tuple(_channel(feed))
    return _feedgen.filled(_feedgen.written(made.rss_str(pretty=True)), items, b"channel")


def _items(feed: Feed) -> list[bytes]:
    made = _generator(feed)
    for entry in feed.entries:
        _item(made, entry, feed)
    return _feedgen.entries_of(_feedgen.written(made.rss_str(pretty=True)), b"item")


def _generator(feed: Feed) -> FeedGenerator:
    made = _feedgen.generator(feed, "rss", _MEDIA_TYPE)
    made.updated(_feedgen.UNSAID)
    return made


def _channel(feed: Feed) -> Iterator[Node]:
    yield Node("lastBuildDate", _feedgen.rfc822(feed.updated))
    logo = feed.site.logo
    if logo and urlsplit(logo).path.lower().endswith(_PICTURES):
        # RSS knows these three kinds only; title and link are to be the channel's.
        words = (Node("url", logo), Node("title", _content.line(feed.title)), Node("link", feed.home))
        yield Node("image", children=words)
    yield from chain(feed, "rss", _MEDIA_TYPE, "atom:link")


def _item(made: FeedGenerator, entry: Entry, feed: Feed) -> None:
    event = entry.event
    item = _feedgen.entry(made, _extensions(entry, feed))
    item.title(_content.title(event))
    item.link(href=entry.url, rel="alternate")
    item.guid(event.id, permalink=False)
    item.category(categories(event))
    # RSS descriptions are read as HTML.
    item.description(escape(_content.summary(event), quote=False))
    item.content(html(entry, full=feed.site.full_text))


def _extensions(entry: Entry, feed: Feed) -> Iterator[Node]:
    article = entry.event.article
    yield Node("pubDate", _feedgen.rfc822(_content.published(entry)))
    # One line for all: readers that meet several dc:creator keep only the last.
    yield Node("dc:creator", ", ".join(author.name for author in _content.authors(article, feed.site)))
    yield Node("dc:language", article.language)
    if article.rights:
        yield Node("dc:rights", _content.line(article.rights))
    yield Node("atom:updated", _content.modified(entry).isoformat())
    yield from shared(entry, feed)


_ASSEMBLY = Assembly(_items, _document)
render = _ASSEMBLY.render
"""Writes a feed as RSS 2.0."""

FORMAT = Format(
    name="rss",
    media_type=_MEDIA_TYPE,
    suffix="rss",
    scope="feed",
    title="RSS 2.0",
    spec="https://www.rssboard.org/rss-specification",
    render=render,
    purpose=message("The one that every reader understands."),
    charset=True,
    assembly=_ASSEMBLY,
)
