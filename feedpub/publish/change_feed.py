"""The list of changes: what came, went or is another than before, in the order of commits, whole or cut to a query."""

from datetime import UTC, datetime
from typing import Any

import orjson

from feedpub.model.listing import DEFAULT_LIMIT
from feedpub.model.record import Change
from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish.cache import Cache
from feedpub.publish.context import RenderContext
from feedpub.publish.cursors import BehindError, Cursors, ExpiredCursorError, UnknownCursorError
from feedpub.publish.frames import Frames, frame
from feedpub.publish.publication import Publication
from feedpub.publish.version import Version
from feedpub.site.addresses import CHANGES_API, SNAPSHOT_API, article_path, with_query
from feedpub.store import ToldChanges

_JSON = "application/json"
_ROOM = 4_000_000  # bytes of what is told to streams: those that follow closely stand at few places


class ChangeFeed:
    """Renders the list.

    Args:
        context: of the publisher.
        cursors: by which it goes on.
    """

    def __init__(self, context: RenderContext, cursors: Cursors) -> None:
        self._context = context
        self._cursors = cursors
        self._frames: Cache[Frames] = Cache(_ROOM)

    def position(self, after: str | None, version: Version, query: Query = EVERYTHING) -> int:
        """Tell where a follower goes on.

        Args:
            after: what it says: nothing for the beginning, ``now``, a cursor, or the number of a change.
            version: of the site that it sees.
            query: what its list is cut to.

        Returns:
            The number behind which it goes on.

        Raises:
            BehindError: it was told more by another node than this one knows yet.
            UnknownCursorError: it cannot have been there.
            ExpiredCursorError: it has been there too long ago.
        """
        if after is None or after == "now":
            return version.sequence if after else 0
        plain = after.isascii() and after.isdecimal()
        sequence, known = (int(after), 0) if plain else self._cursors.read_sequence(after, query)
        if sequence > version.sequence:
            raise BehindError if self._context.store.has_committed(sequence) else UnknownCursorError
        if 0 < sequence < version.dropped and known != version.dropped:
            raise ExpiredCursorError
        return sequence

    def resync(self, query: Query = EVERYTHING) -> str:
        """Return the address of a snapshot of the list's events, from which a follower can go on."""
        return self._context.site.url(with_query(SNAPSHOT_API, query.string))

    def page(self, after: int, limit: int, version: Version, query: Query = EVERYTHING) -> Publication:
        """Render a page of the list.

        Args:
            after: the number behind which it begins.
            limit: items on it at most.
            version: to render.
            query: what the list is cut to.

        Returns:
            The JSON document.
        """
        dropped = _dropped(after, version)

        def render() -> Publication:
            found = self.found(after, limit, version, query)
            body, following = self._document(found, limit, query, dropped)
            return self._context.publication(body, _JSON, version, following)

        composed = after > 0 or limit != DEFAULT_LIMIT or query.composed
        return self._context.cache.get(("changes", after, limit, query, dropped), version, render, composed=composed)

    def found(self, after: int, limit: int, version: Version, query: Query) -> ToldChanges:
        """Look up what a page of the list holds."""
        return self._context.store.changes.page(query, after, limit, version.sequence)

    def frames(self, after: int, version: Version, query: Query) -> Frames:
        """Write what comes next in a stream; those who stand at the same place are given the same.

        Args:
            after: the number behind which it begins.
            version: of the site that is told.
            query: what the list is cut to.
        """
        dropped = _dropped(after, version)

        def write() -> Frames:
            found = self.found(after, DEFAULT_LIMIT, version, query)
            last = found.changes[-1].sequence if found.skipped and found.changes else found.sequence
            ends = [change.sequence for change in found.changes[:-1]] + [last]
            items = zip(found.changes, ends, strict=False)
            told = [
                frame(change.op, self.cursor(end, query, dropped), orjson.dumps(self.item(change, query)))
                for change, end in items
            ]
            if found.skipped:
                cursor = self.cursor(found.sequence, query, dropped)
                where = {"cursor": cursor, "sequence": found.sequence} | self._passed(found)
                told.append(frame("cursor", cursor, orjson.dumps(where)))
            return Frames(b"".join(told), found.sequence, found.has_more)

        return self._frames.get((after, query, version.sequence, dropped), write)

    def cursor(self, sequence: int, query: Query, dropped: int = 0) -> str:
        """Write where the list goes on behind a number.

        Args:
            sequence: the number.
            query: what the list is cut to.
            dropped: number of the last removal that is told no more, for readers who come from the beginning.
        """
        return self._cursors.write_sequence(sequence, query, dropped)

    def item(self, change: Change, query: Query) -> dict[str, Any]:
        """Make the item of a change; one of a list that is cut proves no chain, because that leaves numbers out.

        Args:
            change: of the list.
            query: what the list is cut to.
        """
        site = self._context.site
        head: dict[str, Any] = {"sequence": change.sequence, "op": change.op, "id": change.id}
        if change.left:
            return head | {"updated": _said(change.left)}
        proof = _proof(change) if query == EVERYTHING else {}
        if change.stored:
            stored = change.stored
            page = {"updated": _said(stored.changed), "url": site.url(article_path(stored.slug))}
            # What is delivered is what was digested, byte for byte: through today's models it might come out otherwise.
            event = orjson.Fragment(change.told or "null")
            return head | {"revision": stored.event.revision} | page | {"digest": change.digest} | proof | {"event": event}
        if change.removal:
            gone = {"removed": _said(change.removal.removed), "url": site.url(article_path(change.removal.slug))}
            return head | gone | proof | {"tombstone": {"id": change.id} | gone}
        raise ValueError(f"change {change.sequence} brings nothing")

    def _document(self, found: ToldChanges, limit: int, query: Query, dropped: int) -> tuple[bytes, str | None]:
        """Write a page, and the address of the one behind it."""
        cursor = self.cursor(found.sequence, query, dropped)
        filters = f"{query.string}&" if query.string else ""
        following = (
            f"{self._context.site.url(CHANGES_API)}?{filters}after={cursor}&limit={limit}" if found.has_more else None
        )
        items = [self.item(change, query) for change in found.changes]
        ends = {"next": following, "has_more": found.has_more, "cursor": cursor, "sequence": found.sequence}
        if query == EVERYTHING:
            ends |= self._passed(found)
        return orjson.dumps({"items": items} | ends), following

    def _passed(self, found: ToldChanges) -> dict[str, Any]:
        """Prove where a page ends: what its last numbers are of which nobody is told, and the chain behind them."""
        chain = {"chain": self._context.store.state.standing(found.sequence).chain}
        return chain | ({"skipped": found.skipped} if found.skipped else {})


def _dropped(after: int, version: Version) -> int:
    """Tell the last removal that is told no more where a reader may be before it: not where it only asks for news."""
    return version.dropped if after < version.sequence else 0


def _proof(change: Change) -> dict[str, Any]:
    return {"chain": change.chain} | ({"skipped": change.skipped} if change.skipped else {})


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
