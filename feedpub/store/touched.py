"""What the changes of a stretch of the sequence touched: so that what shows nothing of it stays as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, select, true

from feedpub.errors import UnreadableError
from feedpub.model.event import Event
from feedpub.site.facets import facets_of
from feedpub.store.days import days_beside
from feedpub.store.documents import event_in
from feedpub.store.facts import facts_in, is_of_sample
from feedpub.store.guard import shown
from feedpub.store.list_changes import EVERYTHING, QUOTING, UNKNOWN, ListChange, ListName, ListReader
from feedpub.store.related import FINDING, ListPosition, nearest
from feedpub.store.rows import DOCUMENT
from feedpub.store.tables import EPOCH, articles, changes, counters, facets, facts, revisions
from feedpub.store.tombstones import DROPPED

_AT_ONCE = 500  # ids in one question; SQLite allows a thousand in the oldest versions
# Articles of which it is counted where they stand in lists, and looked up beside which others they are shown: some 15 ms of
# work each. Of more of them anything may have moved; one who asks about any number of them can wait longer.
_COUNTED, _COUNTED_OF_ANY = 3, 30
_DAYS = 30  # of which the days next to them are looked up


class Touched(NamedTuple):
    """What the articles were and are found by that changes touched: more than what really changed, never less.

    Args:
        slugs: of the pages of the articles.
        lists: that any of them is or was in.
        related: slugs of the other articles beside which they are or were shown; None where that may be any.
        days: of their publication, with the days next to them that have news, in UTC; None for any.
    """

    slugs: frozenset[str]
    lists: Mapping[ListName, ListChange]
    related: frozenset[str] | None
    days: frozenset[date] | None


def touched_between(connection: Connection, after: int, until: int, most: int | None) -> Touched | None:
    """Collect what changes touched.

    Args:
        connection: of a reader.
        after: the number behind which they begin.
        until: the number of the last.
        most: articles at most that are looked up; None for any number.

    Returns:
        What was touched; None where that may be anything.
    """
    query = select(changes.c.article_id).where(changes.c.sequence > after, changes.c.sequence <= until).distinct()
    ids = connection.execute(query if most is None else query.limit(most + 1)).scalars().all()
    if most is not None and len(ids) > most:
        return None
    found: list[_Article] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        if _may_be_anything(connection, some, after):
            return None
        found += _articles(connection, some, after)
    if any(is_of_sample(row.facts) for one in found for row in one.noted):
        return None
    counted = len(found) <= (_COUNTED if most else _COUNTED_OF_ANY)
    kept = [_kept(connection, one, after) if counted else _Unchanged() for one in found]
    touched = Touched(
        frozenset(one.slug for one in found),
        _lists(connection, found, kept) if counted else dict.fromkeys(_names(found), UNKNOWN),
        _related(connection, found, kept) if counted else None,
        _days(connection, found),
    )
    # Asked last: what was noted may be dropped while it is read.
    dropped = connection.execute(select(counters.c.value).where(counters.c.name == DROPPED)).scalar() or 0
    return None if after < dropped else touched


class _Article(NamedTuple):
    """What is known of an article that changed.

    Args:
        row: its id, slug and publication.
        noted: by what it was found, since the state from which on changes count; in order.
        lists: the facets that it has in the index, or had meanwhile.
        published: when it was published, by all that it has said since.
    """

    row: Row[Any]
    noted: tuple[Row[Any], ...]
    lists: frozenset[ListName]
    published: frozenset[datetime]

    @property
    def slug(self) -> str:
        """The name of its page."""
        return str(self.row.slug)


class _Unchanged(NamedTuple):
    """What changes have left as it was of an article.

    Args:
        places: it stands in all lists where it stood, and names what these are of as it did.
        heading: other pages that name it say the same.
    """

    places: bool = False
    heading: bool = False


def _may_be_anything(connection: Connection, ids: Sequence[str], after: int) -> bool:
    """Tell whether one of the articles concerns what it has no facet of.

    Every page says whether samples are shown. What was removed before may since have been dropped from the notes, and
    feeds that tell of its removal are found by these alone.
    """
    samples = select(articles.c.id).where(articles.c.id.in_(ids), articles.c.sample == true())
    removed = (changes.c.article_id.in_(ids), changes.c.op == "delete", changes.c.sequence <= after)
    asked = (samples, select(changes.c.sequence).where(*removed))
    return any(connection.execute(one.limit(1)).first() is not None for one in asked)


def _articles(connection: Connection, ids: Sequence[str], after: int) -> Iterator[_Article]:
    still = facts.c.until.is_(None) | (facts.c.until > after)
    columns = (facts.c.article_id, facts.c.since, facts.c.until, facts.c.revision, facts.c.facts)
    noted = _by_article(
        connection.execute(select(*columns).where(facts.c.article_id.in_(ids), still).order_by(facts.c.since))
    )
    indexed = select(facets.c.article_id, facets.c.kind, facets.c.slug).where(facets.c.article_id.in_(ids))
    listed = _by_article(connection.execute(indexed))
    named: Select[Any] = select(articles.c.id, articles.c.slug, articles.c.published).where(articles.c.id.in_(ids))
    for row in connection.execute(named):
        has = frozenset((one.kind, one.slug) for one in listed.get(row.id, ()))
        of_row = tuple(noted.get(row.id, ()))
        said = [facts_in(one.facts) for one in of_row]
        now = row.published or EPOCH  # a damaged row may have none
        moments = frozenset((now, *(one.published for one in said)))
        yield _Article(row, of_row, has.union(*(one.facets for one in said)), moments)


def _by_article(rows: Iterable[Row[Any]]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.article_id, []).append(row)
    return found


def _names(found: Iterable[_Article]) -> set[ListName]:
    return {EVERYTHING, QUOTING}.union(*(one.lists for one in found))


def _lists(connection: Connection, found: Sequence[_Article], kept: Sequence[_Unchanged]) -> Mapping[ListName, ListChange]:
    """Collect how lists may have changed."""
    reader = ListReader(connection, [one.row.id for one in found])
    lists: dict[ListName, ListChange] = {}
    for one, of in zip(found, kept, strict=True):
        for name in _names([one]):
            change = reader.change(name, one.row.id, one.published, stays=of.places)
            lists[name] = lists.get(name, ListChange()).joined(change)
    return lists


def _kept(connection: Connection, article: _Article, after: int) -> _Unchanged:
    """Compare what an article was found by and called before and after changes."""
    noted = article.noted
    if not noted or noted[0].since > after or noted[-1].until is not None or len({one.facts for one in noted}) > 1:
        return _Unchanged()
    try:
        events = [_event(connection, article.row.id, number) for number in {one.revision for one in noted}]
    except UnreadableError:
        return _Unchanged()
    return _Unchanged(
        len(set(map(_named_in, events))) == 1, len({(one.article.headline, one.article.language) for one in events}) == 1
    )


def _event(connection: Connection, article_id: str, revision: int) -> Event:
    same = (revisions.c.article_id == article_id, revisions.c.revision == revision)
    return event_in(connection.execute(select(DOCUMENT).where(*same)).scalar(), article_id, revision)


def _named_in(event: Event) -> tuple[object, ...]:
    """List what lists and maps say of an event beyond its facts: how its facets are called, and where its places lie."""
    places = tuple((one.name, one.kind, one.country_code, one.latitude, one.longitude) for one in event.where)
    return tuple((one, said.label) for one, said in facets_of(event).items()), bool(event.quotes), places


def _related(connection: Connection, found: Sequence[_Article], kept: Sequence[_Unchanged]) -> frozenset[str]:
    """Find the articles that have one of those that changed among the nearest that share a facet with them."""
    positions = [
        ListPosition(kind, slug, published, one.row.id)
        for one, of in zip(found, kept, strict=True)
        for kind, slug in one.lists
        if kind in FINDING and not (of.places and of.heading)
        for published in one.published
    ]
    beside = sorted(nearest(connection, positions, frozenset(one.row.id for one in found)))
    slugs: set[str] = set()
    for start in range(0, len(beside), _AT_ONCE):
        named = select(articles.c.slug).where(articles.c.id.in_(beside[start : start + _AT_ONCE]))
        slugs.update(connection.execute(named).scalars())
    return frozenset(slugs)


def _days(connection: Connection, found: Sequence[_Article]) -> frozenset[date] | None:
    days = {moment.astimezone(UTC).date() for one in found for moment in one.published}
    if len(days) > _DAYS:
        return None
    return frozenset(days).union(*(_days_beside(connection, day) for day in days))


def _days_beside(connection: Connection, day: date) -> set[date]:
    """Find the days next to one that have news, and those between that have nothing but what was taken back."""
    before, after = days_beside(connection, day)
    notices = select(articles.c.published).where(shown(), articles.c.status == "canceled")
    if before:
        notices = notices.where(articles.c.published >= datetime.combine(before, time(), UTC))
    if after:
        notices = notices.where(articles.c.published < datetime.combine(after, time(), UTC) + timedelta(days=1))
    between = {moment.astimezone(UTC).date() for moment in connection.execute(notices).scalars() if moment}
    return between | {one for one in (before, after) if one}
