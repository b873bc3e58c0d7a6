"""What can be asked of the API: an entry for each address, from which its description for programs and for people comes."""

from dataclasses import dataclass

from feedpub.contract.parameters import FILTERS, PAGING
from feedpub.contract.problems import CURSOR_EXPIRED, CURSOR_UNKNOWN, GONE, NOT_FOUND, ErrorAnswer
from feedpub.model.base import Frozen
from feedpub.model.event import Event
from feedpub.model.listing import (
    ChangeList,
    EventList,
    EventState,
    EventTypes,
    FacetCount,
    FacetList,
    QuoteItem,
    QuoteList,
    TypeCount,
    TypeList,
)
from feedpub.model.revision import RevisionList
from feedpub.model.selection import FacetKind
from feedpub.model.snapshot import SnapshotEnd, SnapshotEvent, SnapshotGone, SnapshotHead
from feedpub.site.addresses import (
    CHANGES_API,
    EVENT_SCHEMA,
    EVENT_TYPES,
    EVENTS_API,
    LOOKUPS,
    OPENAPI,
    QUOTES_API,
    SNAPSHOT_API,
    STATE_API,
    event_path,
    revisions_path,
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address, asked by GET.

    Args:
        path: below the site's root; its variable parts are in braces.
        name: by which programs call it.
        summary: what it answers, in a few words.
        description: what one has to know to use it.
        group: of the operations that belong together.
        parameters: of the query string, by name.
        answer: the model of its document; None where a schema of its own describes it.
        items: the model of what it lists; None where it lists nothing, or always all of each.
        media_type: of the answer.
        streamed: media type of the stream that it can be had as, too; empty where it cannot.
        errors: that it answers beside those of every address.
    """

    path: str
    name: str
    summary: str
    description: str
    group: str
    parameters: tuple[str, ...] = ()
    answer: type[Frozen] | None = None
    items: type[Frozen] | None = None
    media_type: str = "application/json"
    streamed: str = ""
    errors: tuple[ErrorAnswer, ...] = ()


_COUNTED: tuple[tuple[FacetKind, str, str], ...] = (
    ("person", "People", "People in the news"),
    ("organization", "Organizations", "Organizations in the news"),
    ("place", "Places", "Places in the news"),
    ("type", "Types", "Types of events"),
)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        EVENTS_API,
        "listEvents",
        "Events, newest first",
        "Every event that may be shown, with its article and the evidence of each answer. Filters are joined by and.",
        "Events",
        (*PAGING, "sort", *FILTERS),
        EventList,
        Event,
    ),
    Operation(
        event_path("{id}"),
        "getEvent",
        "One event",
        "As the list of events has it.",
        "Events",
        answer=Event,
        errors=(NOT_FOUND, GONE),
    ),
    Operation(
        revisions_path("{id}"),
        "listRevisions",
        "What the revisions of an event changed",
        "The latest first, each with what is not as in the one before: field by field, answer by answer, quotation by "
        "quotation. Of what was taken back or removed nothing earlier is told.",
        "Events",
        tuple(PAGING),
        RevisionList,
        errors=(NOT_FOUND, GONE),
    ),
    Operation(
        QUOTES_API,
        "listQuotes",
        "What people said",
        "Every quotation, with its speaker, the words that prove it and the event that tells of it. Filters choose among "
        "events; speaker and min_confidence among the quotations of each as well.",
        "Look-ups",
        (*PAGING, "sort", *FILTERS),
        QuoteList,
        QuoteItem,
    ),
    *(
        Operation(
            LOOKUPS[kind],
            f"list{word}",
            summary,
            "In alphabetical order of slugs or the most frequent first, each with how many events have it that stand and "
            "that the filters leave.",
            "Look-ups",
            (*PAGING, "sort_facets", *FILTERS),
            *((TypeList, TypeCount) if kind == "type" else (FacetList, FacetCount)),
        )
        for kind, word, summary in _COUNTED
    ),
    Operation(
        CHANGES_API,
        "listChanges",
        "What came, went or changed, in the order of commits",
        "For keeping an exact copy: take every item over, follow next until it is null, then ask again with after set to "
        "cursor; a page may have few items or none although has_more says that it goes on. Nothing is told twice or left "
        "out. In lists that filters cut, leave tells of what no longer matches. "
        "With wait it is a long poll. To who accepts text/event-stream it is told as it happens: an event for each item, "
        "named by its op, with the item as data and the cursor as id, which Last-Event-ID takes up again; where nothing "
        "that is told says how far it has got, an event named cursor does.",
        "Copies",
        ("after", "limit", "wait", *FILTERS),
        ChangeList,
        streamed="text/event-stream",
        errors=(CURSOR_UNKNOWN, CURSOR_EXPIRED),
    ),
    Operation(
        SNAPSHOT_API,
        "getSnapshot",
        "All events at once, a document in each line",
        "The events of one number of the sequence, by id, however long it takes to read them: a SnapshotHead, then a "
        "SnapshotEvent or SnapshotGone for each, then a SnapshotEnd. Go on from the cursor of the first line in the list of "
        "changes. Where reading breaks off, ask again with snapshot set to that cursor and after set to the last id.",
        "Copies",
        ("snapshot", "after_event", *FILTERS),
        media_type="application/x-ndjson",
        errors=(CURSOR_UNKNOWN, CURSOR_EXPIRED),
    ),
    Operation(
        STATE_API,
        "getState",
        "What all events come to",
        "Count and digest of the events that match, whatever order they came in: a copy computes the same. One that "
        "differs finds where by asking for the children that differ, digit by digit.",
        "Copies",
        ("prefix", *FILTERS),
        EventState,
    ),
    Operation(
        EVENT_SCHEMA,
        "getEventSchema",
        "JSON Schema of an event",
        "That of the present version; each version stays at an address of its own, which links of the lists name.",
        "Descriptions",
        media_type="application/schema+json",
    ),
    Operation(
        EVENT_TYPES,
        "getEventTypes",
        "Types of events",
        "Every type that an event may have, with what belongs to it and its IPTC Media Topic.",
        "Descriptions",
        answer=EventTypes,
    ),
    Operation(OPENAPI, "getOpenApi", "This description", "OpenAPI 3.1.", "Descriptions"),
)
"""All addresses of the API, in the order in which they are described."""

LINES: tuple[type[Frozen], ...] = (SnapshotHead, SnapshotEvent, SnapshotGone, SnapshotEnd)
"""What the lines of a snapshot are."""

GROUPS = {
    "Events": "What happened, with the words that prove it.",
    "Look-ups": "Who and what events are about, and who said what.",
    "Copies": "What a copy of the site is made of and compared with.",
    "Descriptions": "What all of this means, for programs.",
}
"""What operations belong together, and what for."""
