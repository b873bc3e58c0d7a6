"""Events as they are now, for whoever may see them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, func, select

from feedpub.errors import UnreadableError
from feedpub.model.record import Removal, StoredDocument, StoredEvent
from feedpub.model.selection import EVERYTHING, Order, Query
from feedpub.store.faults import Fault
from feedpub.store.guard import shown
from feedpub.store.newest import Position, facet_of, newest, newest_of_facet
from feedpub.store.ordered import Place, among, order_by, ordered
from feedpub.store.rows import current_revisions, page_of, removal_of, stored_document, stored_event
from feedpub.store.session import ReadSession
from feedpub.store.tables import EPOCH, TICK, articles
from feedpub.store.wide_counts import EventPage

__all__ = ["Events", "Position"]

_TOMBSTONE = (articles.c.removed, articles.c.removed_sequence)
# Written once: each page and document of an article asks it.
_CURRENT = current_revisions().add_columns(articles.c.id, articles.c.announced, articles.c.unreadable, *_TOMBSTONE)
_BY_SLUG = _CURRENT.where(articles.c.slug == bindparam("name"))
_BY_ID = _CURRENT.where(articles.c.id == bindparam("name"))
_NEWEST_FIRST = (articles.c.published.desc(), articles.c.id.desc())
# Written once: each page and feed of a facet asks it.
_OF_FACET = page_of(
    newest_of_facet().query.limit(bindparam("limit", type_=Integer)).offset(bindparam("skip", type_=Integer))
).order_by(*_NEWEST_FIRST)


class Events:
    """What may be read of events.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def newest(
        self, limit: int, before: Position | None = None, matching: Query = EVERYTHING, *, skip: int = 0
    ) -> tuple[StoredEvent, ...]:
        """List events, newest first by publication, then by id.

        Args:
            limit: how many at most.
            before: only what follows this position.
            matching: only what has all of this.
            skip: how many of the newest to leave out.

        Returns:
            The events.
        """
        facet = facet_of(matching) if before is None and matching.status is None else None
        with self._session.connect() as connection:
            if facet and (page := self._of_facet(connection, facet, limit, skip)) is not None:
                return page
            found = newest(connection, matching, before)
            return self._session.page(
                connection, found.query.limit(limit).offset(skip), _NEWEST_FIRST, found.article_id, stored_event
            )

    def _of_facet(
        self, connection: Connection, facet: dict[str, str], limit: int, skip: int
    ) -> tuple[StoredEvent, ...] | None:
        """List the newest events that have a facet; None where some cannot be read, whose places others take."""
        if self._session.faults.hidden():
            return None
        rows = connection.execute(_OF_FACET, facet | {"limit": limit, "skip": skip}).all()
        events = self._session.readable(rows, stored_event)
        return tuple(events) if len(events) == len(rows) else None

    def ids(self, limit: int, before: Position | None, matching: Query) -> tuple[str, ...]:
        """List the articles of the same events, but for those that are known to be unreadable, without reading any.

        Args:
            limit: how many at most.
            before: only what follows this position.
            matching: only what has all of this.

        Returns:
            Their ids.
        """
        with self._session.connect() as connection:
            place = ((before[0] - EPOCH) // TICK, before[1]) if before else None
            found = ordered(connection, self._session.wide, matching, EventPage("published", place))
            readable = found.query.where(found.article_id.not_in(self._session.faults.hidden())).limit(limit)
            return tuple(str(name) for name in connection.execute(readable).scalars())

    def newest_of(self, ids: Sequence[str], limit: int) -> tuple[StoredEvent, ...]:
        """List events that were found before, newest first.

        Args:
            ids: of few articles.
            limit: how many events at most.

        Returns:
            The events.
        """
        found = among(ids, "published")
        with self._session.connect() as connection:
            return self._session.page(
                connection, found.query.limit(limit), order_by("published"), found.article_id, stored_event
            )

    def listed(
        self, limit: int, order: Order, before: Place | None = None, matching: Query = EVERYTHING
    ) -> tuple[StoredEvent, ...]:
        """List events in an order.

        Args:
            limit: how many at most.
            order: of them; the latest comes first.
            before: only what follows this place.
            matching: only what has all of this.

        Returns:
            The events.
        """
        with self._session.connect() as connection:
            found = ordered(connection, self._session.wide, matching, EventPage(order, before))
            query = found.query.limit(limit)
            return self._session.page(connection, query, order_by(order), found.article_id, stored_event)

    def documents(
        self, limit: int, order: Order, before: Place | None = None, matching: Query = EVERYTHING
    ) -> tuple[StoredDocument, ...]:
        """List the same as ``listed`` as it is stored, which takes a tenth of the work.

        Args:
            limit: how many at most.
            order: of the events; the latest comes first.
            before: only what follows this place.
            matching: only what has all of this.

        Returns:
            What readers are told.
        """
        with self._session.connect() as connection:
            found = ordered(connection, self._session.wide, matching, EventPage(order, before))
            query = found.query.limit(limit)
            return self._session.page(connection, query, order_by(order), found.article_id, stored_document)

    def quoting(
        self, limit: int, order: Order, at: Place | None = None, matching: Query = EVERYTHING
    ) -> tuple[StoredEvent, ...]:
        """List events that quote somebody, in an order.

        Args:
            limit: how many at most.
            order: of them; the latest comes first.
            at: only what stands at this place or follows it.
            matching: only what has all of this.

        Returns:
            The events.
        """
        with self._session.connect() as connection:
            found = ordered(connection, self._session.wide, matching, _quoting(order, at))
            query = found.query.limit(limit)
            return self._session.page(connection, query, order_by(order), found.article_id, stored_event)

    def quoting_documents(
        self, limit: int, order: Order, at: Place | None = None, matching: Query = EVERYTHING
    ) -> tuple[StoredDocument, ...]:
        """List the same as ``quoting`` as it is stored.

        Args:
            limit: how many at most.
            order: of the events; the latest comes first.
            at: only what stands at this place or follows it.
            matching: only what has all of this.

        Returns:
            What readers are told.
        """
        with self._session.connect() as connection:
            found = ordered(connection, self._session.wide, matching, _quoting(order, at))
            query = found.query.limit(limit)
            return self._session.page(connection, query, order_by(order), found.article_id, stored_document)

    def count(self) -> int:
        """Count the events that may be shown.

        Returns:
            How many ``newest`` would list without a limit.
        """
        with self._session.connect() as connection:
            return connection.execute(select(func.count()).select_from(articles).where(shown())).scalar_one()

    def by_slug(self, slug: str) -> StoredEvent | Removal | None:
        """Find an event by the name of its page.

        Args:
            slug: the name.

        Returns:
            The event, its tombstone when it was public and is gone, or None for what was never public.

        Raises:
            UnreadableError: it is public, and this version cannot read it.
        """
        return self._one(_BY_SLUG, slug)

    def by_id(self, article_id: str) -> StoredEvent | Removal | None:
        """Find an event by its article's id.

        Args:
            article_id: the id.

        Returns:
            The event, its tombstone when it was public and is gone, or None for what was never public.

        Raises:
            UnreadableError: it is public, and this version cannot read it.
        """
        return self._one(_BY_ID, article_id)

    def _one(self, query: Select[Any], name: str) -> StoredEvent | Removal | None:
        with self._session.connect() as connection:
            row = connection.execute(query, {"name": name}).one_or_none()
        if row is None or row.announced is None:
            return removal_of(row) if row is not None and row.removed_sequence is not None else None
        if row.unreadable is not None:
            raise UnreadableError(row.id, row.unreadable)
        try:
            return stored_event(row)
        except UnreadableError as error:
            self._session.faults.note(Fault(row.id, row.revision, "event", error.reason))
            raise


def _quoting(order: Order, at: Place | None) -> EventPage:
    """Ask for events that quote somebody, from a place on."""
    # No id goes on behind its last digit: what is found before the longer one is that of the place itself, too.
    return EventPage(order, (at[0], f"{at[1]}~") if at else None, quoting=True)
