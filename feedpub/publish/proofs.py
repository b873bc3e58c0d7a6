"""What a copy is compared with: what all events come to, and, where the two differ, which part of them does."""

from typing import Any

import orjson

from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish.context import RenderContext
from feedpub.publish.cursors import Cursors
from feedpub.publish.publication import Publication
from feedpub.publish.version import Version
from feedpub.store import Subset


class Proofs:
    """Renders what events come to.

    Args:
        context: of the publisher.
        cursors: by which followers go on.
    """

    def __init__(self, context: RenderContext, cursors: Cursors) -> None:
        self._context = context
        self._cursors = cursors

    def state(self, version: Version, prefix: str = "", query: Query = EVERYTHING) -> Publication:
        """Render what the events that a list has come to.

        Args:
            version: to render.
            prefix: hexadecimal digits with which the ids of those begin that are asked about.
            query: what the list is cut to.

        Returns:
            The JSON document.
        """

        def render() -> Publication:
            body = orjson.dumps(self._state(prefix, query))
            return self._context.publication(body, "application/json", version)

        composed = bool(prefix) or query.composed
        return self._context.cache.get(("state", prefix, query), version, render, composed=composed)

    def _state(self, prefix: str, query: Query) -> dict[str, Any]:
        with self._context.store.snapshot() as store:
            sequence, sums = store.changes.sequence(), store.state.sums(prefix, query)
            last = store.state.standing()
        cursor = self._cursors.write_sequence(sequence, query)
        whole = {"count": sums.whole.total, "digest": sums.whole.digest}
        chain = {} if query.string else {"chain": last.chain}
        children = [_subset(child) for child in sums.children]
        found = {"sequence": sequence, "cursor": cursor, **whole, **chain, "prefix": prefix, "children": children}
        return found | ({"events": [member._asdict() for member in sums.members]} if sums.members else {})


def _subset(child: Subset) -> dict[str, Any]:
    return {"prefix": child.prefix, "count": child.total, "digest": child.digest}
