"""One event by its id, and what its revisions changed."""

from datetime import UTC
from itertools import pairwise
from typing import Any

import orjson

from feedpub.errors import QueryError
from feedpub.formats.eventjson import document
from feedpub.publish.context import RenderContext
from feedpub.publish.cursors import Cursors
from feedpub.publish.differences import differences
from feedpub.publish.entries import entry_of
from feedpub.publish.finding import published
from feedpub.publish.publication import Publication
from feedpub.publish.version import Version
from feedpub.site.addresses import article_path, revisions_path
from feedpub.store import ToldRevision

_JSON = "application/json"


class EventHistory:
    """Renders events and their revisions.

    Args:
        context: of the publisher.
        cursors: by which lists go on.
    """

    def __init__(self, context: RenderContext, cursors: Cursors) -> None:
        self._context = context
        self._cursors = cursors

    def event(self, article_id: str, version: Version) -> Publication:
        """Render an event as the list of events has it.

        Args:
            article_id: the article's id.
            version: to render.

        Raises:
            NotPublishedError: it is gone, or was never public.
        """

        def render() -> Publication:
            stored = published(self._context.store.events.by_id(article_id))
            return self._context.publication(orjson.dumps(document(entry_of(stored, self._context.site))), _JSON, version)

        return self._context.cache.get(("event by id", article_id), version, render, composed=True)

    def listed(self, article_id: str, cursor: str | None, limit: int, version: Version) -> Publication:
        """Render a page of the revisions of an event, the latest first, each with what it changed.

        Args:
            article_id: the article's id.
            cursor: from the page before, or None for the first.
            limit: items on the page.
            version: to render.

        Raises:
            NotPublishedError: the event is gone, or was never public.
            QueryError: the cursor is none that this list gave out.
        """
        before = self._read(cursor, article_id) if cursor is not None else None

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                stored = published(store.events.by_id(article_id))
                found = store.revisions.told(article_id, limit + 1, before)
                total = store.revisions.count(article_id)
            page, following = found[:limit], None
            if len(found) > limit:
                cursor = self._cursors.write((page[-1].changed, f"{article_id} {page[-1].revision}"))
                following = f"{self._context.site.url(revisions_path(article_id))}?limit={limit}&cursor={cursor}"
            url = self._context.site.url(article_path(stored.slug))
            head = {"id": article_id, "url": url, "count": total, "items": list(_items(page, found))}
            body = orjson.dumps(head | {"next": following, "has_more": following is not None})
            return self._context.publication(body, _JSON, version, following)

        return self._context.cache.get(("revisions", article_id, before, limit), version, render, composed=True)

    def _read(self, cursor: str, article_id: str) -> int:
        name, _, number = self._cursors.read(cursor)[1].partition(" ")
        if name != article_id or not number:
            raise QueryError("cursor", "is not one that this list gave out")
        return int(number)


def _items(page: tuple[ToldRevision, ...], found: tuple[ToldRevision, ...]) -> list[dict[str, Any]]:
    """Describe each revision of a page by the one that was told before it."""
    documents = [orjson.loads(one.told) for one in found]
    compared = [differences(before, after) for after, before in pairwise(documents)]
    items = []
    for place, one in enumerate(page):
        head = {"revision": one.revision, "sequence": one.sequence, "updated": one.changed.astimezone(UTC).isoformat()}
        head |= {"modified": one.modified.astimezone(UTC).isoformat(), "digest": one.digest}
        since = {"since": found[place + 1].revision, "differences": compared[place]} if place < len(compared) else {}
        items.append(head | since)
    return items
