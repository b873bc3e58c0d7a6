"""What feedgen lacks: elements of other namespaces, dates that ask neither clock nor locale, and a place for them.

feedgen writes the current time where it is given no date, switches the locale of the whole process to write a date in RSS,
drops authors that have no e-mail address from RSS, takes the last link that it is given for the channel's, and forgets what
the links of an entry are.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator

from feedpub.formats._content import line
from feedpub.formats._nodes import NAMESPACES, Node, append, qualified
from feedpub.model.feed import Feed


class Unsaid(datetime):
    """A date that feedgen takes but does not write: it skips what is false."""

    def __bool__(self) -> bool:
        return False


# An element's text has no < of its own, so the next end tag is the element's.
_HTML = re.compile(rb"(<content[ :][^>]*>[^<]*</content)")

# Text has no > of its own either, so this is layout: lines stay, and the spaces before them, a twentieth of a feed, go.
_INDENTED = re.compile(rb">\n +<")

UNSAID = Unsaid(1970, 1, 1, tzinfo=UTC)


class FeedElements(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Adds nodes to the head of a feed.

    Args:
        nodes: what to add.
    """

    def __init__(self) -> None:
        self.nodes: tuple[Node, ...] = ()

    def extend_ns(self) -> dict[str, str]:
        """Declare the prefixes on the root, so that no entry has to."""
        used = {node.name.partition(":")[0] for node in self.nodes if ":" in node.name}
        return {prefix: NAMESPACES[prefix] for prefix in sorted({"dc", "fp", "georss", "media"} | used)}

    def extend_rss(self, feed: Any) -> Any:
        """Add the nodes to the channel; feedgen hands over the root."""
        append(feed.find("channel"), self.nodes)
        return feed

    def extend_atom(self, feed: Any) -> Any:
        """Add the nodes to the feed."""
        append(feed, self.nodes)
        return feed


class EntryElements(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Adds nodes to an entry, and says its language.

    Args:
        nodes: what to add.
        language: for xml:lang in Atom.
    """

    def __init__(self) -> None:
        self.nodes: tuple[Node, ...] = ()
        self.language: str | None = None

    def extend_rss(self, feed: Any) -> Any:
        """Add the nodes to the item."""
        append(feed, self.nodes)
        return feed

    def extend_atom(self, feed: Any) -> Any:
        """Add the nodes to the entry."""
        if self.language:
            feed.set(qualified("xml:lang"), self.language)
        append(feed, self.nodes)
        return feed


def generator(feed: Feed, suffix: str, media_type: str) -> FeedGenerator:
    """Start a document with what RSS and Atom share.

    Args:
        feed: to render.
        suffix: of the format's address.
        media_type: of the format.

    Returns:
        A generator with its head filled; ``more.nodes`` takes further elements.
    """
    made = FeedGenerator()
    made.register_extension("more", FeedElements, EntryElements)
    made.id(feed.id)
    made.title(line(feed.title) or feed.address)
    made.subtitle(line(feed.site.description) or feed.address)
    made.language(feed.site.language)
    made.generator("feedpub")
    # The order matters: RSS takes the last link for the channel's.
    made.link(href=feed.url(suffix), rel="self", type=media_type)
    made.link(href=feed.home, rel="alternate", type="text/html")
    return made


def entry(made: FeedGenerator, nodes: Iterable[Node]) -> FeedEntry:
    """Append an entry with further elements; feedgen itself would put it before the others."""
    added = made.add_entry(order="append")
    added.more.nodes = tuple(nodes)
    return added


def entries_of(document: bytes, name: bytes) -> list[bytes]:
    """Cut a written document into its entries.

    Args:
        document: as ``written`` returns it.
        name: of the element that an entry is.

    Returns:
        Each entry with the end of its last line; the prefixes in it are declared on the root.
    """
    # Text has no < of its own: what begins and ends alike is the elements.
    end = b"</" + name + b">\n"
    first, *others = document.split(end)[:-1] or [b""]
    if not first:
        return []
    begins = max(first.rfind(b"<" + name + b">"), first.rfind(b"<" + name + b" "))
    return [one + end for one in (first[begins:], *others)]


def filled(document: bytes, entries: Iterable[bytes], name: bytes) -> bytes:
    """Put entries into a written document that has none.

    Args:
        document: as ``written`` returns it.
        entries: as ``entries_of`` cut them out of another one of the format.
        name: of the element that holds them, as its last children.
    """
    head, end, tail = document.rpartition(b"</" + name + b">")
    return b"".join((head, *entries, end, tail))


def written(document: bytes) -> bytes:
    """Write & and < in plain text as hexadecimal references, which every parser of XML reads alike; no line is indented.

    So the RSS Best Practices Profile has it ("Character Data"), for readers that take titles for HTML; the W3C's validator
    warns of any other form, in Atom as well.

    Args:
        document: as lxml writes it, without CDATA sections and comments.

    Returns:
        The document, its HTML as it was.
    """
    parts = _HTML.split(_INDENTED.sub(b">\n<", document))
    parts[::2] = [text.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;") for text in parts[::2]]
    return b"".join(parts)


def rfc822(moment: datetime) -> str:
    """Write a date as RSS wants it (RFC 822 with a year of four digits), in English whatever the locale."""
    return format_datetime(moment)
