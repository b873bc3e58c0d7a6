"""What the store keeps of an event, what it remembers of one that is gone, and how its sources do."""

from datetime import date, datetime
from typing import Any, Literal, NamedTuple, Self

from pydantic import AwareDatetime, Field, model_validator

from feedpub.model.base import Frozen, optional
from feedpub.model.event import Event


class StoredEvent(Frozen):
    """An event as one of its stored revisions.

    Args:
        event: revision 1 or later.
        slug: the page's name in the URL, minted at first sight and kept.
        published: instant of first publication, resolved in the source's time zone when it was stored.
        modified: instant of the last significant change.
        changed: instant at which what readers see last changed: the revision's storing, or its release from embargo.
        sequence: of the change that made it visible.
    """

    event: Event
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    published: AwareDatetime
    modified: AwareDatetime
    changed: AwareDatetime
    sequence: int = Field(gt=0)

    @property
    def id(self) -> str:
        """The article's id."""
        return self.event.id


class StoredDocument(NamedTuple):
    """What readers are told of an event, as it is stored: for lists that deliver it and need no event made of it.

    Args:
        document: of what is told, its members in the order of the model.
        slug: the page's name in the URL.
        published: instant of first publication.
        modified: instant of the last significant change.
        changed: instant at which what readers see last changed.
        sequence: of the change that made it visible.
        happened: when its event began.
    """

    document: dict[str, Any]
    slug: str
    published: datetime
    modified: datetime
    changed: datetime
    sequence: int
    happened: datetime

    @property
    def id(self) -> str:
        """The article's id."""
        return str(self.document["id"])


class Heading(NamedTuple):
    """What a list of headlines shows of an event.

    Args:
        slug: the page's name in the URL.
        headline: the article's.
        language: BCP 47.
        published: instant of first publication.
        modified: instant of the last significant change.
        images: addresses of its pictures, those of the site's own media store as paths.
    """

    slug: str
    headline: str
    language: str
    published: datetime
    modified: datetime
    images: tuple[str, ...] = ()


class ListedPage(NamedTuple):
    """What a sitemap says of an article's page.

    Args:
        slug: the page's name in the URL.
        modified: instant of the last significant change.
        images: as in a heading.
    """

    slug: str
    modified: datetime
    images: tuple[str, ...] = ()


class CopiedArticle(NamedTuple):
    """An article that several sources bring.

    Args:
        slug: the page's name in the URL.
        documents: source and key of each; the one that is published first.
    """

    slug: str
    documents: tuple[tuple[str, str], ...]


class NewsDay(NamedTuple):
    """A day on which something was published that stands.

    Args:
        day: in UTC.
        modified: instant of the last significant change of any of its events.
        total: how many events it has.
    """

    day: date
    modified: datetime
    total: int


class Removal(Frozen):
    """An event that was public and is gone.

    Args:
        id: the article's id.
        slug: the name that its page had.
        removed: the instant.
        sequence: of the change that removed it.
    """

    id: str
    slug: str
    removed: AwareDatetime
    sequence: int = Field(gt=0)


class Change(Frozen):
    """One entry of the change list, in commit order.

    Args:
        sequence: greater than that of every change committed before.
        op: upsert or delete; leave, in a list that is cut, for what no longer answers its query.
        id: the article's id.
        stored: the revision that an upsert brought.
        removal: the tombstone that a delete left.
        left: when a leave happened.
        told: document of what is told of the revision, as it is stored: the one that is digested, and the one to deliver.
        digest: of that document.
        chain: over all changes up to this one.
        skipped: links of the numbers between the change before and this one, which are told to nobody.
    """

    sequence: int = Field(gt=0)
    op: Literal["upsert", "delete", "leave"]
    id: str
    stored: StoredEvent | None = optional()
    removal: Removal | None = optional()
    left: AwareDatetime | None = optional()
    told: str | None = optional()
    digest: str | None = optional()
    chain: str = ""
    skipped: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _carries_what_it_says(self) -> Self:
        carried = (self.stored is not None, self.removal is not None, self.left is not None)
        if carried != (self.op == "upsert", self.op == "delete", self.op == "leave"):
            raise ValueError("an upsert carries an event, a delete a tombstone, a leave its moment")
        return self


class UnreadableEvent(Frozen):
    """A stored event that cannot be read in whole, until its document is read again.

    Args:
        id: the article's id.
        slug: the page's name in the URL.
        source: name of its source.
        document: what identifies its document there; None where no document is known.
        shown: it is published all the same, because only the explanation of its answers is missing.
        reason: what is wrong with it.
    """

    id: str
    slug: str
    source: str
    document: str | None
    shown: bool
    reason: str


class Release(NamedTuple):
    """An article that waits for its moment.

    Args:
        id: the article's id.
        source: name of its source.
        document: what identifies it there; None where no document is known.
        moment: from which on it is public.
    """

    id: str
    source: str
    document: str | None
    moment: datetime


class RefusedDocument(Frozen):
    """A document in quarantine: what was last accepted of it stays published.

    Args:
        key: what identifies it within its source.
        reason: what is wrong with it.
        since: when it was first refused for that reason.
        field: the part of it that is at fault, where one is known.
        size: bytes that it has; None where they are not kept.
    """

    key: str
    reason: str
    since: AwareDatetime
    field: str | None = None
    size: int | None = None


class NotedDocument(NamedTuple):
    """A document of which something was left out when it was read.

    Args:
        source: name of its source.
        document: what identifies it there.
        notes: what was left out, and why.
    """

    source: str
    document: str
    notes: tuple[str, ...]


class RefusedCopy(NamedTuple):
    """A document that was refused, as it was.

    Args:
        content: its bytes, cut where they are many.
        size: how many it had.
        media_type: as its source declared it, or empty.
        kept: since when.
    """

    content: bytes
    size: int
    media_type: str
    kept: datetime


class SourceState(Frozen):
    """How a source does.

    Args:
        name: of the source.
        attempted: when its last refresh began.
        succeeded: when a refresh last came to its end.
        failure: why the last refresh failed as a whole, or None.
        refreshes: how many refreshes have begun.
        public: how many of its articles are public.
        refused: its documents in quarantine, by key.
    """

    name: str
    attempted: AwareDatetime | None = None
    succeeded: AwareDatetime | None = None
    failure: str | None = None
    refreshes: int = Field(default=0, ge=0)
    public: int = Field(default=0, ge=0)
    refused: tuple[RefusedDocument, ...] = ()
