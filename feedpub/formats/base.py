"""What a format is: a pure function from a feed to bytes, and all that routes, links and the command line need to know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from feedpub.model.feed import Feed

Scope = Literal["feed", "event"]


@dataclass(frozen=True, slots=True)
class Assembly:
    """How documents are put together of entries that are written one by one, whatever feed they stand in.

    Args:
        entries: writes the entries of a feed, in order; what each is written as depends on the entry, the feed's site and
            how many answers the feed tells, and on nothing else.
        document: puts a feed together of all that its entries are written as.
    """

    entries: Callable[[Feed], Iterable[bytes]]
    document: Callable[[Feed, Iterable[bytes]], bytes]

    def render(self, feed: Feed) -> bytes:
        """Write a feed with all its entries."""
        return self.document(feed, self.entries(feed))


@dataclass(frozen=True, slots=True)
class Format:
    """One output format.

    Args:
        name: in lower case, as the command line takes it.
        media_type: without parameters, as ``<link type>`` and ``Accept`` spell it.
        suffix: of its addresses, without the dot; unique within its scope.
        scope: feed for lists of entries, event for documents about one.
        title: what people call it.
        spec: address of its specification.
        render: a pure function of its argument; for scope event the feed has exactly one entry.
        purpose: what it is good for, in one sentence for people.
        charset: False where the media type's specification has no charset parameter.
        assembly: how the same documents are put together of entries; None for formats of scope event.
    """

    name: str
    media_type: str
    suffix: str
    scope: Scope
    title: str
    spec: str
    render: Callable[[Feed], bytes]
    purpose: str = ""
    charset: bool = False
    assembly: Assembly | None = None

    @property
    def content_type(self) -> str:
        """The Content-Type header of its documents."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type
