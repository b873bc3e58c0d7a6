"""Reading the store: what any output may know of, at a moment."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from pydantic_core import from_json
from sqlalchemy import BigInteger, Connection, Row, Select, and_, func, literal, not_, select, tuple_, type_coerce

from feedpub.model.event import Event
from feedpub.model.record import Change, Heading, Removal, StoredEvent
from feedpub.store.guard import releasable, shown, told
from feedpub.store.tables import EPOCH, articles, changes, counters, revisions, traces

Position = tuple[datetime, str]
"""Where a list of events goes on: the last one's instant of publication and id."""

_LATEST = and_(revisions.c.article_id == articles.c.id, revisions.c.revision == articles.c.revision)
_STANDS = articles.c.status != "canceled"
_DAY = 24 * 60 * 60 * 1_000_000  # microseconds, as instants are stored
_FROZEN = (revisions.c.document, revisions.c.published, revisions.c.modified, revisions.c.changed)


class Events(ABC):
    """What may be read of events. Every method that shows one takes ``as_of``, the moment that the guard judges by."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction, or give the one that is open."""

    def sequence(self) -> int:
        """Return the number of the last committed change.

        Returns:
            0 for an empty store.
        """
        with self._reading() as connection:
            return int(connection.execute(select(counters.c.value).where(counters.c.name == "sequence")).scalar_one())

    def moments(self, after: datetime | None = None) -> tuple[datetime, ...]:
        """Return when embargoes end or ended.

        Args:
            after: only moments later than this.

        Returns:
            Each moment once, oldest first.
        """
        query = select(articles.c.embargo).where(releasable(), articles.c.embargo.is_not(None)).distinct()
        if after is not None:
            query = query.where(articles.c.embargo > after)
        with self._reading() as connection:
            return tuple(connection.execute(query.order_by(articles.c.embargo)).scalars())

    def newest(self, as_of: datetime, limit: int, before: Position | None = None) -> tuple[StoredEvent, ...]:
        """List events, newest first by publication, then by id.

        Args:
            as_of: the moment.
            limit: how many at most.
            before: only what follows this position.

        Returns:
            The events.
        """
        query = _current().where(shown(as_of)).order_by(articles.c.published.desc(), articles.c.id.desc()).limit(limit)
        if before is not None:
            here = tuple_(articles.c.published, articles.c.id)
            query = query.where(here < tuple_(literal(before[0], articles.c.published.type), literal(before[1])))
        with self._reading() as connection:
            return tuple(_stored(row) for row in connection.execute(query))

    def count(self, as_of: datetime) -> int:
        """Count the events that may be shown.

        Args:
            as_of: the moment.

        Returns:
            How many ``newest`` would list without a limit.
        """
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(articles).where(shown(as_of))).scalar_one()

    def by_slug(self, slug: str, as_of: datetime) -> StoredEvent | Removal | None:
        """Find an event by the name of its page.

        Args:
            slug: the name.
            as_of: the moment.

        Returns:
            The event, its tombstone when it was public and is gone, or None for what was never public.
        """
        return self._one(_current().where(articles.c.slug == slug), as_of)

    def by_id(self, article_id: str, as_of: datetime) -> StoredEvent | Removal | None:
        """Find an event by its article's id.

        Args:
            article_id: the id.
            as_of: the moment.

        Returns:
            The event, its tombstone when it was public and is gone, or None for what was never public.
        """
        return self._one(_current().where(articles.c.id == article_id), as_of)

    def around(self, moment: datetime) -> tuple[datetime | None, datetime | None]:
        """Find the publications next to a moment, of whatever may be shown once its embargo has passed.

        Args:
            moment: the moment.

        Returns:
            The last instant of publication at or before it, and the first one after it; None where there is none.
        """
        column = articles.c.published
        before = select(func.max(column)).where(releasable(), column <= moment)
        after = select(func.min(column)).where(releasable(), column > moment)
        with self._reading() as connection:
            return connection.execute(before).scalar(), connection.execute(after).scalar()

    def days(self, as_of: datetime) -> tuple[tuple[date, datetime], ...]:
        """List the days (in UTC) on which anything was published that stands.

        Args:
            as_of: the moment.

        Returns:
            Each day with the last significant change of its events, newest first.
        """
        day = type_coerce(articles.c.published, BigInteger) / literal(_DAY, BigInteger)
        query = select(func.floor(day), func.max(revisions.c.modified)).join(revisions, _LATEST)
        query = query.where(shown(as_of), _STANDS).group_by(func.floor(day)).order_by(func.floor(day).desc())
        with self._reading() as connection:
            return tuple(
                (EPOCH.date() + timedelta(days=int(number)), changed) for number, changed in connection.execute(query)
            )

    def pages(self, as_of: datetime, day: date, limit: int) -> tuple[tuple[str, datetime], ...]:
        """List the pages of a day (in UTC) without reading their events.

        Args:
            as_of: the moment.
            day: of publication.
            limit: how many at most.

        Returns:
            The name of each page with the last significant change of its event, newest first.
        """
        start = datetime.combine(day, time(), UTC)
        within = (articles.c.published >= start, articles.c.published < start + timedelta(days=1))
        query = select(articles.c.slug, revisions.c.modified).join(revisions, _LATEST).where(shown(as_of), _STANDS, *within)
        query = query.order_by(articles.c.published.desc(), articles.c.id.desc()).limit(limit)
        with self._reading() as connection:
            return tuple((row.slug, row.modified) for row in connection.execute(query))

    def headings(self, as_of: datetime, since: datetime, limit: int) -> tuple[Heading, ...]:
        """List what stands of the news after a moment, without the checks that reading whole events takes.

        Args:
            as_of: the moment by which the guard judges.
            since: only what was published later.
            limit: how many at most.

        Returns:
            The headings, newest first.
        """
        recent = (shown(as_of), _STANDS, articles.c.published > since)
        query = _current().where(*recent).order_by(articles.c.published.desc(), articles.c.id.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(_heading(row) for row in connection.execute(query))

    def changes(self, after: int, limit: int, as_of: datetime) -> tuple[Change, ...]:
        """List what became public and what was removed, in the order of commits, each revision as it was then.

        Revisions of an article that may not be shown any more are left out; its removal or notice has a later number.

        Args:
            after: only changes with a higher sequence number.
            limit: how many at most.
            as_of: the moment.

        Returns:
            The changes.
        """
        query = _log().where(changes.c.sequence > after, told(as_of)).order_by(changes.c.sequence).limit(limit)
        with self._reading() as connection:
            return tuple(_change(row) for row in connection.execute(query))

    def removals(self, limit: int, as_of: datetime) -> tuple[Removal, ...]:
        """List the tombstones of events that were public and are gone, the latest first.

        Args:
            limit: how many at most.
            as_of: the moment.

        Returns:
            The tombstones.
        """
        query = select(articles).where(articles.c.removed_sequence.is_not(None), not_(shown(as_of)))
        query = query.order_by(articles.c.removed_sequence.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(_removal(row) for row in connection.execute(query))

    def last_change(self, as_of: datetime) -> datetime | None:
        """Return when the last change that may be told was made.

        Args:
            as_of: the moment.

        Returns:
            The instant, or None where nothing was ever public.
        """
        query = _log().where(told(as_of)).order_by(changes.c.sequence.desc()).limit(1)
        with self._reading() as connection:
            return connection.execute(query.with_only_columns(changes.c.at)).scalar_one_or_none()

    def trace(self, article_id: str, revision: int, as_of: datetime) -> str | None:
        """Return how a revision's answers were chosen.

        Args:
            article_id: the article's id.
            revision: one of its revisions that the change list tells of.
            as_of: the moment.

        Returns:
            The trace as JSON, or None where there is none that may be shown.
        """
        told_of = _log().where(changes.c.article_id == article_id, changes.c.revision == revision, told(as_of))
        current = select(articles.c.id).where(articles.c.id == article_id, articles.c.revision == revision, shown(as_of))
        query = select(traces.c.trace).where(traces.c.article_id == article_id, traces.c.revision == revision)
        query = query.where(told_of.where(changes.c.op == "upsert").exists() | current.exists())
        with self._reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def _one(self, query: Select[tuple[object, ...]], as_of: datetime) -> StoredEvent | Removal | None:
        with self._reading() as connection:
            row = connection.execute(
                query.add_columns(shown(as_of).label("shown"), articles.c.id, *_TOMBSTONE)
            ).one_or_none()
        if row is None:
            return None
        if row.shown:
            return _stored(row)
        return _removal(row) if row.removed_sequence is not None else None


_TOMBSTONE = (articles.c.removed, articles.c.removed_sequence)


def _current() -> Select[tuple[object, ...]]:
    """Select articles with their latest revision."""
    return select(articles.c.slug, articles.c.sequence, *_FROZEN).join(revisions, _LATEST)


def _log() -> Select[tuple[object, ...]]:
    """Select changes with the revision that each brought; a removal needs none."""
    theirs = and_(changes.c.op == "upsert", revisions.c.article_id == changes.c.article_id)
    return (
        select(changes.c.sequence, changes.c.op, changes.c.article_id, changes.c.at, articles.c.slug, *_FROZEN)
        .join(articles, articles.c.id == changes.c.article_id)
        .outerjoin(revisions, and_(theirs, revisions.c.revision == changes.c.revision))
    )


@lru_cache(maxsize=512)
def _event(document: str) -> Event:
    # Revisions never change, and the newest are read again for every feed and page.
    return Event.model_validate_json(document)


def _stored(row: Row[tuple[object, ...]]) -> StoredEvent:
    return StoredEvent(
        event=_event(row.document),
        slug=row.slug,
        published=row.published,
        modified=row.modified,
        changed=row.changed,
        sequence=row.sequence,
    )


def _heading(row: Row[tuple[object, ...]]) -> Heading:
    article = from_json(row.document)["article"]
    return Heading(row.slug, article["headline"], article["language"], row.published, row.modified)


def _removal(row: Row[tuple[object, ...]]) -> Removal:
    return Removal(id=row.id, slug=row.slug, removed=row.removed, sequence=row.removed_sequence)


def _change(row: Row[tuple[object, ...]]) -> Change:
    if row.op == "upsert":
        return Change(sequence=row.sequence, op="upsert", id=row.article_id, stored=_stored(row))
    removal = Removal(id=row.article_id, slug=row.slug, removed=row.at, sequence=row.sequence)
    return Change(sequence=row.sequence, op="delete", id=row.article_id, removal=removal)
