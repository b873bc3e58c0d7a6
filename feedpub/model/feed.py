"""The feed: a selection of events with all that a format needs to render it, and nothing that it would have to ask for."""

from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field

from feedpub.model.base import Frozen
from feedpub.model.event import Event

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the last change of what has never changed."""

Told = Literal["main", "all"]
"""What an entry tells: the first answer to each question with one piece of evidence, or all answers with every mention."""

ALL_ANSWERS = ".answers"
"""Stands before the suffix in the addresses of feeds made for programs."""


class Site(Frozen):
    """Who publishes, and where.

    Args:
        title: of the site.
        description: one sentence.
        base_url: absolute address of the home page, without a slash at its end.
        publisher: name of the organisation.
        language: BCP 47, of the site itself; every entry has its own.
        logo: absolute address of the publisher's logo, or None.
        image: absolute address of a picture that stands for articles without one, or None.
        ttl: minutes for which a copy of a feed may be used.
        full_text: feeds carry whole articles; otherwise the summary of each, and no words that the answers quote.
        answers: what all feeds tell of each event; that made for programs tells all in any case.
    """

    title: str
    description: str
    base_url: str = Field(pattern=r"^https?://[^/]+(/[^/]+)*$")
    publisher: str
    language: str = "en"
    logo: str | None = None
    image: str | None = None
    ttl: int = Field(default=5, gt=0)
    full_text: bool = True
    answers: Told = "main"

    @property
    def root(self) -> str:
        """The path below which the site lives, without a slash at its end; empty for a host of its own."""
        return urlsplit(self.base_url).path

    def url(self, path: str) -> str:
        """Return the absolute address of a path below the site's root."""
        return self.base_url + path

    def absolute(self, url: str) -> str:
        """Complete the path of a picture that the site keeps itself; an address stays what it is."""
        return self.url(url) if url.startswith("/") else url

    def has(self, url: str) -> bool:
        """Tell whether an absolute address is one on the site."""
        return url.startswith(f"{self.base_url}/")

    def local(self, url: str) -> str:
        """Shorten an absolute address on the site to its path, for links between pages; that of another site stays whole."""
        return self.root + url.removeprefix(self.base_url) if self.has(url) else url


class Entry(Frozen):
    """One event in a feed.

    Args:
        event: as readers may see it.
        url: absolute address of its page.
        published: instant of first publication.
        modified: instant of the last significant change.
    """

    event: Event
    url: str
    published: AwareDatetime
    modified: AwareDatetime


class Tombstone(Frozen):
    """An entry that is gone (RFC 6721).

    Args:
        id: the entry's id.
        removed: the instant.
    """

    id: str
    removed: AwareDatetime


class Feed(Frozen):
    """What a format renders.

    Args:
        site: who publishes it.
        id: absolute IRI that never changes (RFC 4287, section 4.2.6).
        title: what a reader shows for it.
        address: absolute address without suffix; a format's own address is this, a dot and its suffix.
        home: absolute address of the page that shows the same to people.
        updated: last change of what it shows: the newest of its entries and removals, never the clock.
        entries: newest first; exactly one for formats that render a single event.
        tombstones: newest first.
        current: of an archive (RFC 5005): address without suffix of the feed that it belongs to; None for that feed.
        previous: address without suffix of the archive with what is older, None where there is none.
        following: of an archive: address without suffix of the one with what is newer, None for the newest.
        query: query string that all its addresses end in; empty for most feeds.
        answers: all for the feed made for programs, which has an address of its own.
    """

    site: Site
    id: str
    title: str
    address: str
    home: str
    updated: AwareDatetime
    entries: tuple[Entry, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    current: str | None = None
    previous: str | None = None
    following: str | None = None
    query: str = ""
    answers: Told = "main"

    @property
    def told(self) -> Told:
        """How many answers its entries tell."""
        return "all" if "all" in (self.answers, self.site.answers) else "main"

    def telling(self, answers: Told) -> "Feed":
        """Return the same feed with that many answers, at the address that it has then."""
        return self if answers == self.answers else self.model_copy(update={"answers": answers})

    def url(self, suffix: str) -> str:
        """Return the address of the feed in the format with that suffix."""
        return self.full(self.address, suffix)

    def full(self, address: str, suffix: str) -> str:
        """Complete one of the feed's addresses without suffix.

        Args:
            address: its own, or that of an archive.
            suffix: of the format.

        Returns:
            The address to ask for.
        """
        variant = ALL_ANSWERS if self.answers == "all" else ""
        return f"{address}{variant}.{suffix}" + (f"?{self.query}" if self.query else "")
