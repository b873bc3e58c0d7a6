"""What can be asked of the API: an entry for each address, from which its description for programs and for people comes."""

from dataclasses import dataclass

from feedpub.contract.parameters import FILTERS, PAGING
from feedpub.model.base import Frozen
from feedpub.model.listing import EventList, EventState
from feedpub.site.addresses import EVENT_SCHEMA, EVENT_TYPES, EVENTS_API, OPENAPI, STATE_API


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
        media_type: of the answer.
        errors: statuses that it answers beside those of every address.
    """

    path: str
    name: str
    summary: str
    description: str
    group: str
    parameters: tuple[str, ...] = ()
    answer: type[Frozen] | None = None
    media_type: str = "application/json"
    errors: tuple[int, ...] = ()


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        EVENTS_API,
        "listEvents",
        "Events, newest first",
        "Every event that may be shown, with its article and the evidence of each answer. Filters are joined by and.",
        "Events",
        (*PAGING, *FILTERS),
        EventList,
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
    ),
    Operation(OPENAPI, "getOpenApi", "This description", "OpenAPI 3.1.", "Descriptions"),
)
"""All addresses of the API, in the order in which they are described."""

GROUPS = {
    "Events": "What happened, with the words that prove it.",
    "Copies": "What a copy of the site is made of and compared with.",
    "Descriptions": "What all of this means, for programs.",
}
"""What operations belong together, and what for."""
