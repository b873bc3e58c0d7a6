"""What is stored and cannot be shown."""

from collections.abc import Sequence

from feedpub.health.check import Check
from feedpub.model.record import UnreadableEvent

_MOST = 100  # events that are named; the count tells of the others


def unreadable_check(events: Sequence[UnreadableEvent]) -> Check:
    """Sum up what this version cannot read: degraded where there is anything, because it is left out until it is healed.

    Args:
        events: as the store lists them.
    """
    if not events:
        return Check("unreadable", counts={"events": 0})
    noun = "stored event" if len(events) == 1 else "stored events"
    details = tuple(
        {"event": one.id, "source": one.source, "document": one.document, "shown": one.shown, "reason": one.reason}
        for one in events[:_MOST]
    )
    return Check("unreadable", "degraded", {"events": len(events)}, f"{len(events)} {noun} cannot be read in whole", details)
