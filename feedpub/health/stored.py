"""What a store tells of itself: what cannot be shown, what was refused, how the sources do."""

from collections.abc import Mapping, Sequence

from feedpub.health.check import Check
from feedpub.health.sources import Punctuality, SourceHealth, refused_check, sources_check
from feedpub.model.record import UnreadableEvent
from feedpub.store import Store

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


def stored_checks(
    store: Store, intervals: Mapping[str, float], lease_seconds: float
) -> tuple[tuple[SourceHealth, ...], tuple[Check, ...]]:
    """Make the checks that a store answers by itself, once, without watching it.

    Args:
        store: of the site.
        intervals: seconds between two looks, by source.
        lease_seconds: after how long another process takes over refreshing.

    Returns:
        How the sources do, and the checks.

    Raises:
        StoreError: the store cannot be read.
    """
    sources = Punctuality(intervals, slack=2 * lease_seconds).judge(store.sources.states(), store.now())
    checks = (sources_check(sources), refused_check(sources), unreadable_check(store.integrity.unreadable()))
    return sources, checks
