"""What passes through a pass over a source: what is listed, what reading made of it, and what became of it in the store."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from feedpub.drafting import Draft
from feedpub.errors import FeedpubError, OvertakenError, SourceError
from feedpub.ingest.decide import Changed, New, Unchanged
from feedpub.model.document import Document
from feedpub.sources.base import Untouched


@dataclass(frozen=True, slots=True)
class Whole:
    """A document that was split, once all of its parts have been taken."""

    document: Document

    @property
    def location(self) -> str:
        """Where a person finds it."""
        return self.document.location or self.document.key


Listed = Document | SourceError | Whole | Untouched
Drafted = Draft | FeedpubError | None
"""A draft, why there is none, or None for bytes that the store has seen."""


class Outcome(NamedTuple):
    """What became of one document.

    Args:
        source: name of its source.
        key: what identifies it there.
        status: new, changed, unchanged, refused, deleted, or left: another document holds the same, or a newer version.
        reason: what changed, or why it was left or refused.
        error: for a refused document; its location is for people.
        id: the article's; None for a document that never was one.
        waits: until when it is not shown because it is dated ahead, or None.
        notes: what of it was left out when it was read.
    """

    source: str
    key: str
    status: Literal["new", "changed", "unchanged", "left", "refused", "deleted"]
    reason: str = ""
    error: FeedpubError | None = None
    id: str | None = None
    waits: datetime | None = None
    notes: tuple[str, ...] = ()


def outcome_of(source: str, key: str, identity: str, decision: New | Changed | Unchanged) -> Outcome:
    """Say what was decided about a document.

    Args:
        source: name of its source.
        key: the document's.
        identity: the article's id.
        decision: about it.
    """
    if isinstance(decision, Unchanged):
        return Outcome(source, key, "unchanged", id=identity)
    status: Literal["new", "changed"] = "new" if isinstance(decision, New) else "changed"
    reason = "" if isinstance(decision, New) else decision.reason
    if decision.waits:
        wait = f"is dated ahead and waits until {decision.waits.isoformat()}"
        reason = f"{reason}; {wait}" if reason else wait
    return Outcome(source, key, status, reason, id=identity, waits=decision.waits)


def overtaken(source: str, error: OvertakenError) -> Outcome:
    """Say that nothing was decided about a document, which is to be looked at again.

    Args:
        source: name of its source.
        error: that names the document.
    """
    return Outcome(source, error.location, "refused", error.reason, error)


def why(error: FeedpubError) -> str:
    """Say what is wrong without saying where: the place is known."""
    return f"{error.field}: {error.reason}" if error.field else error.reason
