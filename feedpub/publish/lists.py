"""The JSON lists: events newest first behind an opaque cursor, and changes in the order of commits."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

from feedpub.errors import QueryError
from feedpub.formats.eventjson import document
from feedpub.model.feed import Site
from feedpub.model.record import Change, StoredEvent
from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish.selection import address, entry_of

Position = tuple[datetime, str]
"""An event's instant of publication and its id: where a list goes on."""

_ID = re.compile(r"urn:uuid:[0-9a-f-]{36}")


def events_list(found: Sequence[StoredEvent], limit: int, site: Site, query: Query = EVERYTHING) -> tuple[bytes, str | None]:
    """Write a page of events.

    Args:
        found: newest first, one more than the page holds where there are more.
        limit: of the page.
        site: who publishes it.
        query: what the list is cut to.

    Returns:
        The body, and the address of the next page or None.
    """
    page = found[:limit]
    filters = f"{query.string}&" if query.string else ""
    following = None
    if len(found) > limit:
        cursor = cursor_after((page[-1].published, page[-1].event.id))
        following = f"{site.base_url}/api/events?{filters}limit={limit}&cursor={cursor}"
    items = [document(entry_of(stored, site)) for stored in page]
    return orjson.dumps({"items": items, "next": following, "has_more": following is not None}), following


def changes_list(found: Sequence[Change], after: int, limit: int, site: Site) -> tuple[bytes, str | None]:
    """Write a page of changes.

    Args:
        found: in the order of commits, one more than the page holds where there are more.
        after: the sequence number that the page begins behind.
        limit: of the page.
        site: who publishes it.

    Returns:
        The body, and the address of the next page or None. ``cursor`` is where a poller goes on, on the last page too.
    """
    page = found[:limit]
    cursor = page[-1].sequence if page else after
    following = f"{site.base_url}/api/changes?after={cursor}&limit={limit}" if len(found) > limit else None
    items = [_change(change, site) for change in page]
    body = {"items": items, "next": following, "has_more": following is not None, "cursor": cursor}
    return orjson.dumps(body), following


def _change(change: Change, site: Site) -> dict[str, Any]:
    head: dict[str, Any] = {"sequence": change.sequence, "op": change.op, "id": change.id}
    if change.stored:
        stored = change.stored
        updated = _said(stored.changed)
        return head | {"revision": stored.event.revision, "updated": updated, "event": document(entry_of(stored, site))}
    if change.removal:
        return head | {"removed": _said(change.removal.removed), "url": address(site, change.removal.slug)}
    raise ValueError(f"change {change.sequence} brings nothing")


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def cursor_after(position: Position) -> str:
    """Write where a list goes on, for an address."""
    packed = orjson.dumps([_said(position[0]), position[1]])
    return urlsafe_b64encode(packed).rstrip(b"=").decode()


def position_of(cursor: str) -> Position:
    """Read a cursor that ``cursor_after`` wrote.

    Args:
        cursor: as a client sends it back.

    Returns:
        The position.

    Raises:
        QueryError: it is none of ours.
    """
    try:
        moment, name = orjson.loads(urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
        position = datetime.fromisoformat(moment).astimezone(UTC), name
        # Written again it must be the same: base64 and dates can be spelled in many ways, each a page in memory.
        if _ID.fullmatch(name) and cursor_after(position) == cursor:
            return position
    except (ValueError, TypeError, OverflowError):
        pass
    raise QueryError("cursor", "is not one that this list gave out")
