"""A source in JSON, the same wherever it is told."""

from datetime import datetime
from typing import Any

from feedpub.health.sources import SourceHealth

_MOST_REFUSED = 100  # documents that are named of each source; the count tells of the others


def source_document(source: SourceHealth) -> dict[str, Any]:
    """Tell of a source what monitors and commands tell of it.

    Args:
        source: as judged.

    Returns:
        What JSON can hold.
    """
    state = source.state
    return {
        "name": state.name,
        "status": source.status,
        "reason": source.reason or None,
        "interval": source.interval,
        "last_attempt": _iso(state.attempted),
        "last_success": _iso(state.succeeded),
        "failure": state.failure,
        "events": state.public,
        "refused": [
            {"document": one.key, "reason": one.reason, "since": _iso(one.since)} for one in state.refused[:_MOST_REFUSED]
        ],
        "refused_count": len(state.refused),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
