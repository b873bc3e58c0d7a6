"""The days that have news, as a process keeps them: to count all events anew for each change would grow with the archive."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, and_, false, func, select, type_coerce

from feedpub.model.record import NewsDay
from feedpub.store.event_rows import chain_at, sequence_of
from feedpub.store.guard import shown
from feedpub.store.rows import LATEST
from feedpub.store.tables import EPOCH, articles, changes, revisions

STANDS = articles.c.status != "canceled"
"""Holds for what was not taken back."""
OWN = and_(articles.c.sample == false(), articles.c.excerpt == false())
"""Search engines are told neither of samples nor of pages that name another one as their original (canonical)."""
_DAY = 24 * 60 * 60 * 1_000_000  # microseconds, as instants are stored
_MOST_CHANGES = 5_000  # whose days are looked up: some 30 ms of work
_MOST_DAYS = 60  # that are counted one by one: some 30 ms, as with ten thousand events that are counted at once


class _DaysKnown(NamedTuple):
    """The days at one number of the sequence.

    Args:
        sequence: the last change that counts.
        chain: the digest of all changes up to it, by which one history is told from another.
        days: by their dates.
    """

    sequence: int
    chain: str | None
    days: dict[date, NewsDay]


class NewsDays:
    """What all threads of a process have of them in common; it holds nothing until it is asked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: _DaysKnown | None = None

    def listed(self, connection: Connection) -> tuple[NewsDay, ...]:
        """List the days (in UTC) on which anything was published that stands and is our own.

        Args:
            connection: of a reader.

        Returns:
            The days as that reader sees them, newest first.
        """
        sequence = sequence_of(connection)
        with self._lock:
            kept = self._kept
        if kept is None or kept.sequence != sequence or kept.chain != chain_at(connection, sequence):
            kept = _followed(connection, kept, sequence)
            with self._lock:
                if self._kept is None or self._kept.sequence <= sequence:  # others may have seen a later moment meanwhile
                    self._kept = kept
        return tuple(kept.days[day] for day in sorted(kept.days, reverse=True))


def day_of(column: ColumnElement[object]) -> ColumnElement[int]:
    """Number the day (in UTC) of an instant, 1 January 1 being the first, so that days before 1970 are whole as well.

    Args:
        column: of the instants.
    """
    return (type_coerce(column, BigInteger) + EPOCH.toordinal() * _DAY) // _DAY


def _followed(connection: Connection, kept: _DaysKnown | None, sequence: int) -> _DaysKnown:
    """Bring days up to the moment of a reader, or count them anew where the changes cannot tell."""
    chain, touched = chain_at(connection, sequence), None
    if kept is not None and kept.sequence < sequence and kept.chain == chain_at(connection, kept.sequence):
        touched = _touched(connection, kept.sequence, sequence)
    if kept is None or touched is None:
        return _DaysKnown(sequence, chain, _counted(connection))
    days = {day: one for day, one in kept.days.items() if day not in touched}
    for day in touched:
        days |= _counted(connection, *_within(day))
    return _DaysKnown(sequence, chain, days)


def _touched(connection: Connection, after: int, until: int) -> set[date] | None:
    """List the days on which articles that changed are or were published; None where they are too many, or not all known."""
    if until - after > _MOST_CHANGES:
        return None
    since = select(changes.c.article_id).where(changes.c.sequence > after, changes.c.sequence <= until)
    if connection.execute(select(func.count()).select_from(since.subquery())).scalar_one() < until - after:
        return None
    # Revisions are never changed: what an article has said of its publication stands in them.
    said = select(revisions.c.published).where(revisions.c.article_id.in_(since)).distinct()
    days = {moment.astimezone(UTC).date() for moment in connection.execute(said).scalars() if moment}
    return days if len(days) <= _MOST_DAYS else None


def _within(day: date) -> Iterable[ColumnElement[bool]]:
    start = datetime.combine(day, time(), UTC)
    yield articles.c.published >= start
    if day < date.max:
        yield articles.c.published < start + timedelta(days=1)


def _counted(connection: Connection, *within: ColumnElement[bool]) -> dict[date, NewsDay]:
    day = day_of(articles.c.published)
    query = select(day, func.max(revisions.c.modified), func.count()).join(revisions, LATEST)
    found = connection.execute(query.where(shown(), STANDS, OWN, *within).group_by(day))
    days = (NewsDay(date.fromordinal(number), modified, total) for number, modified, total in found)
    return {one.day: one for one in days}
