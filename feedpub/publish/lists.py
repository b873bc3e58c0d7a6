"""The JSON list of changes, in the order of commits."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

from feedpub.model.feed import Site
from feedpub.model.record import Change
from feedpub.site.addresses import CHANGES_API, article_path


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
    following = f"{site.url(CHANGES_API)}?after={cursor}&limit={limit}" if len(found) > limit else None
    items = [_change(change, site) for change in page]
    body = {"items": items, "next": following, "has_more": following is not None, "cursor": cursor}
    return orjson.dumps(body), following


def _change(change: Change, site: Site) -> dict[str, Any]:
    head: dict[str, Any] = {"sequence": change.sequence, "op": change.op, "id": change.id}
    proof = {"chain": change.chain} | ({"skipped": change.skipped} if change.skipped else {})
    if change.stored:
        stored = change.stored
        page = {"updated": _said(stored.changed), "url": site.url(article_path(stored.slug))}
        # What is delivered is what was digested, byte for byte: through today's models it might come out otherwise.
        event = orjson.Fragment(change.told or "null")
        return head | {"revision": stored.event.revision} | page | {"digest": change.digest} | proof | {"event": event}
    if change.removal:
        return head | {
            "removed": _said(change.removal.removed),
            "url": site.url(article_path(change.removal.slug)),
            **proof,
        }
    raise ValueError(f"change {change.sequence} brings nothing")


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
