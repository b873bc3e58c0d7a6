"""What the JSON API sends around events: pages of lists, problems, and what a list counts."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, JsonValue

from feedpub.model.base import Frozen, optional
from feedpub.model.event import Event, Quote
from feedpub.model.event_types import EventType

API_VERSION = "1.0.0"
"""Of the contract: its first number moves where something that a client may rely on goes or narrows."""
DEFAULT_LIMIT = 50
"""Items on a page where nobody asks for another number."""
MAX_LIMIT = 200
"""Items on a page at most."""
MAX_STREAMS = 500
"""Followers that a worker of ``feedpub serve`` holds where nobody says otherwise."""

_DIGEST = "^[0-9a-f]{64}$"
_ID = "^urn:uuid:[0-9a-f-]{36}$"
_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"


class PageOfList(Frozen):
    """A page of a list.

    Args:
        next: address of the next page; null on the last one.
        has_more: whether there is one.
    """

    next: str | None = Field(json_schema_extra={"format": "uri"})
    has_more: bool


class EventList(PageOfList):
    """A page of events.

    Args:
        items: in the order that was asked for.
    """

    items: tuple[Event, ...]


class SparseList(PageOfList):
    """A page of any list, where ``fields`` chose among the members of its items.

    Args:
        items: each with the members that were asked for, where it has them.
    """

    items: tuple[dict[str, JsonValue], ...]


class RemovedEvent(Frozen):
    """What is left of an event that was public.

    Args:
        id: the article's id.
        removed: when it went.
        url: address of the page that is gone.
    """

    id: str = Field(pattern=_ID)
    removed: AwareDatetime
    url: str


class Upserted(Frozen):
    """An event came, or is another than before.

    Args:
        sequence: greater than that of every change committed before.
        op: always upsert.
        id: the article's id.
        revision: which the change brought.
        updated: when readers could first see it.
        url: address of its page.
        digest: SHA-256 of the canonical JSON (RFC 8785) of event.
        chain: running digest of the whole sequence up to here; in lists of everything alone.
        skipped: links of the chain of the numbers before it that are told to nobody, in order.
        event: the document.
    """

    sequence: int = Field(ge=1)
    op: Literal["upsert"]
    id: str = Field(pattern=_ID)
    revision: int = Field(ge=1)
    updated: AwareDatetime
    url: str
    digest: str = Field(pattern=_DIGEST)
    chain: str | None = optional(pattern=_DIGEST)
    skipped: tuple[str, ...] | None = optional()
    event: Event


class Deleted(Frozen):
    """An event is gone.

    Args:
        sequence: greater than that of every change committed before.
        op: always delete.
        id: the article's id.
        removed: when it went.
        url: address of the page that is gone.
        chain: running digest of the whole sequence up to here; in lists of everything alone.
        skipped: links of the chain of the numbers before it that are told to nobody, in order.
        tombstone: what is left of it.
    """

    sequence: int = Field(ge=1)
    op: Literal["delete"]
    id: str = Field(pattern=_ID)
    removed: AwareDatetime
    url: str
    chain: str | None = optional(pattern=_DIGEST)
    skipped: tuple[str, ...] | None = optional()
    tombstone: RemovedEvent


class Left(Frozen):
    """An event that is still there no longer matches the filters; in filtered lists alone.

    Args:
        sequence: of the change by which it no longer does.
        op: always leave.
        id: the article's id.
        updated: when that was.
    """

    sequence: int = Field(ge=1)
    op: Literal["leave"]
    id: str = Field(pattern=_ID)
    updated: AwareDatetime


class ChangeList(PageOfList):
    """A page of changes, in the order of commits.

    Args:
        items: each in full.
        cursor: where to go on, on every page; opaque.
        sequence: the number up to which this page tells.
        chain: running digest of the whole sequence up to there; in lists of everything alone.
        skipped: links of the chain of the last numbers up to there, where nobody is told of any of them; in lists of
            everything alone.
    """

    items: tuple[Annotated[Upserted | Deleted | Left, Field(discriminator="op")], ...]
    cursor: str
    sequence: int = Field(ge=0)
    chain: str | None = optional(pattern=_DIGEST)
    skipped: tuple[str, ...] | None = optional()


class SubsetSum(Frozen):
    """What the events come to whose ids begin alike.

    Args:
        prefix: first hexadecimal digits of the ids.
        count: how many events.
        digest: sum, modulo 2^256, of SHA-256 of id, a line feed and digest of each event.
    """

    prefix: str = Field(pattern="^[0-9a-f]{1,9}$")
    count: int = Field(ge=1)
    digest: str = Field(pattern=_DIGEST)


class MemberEvent(Frozen):
    """One event of a set.

    Args:
        id: the article's id.
        revision: that is shown.
        digest: SHA-256 of the canonical JSON (RFC 8785) of its document, as changes have it.
    """

    id: str = Field(pattern=_ID)
    revision: int = Field(ge=1)
    digest: str = Field(pattern=_DIGEST)


class EventState(Frozen):
    """What the events that match come to, at a number of the sequence.

    Args:
        sequence: the number.
        cursor: where to go on with the list of changes; opaque.
        count: how many events.
        digest: sum, modulo 2^256, of SHA-256 of id, a line feed and digest of each event.
        chain: running digest of the whole sequence up to here; where nothing is filtered.
        prefix: first hexadecimal digits of the ids that were asked about.
        children: what it comes to by one more digit; parts without events are left out.
        events: each event, where a prefix was asked about that at most 16 have.
    """

    sequence: int = Field(ge=0)
    cursor: str
    count: int = Field(ge=0)
    digest: str = Field(pattern=_DIGEST)
    chain: str | None = optional(pattern=_DIGEST)
    prefix: str = Field(pattern="^[0-9a-f]{0,8}$")
    children: tuple[SubsetSum, ...]
    events: tuple[MemberEvent, ...] | None = optional()


class FacetCount(Frozen):
    """Something that events have in common, such as a person.

    Args:
        slug: its name in addresses, and the value of the filter.
        label: its name for people.
        count: how many events that stand have it, of those that match the filters.
        url: address of its page.
        events: address of the list of its events.
    """

    slug: str = Field(pattern=_SLUG)
    label: str
    count: int = Field(ge=1)
    url: str
    events: str


class FacetList(PageOfList):
    """A page of people, organizations or places.

    Args:
        items: in alphabetical order of their slugs, or the most frequent first.
    """

    items: tuple[FacetCount, ...]


class TypeCount(FacetCount):
    """A type of events; what is told of those on the published list is told here as well.

    Args:
        definition: what belongs to it.
        topic: number of its IPTC Media Topic.
        topic_name: the topic's English name.
    """

    definition: str | None = optional()
    topic: str | None = optional()
    topic_name: str | None = optional()


class TypeList(PageOfList):
    """A page of types of events.

    Args:
        items: in alphabetical order of their slugs, or the most frequent first.
    """

    items: tuple[TypeCount, ...]


class ListedType(EventType):
    """A type of events on the published list.

    Args:
        slug: its name in addresses.
    """

    slug: str = Field(pattern=_SLUG)


class EventTypes(Frozen):
    """The published list of types of events.

    Args:
        scheme: the vocabulary of the topics.
        types: in the order in which they are published.
    """

    scheme: str
    types: tuple[ListedType, ...]


class QuotedIn(Frozen):
    """The event in which something is quoted.

    Args:
        id: the article's id.
        revision: that says so.
        url: address of its page.
        headline: the article's.
        language: BCP 47.
        published: instant of first publication.
        updated: when readers could first see the revision.
    """

    id: str = Field(pattern=_ID)
    revision: int = Field(ge=1)
    url: str
    headline: str
    language: str
    published: AwareDatetime
    updated: AwareDatetime


class QuoteItem(Quote):
    """Something that somebody said, with the event in which it is quoted.

    Args:
        event: in which it is quoted.
    """

    event: QuotedIn


class QuoteList(PageOfList):
    """A page of quotations.

    Args:
        items: in the order of the events that was asked for, those of one event in its order.
    """

    items: tuple[QuoteItem, ...]


class ParameterFault(Frozen):
    """One thing that is wrong with a request.

    Args:
        parameter: of the address.
        detail: what is wrong with it, in words for the person who can mend it.
    """

    parameter: str
    detail: str


class ProblemDetails(Frozen):
    """Why a request has no other answer (RFC 9457).

    Args:
        type: ``urn:feedpub:problem:`` and a name, or about:blank where the status says it all.
        title: of the type, in words.
        status: the HTTP status.
        detail: this occurrence in words.
        instance: path and query of the request.
        errors: every parameter that is at fault, at once.
        resync: address of a snapshot from which a follower can go on.
    """

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    detail: str | None = optional()
    instance: str | None = optional()
    errors: tuple[ParameterFault, ...] | None = optional(min_length=1)
    resync: str | None = optional()
