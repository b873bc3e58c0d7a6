"""Atom 1.0 (RFC 4287) with tombstones (RFC 6721). https://www.rfc-editor.org/rfc/rfc4287."""

from collections.abc import Iterable, Iterator
from datetime import UTC

from feedgen.feed import FeedGenerator

from feedpub.formats import _content, _feedgen
from feedpub.formats._elements import categories, chain, shared
from feedpub.formats._html import html
from feedpub.formats._nodes import Node
from feedpub.formats.base import Assembly, Format
from feedpub.model.feed import Entry, Feed, Tombstone
from feedpub.translation import message

_MEDIA_TYPE = "application/atom+xml"


def _document(feed: Feed, entries: Iterable[bytes]) -> bytes:
    made = _generator(feed)
    made.author(name=_content.line(feed.site.publisher), uri=feed.site.base_url)
    if feed.site.logo:
        made.logo(feed.site.logo)
    removals = (_deleted(tombstone) for tombstone in feed.tombstones)
    made.more.nodes = (*chain(feed, "atom", _MEDIA_TYPE, "link"), *removals)
    return _feedgen.filled(_feedgen.written(made.atom_str(pretty=True)), entries, b"feed")


def _entries(feed: Feed) -> list[bytes]:
    made = _generator(feed)
    for entry in feed.entries:
        _entry(made, entry, feed)
    return _feedgen.entries_of(_feedgen.written(made.atom_str(pretty=True)), b"entry")


def _generator(feed: Feed) -> FeedGenerator:
    made = _feedgen.generator(feed, "atom", _MEDIA_TYPE)
    made.updated(feed.updated.astimezone(UTC))
    return made


def _deleted(tombstone: Tombstone) -> Node:
    when = tombstone.removed.astimezone(UTC).isoformat()
    return Node("at:deleted-entry", attributes={"ref": tombstone.id, "when": when})


def _entry(made: FeedGenerator, entry: Entry, feed: Feed) -> None:
    article, site = entry.event.article, feed.site
    added = _feedgen.entry(made, (*_links(entry), *shared(entry, feed)))
    added.more.language = article.language
    added.id(entry.event.id)
    added.title(_content.title(entry.event))
    added.published(_content.published(entry))
    added.updated(_content.modified(entry))
    for author in _content.authors(article, site):
        added.author(name=author.name, **({"uri": author.url} if author.url else {}))
    added.category(categories(entry.event))
    added.summary(_content.summary(entry.event))
    added.content(html(entry, full=site.full_text), type="html")
    if article.rights:
        added.rights(_content.line(article.rights))


def _links(entry: Entry) -> Iterator[Node]:
    language = entry.event.article.language
    yield Node("link", attributes={"href": entry.url, "rel": "alternate", "type": "text/html", "hreflang": language})
    if origin := _content.origin(entry):
        yield Node("link", attributes={"href": origin, "rel": "via"})


_ASSEMBLY = Assembly(_entries, _document)
render = _ASSEMBLY.render
"""Writes a feed as Atom 1.0."""

FORMAT = Format(
    name="atom",
    media_type=_MEDIA_TYPE,
    suffix="atom",
    scope="feed",
    title="Atom 1.0",
    spec="https://www.rfc-editor.org/rfc/rfc4287",
    render=render,
    purpose=message("Says exactly when an article changed, names all of its authors, and lists what has been removed."),
    charset=True,
    assembly=_ASSEMBLY,
)
