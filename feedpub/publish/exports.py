"""All events of one number of the sequence, line by line, for whoever begins a copy or mends one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import orjson

from feedpub.model.digests import SetDigest
from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish.context import RenderContext
from feedpub.publish.cursors import Cursors, ExpiredCursorError
from feedpub.site.addresses import article_path
from feedpub.store import ExportedEvent, Store


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported.

    Args:
        sequence: the number of which it is the set of events.
        query: what that is cut to.
        count: how many events.
        digest: of the set.
        chain: of the whole sequence up to there.
    """

    sequence: int
    query: Query
    count: int
    digest: str
    chain: str


class Exporter:
    """Writes exports.

    Args:
        context: of the publisher.
        cursors: by which followers go on behind them.
    """

    def __init__(self, context: RenderContext, cursors: Cursors) -> None:
        self._context = context
        self._cursors = cursors

    def begin(self, query: Query = EVERYTHING, sequence: int | None = None) -> Export:
        """Choose what is exported.

        Args:
            query: what the set is cut to.
            sequence: the number of an export that is taken up again; None for the present one.

        Returns:
            What the first line says, the same for ever.

        Raises:
            ExpiredCursorError: nobody knows any more what the set of that number came to.
        """
        if sequence is not None:
            return self._past(self._context.store, sequence, query)
        with self._context.store.snapshot() as store:
            now, last = store.changes.sequence(), store.state.standing()
            if query == EVERYTHING:
                return Export(now, query, last.shown, last.digest, last.chain)
            whole = store.state.sums("", query).whole
            return Export(now, query, whole.total, whole.digest, last.chain)

    def lines(self, export: Export, after: str = "") -> Iterator[bytes]:
        """Write an export, in bounded memory.

        Args:
            export: that was begun.
            after: id of the last event that the reader has.

        Yields:
            Whole lines.
        """
        yield _line(self._head(export))
        for part in self._context.store.exports.events(export.sequence, export.query, after):
            yield b"".join(_line(self._item(one)) for one in part)
        yield _line({"end": True, "count": export.count})

    def _past(self, store: Store, sequence: int, query: Query) -> Export:
        last = store.state.standing(sequence)
        if not last.digest:
            raise ExpiredCursorError
        if query == EVERYTHING:
            return Export(sequence, query, last.shown, last.digest, last.chain)
        count, digest = 0, SetDigest()
        for part in store.exports.members(sequence, query):
            count += len(part)
            for one in part:
                digest.add(one.id, one.digest)
        return Export(sequence, query, count, digest.hex, last.chain)

    def _head(self, export: Export) -> dict[str, Any]:
        cursor = self._cursors.write_sequence(export.sequence, export.query)
        head = {"sequence": export.sequence, "cursor": cursor, "count": export.count, "digest": export.digest}
        chain = {"chain": export.chain} if export.query == EVERYTHING else {}
        return head | chain | {"filters": export.query.string}

    def _item(self, one: ExportedEvent) -> dict[str, Any]:
        if one.told is None:
            return {"id": one.id, "digest": one.digest, "gone": True}
        updated, url = one.changed.astimezone(UTC).isoformat(), self._context.site.url(article_path(one.slug))
        head = {"id": one.id, "revision": one.revision, "updated": updated, "url": url, "digest": one.digest}
        return head | {"event": orjson.Fragment(one.told)}


def _line(said: dict[str, Any]) -> bytes:
    return orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE)
