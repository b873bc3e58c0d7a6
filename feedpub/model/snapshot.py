"""What the JSON API sends of all events at once: a document in each line."""

from typing import Literal

from pydantic import AwareDatetime, Field

from feedpub.model.base import Frozen, optional
from feedpub.model.event import Event


class SnapshotHead(Frozen):
    """The first line of a snapshot.

    Args:
        sequence: number of the change up to which it tells, however long it takes to read.
        cursor: from which the list of changes goes on behind it, with the same filters.
        count: how many events it has.
        digest: of the set of them, as /api/state computes it.
        chain: running digest of the whole sequence up to there; in snapshots of everything alone.
        filters: query string of its filters; empty for everything.
    """

    sequence: int = Field(ge=0)
    cursor: str
    count: int = Field(ge=0)
    digest: str
    chain: str | None = optional()
    filters: str


class SnapshotEvent(Frozen):
    """A line of a snapshot for an event, by id.

    Args:
        id: the article's id.
        revision: that it had.
        updated: when readers could first see it.
        url: address of its page.
        digest: SHA-256 of the canonical JSON (RFC 8785) of event.
        event: the document.
    """

    id: str
    revision: int = Field(ge=1)
    updated: AwareDatetime
    url: str
    digest: str
    event: Event


class SnapshotGone(Frozen):
    """A line of a snapshot for an event that is nobody's to read any more.

    Args:
        id: the article's id.
        digest: that its document had.
        gone: always true.
    """

    id: str
    digest: str
    gone: Literal[True]


class SnapshotEnd(Frozen):
    """The last line of a snapshot, by which its reader knows that it is whole.

    Args:
        end: always true.
        count: how many events it has.
    """

    end: Literal[True]
    count: int = Field(ge=0)
