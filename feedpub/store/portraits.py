"""What can be counted of the events that have something in common, for the portraits that pages draw of it.

What was taken back counts for nothing. Months are counted over all events, in an index alone; what else the events name only
over the latest of them, so that a page takes the same work however many there are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from heapq import nsmallest
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, func, select, union_all

from feedpub.model.portrait import Company, MonthCount, Point
from feedpub.model.selection import Facet, FacetKind, Query, Selection
from feedpub.site.slugs import facet_slug
from feedpub.store.guard import shown, uncounted
from feedpub.store.holders import OF_THESE, holders, most_common
from feedpub.store.newest import facet_of, newest, newest_of_facet
from feedpub.store.news_days import day_of
from feedpub.store.rows import DOCUMENT, LATEST
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facets

LATEST_EVENTS = 200
"""Events of which it is counted what else they name: some 10 ms of work."""
_MOST_DATED = 2_000  # events that answer a query of which months are counted: some 10 ms
_TRIED = 3  # of the latest events with a place that are asked where it lies: the next one knows what one does not

# Written once: to put them together anew for dozens of places would take longer than to answer them.
_PLACED = (
    select(facets.c.article_id)
    .join(articles, articles.c.id == facets.c.article_id)
    .where(facets.c.kind == "place", facets.c.slug == bindparam("slug"), shown(), articles.c.status != "canceled")
    .order_by(facets.c.published.desc(), facets.c.article_id.desc())
    .limit(_TRIED)
)
_DAY, _NAMED = day_of(facets.c.published), (facets.c.kind == bindparam("kind"), facets.c.slug == bindparam("slug"))
# Few do not stand: to take them off is less work than to look among them for each of the others.
_BY_DAY = union_all(
    select(_DAY, func.count()).where(*_NAMED).group_by(_DAY),
    select(_DAY, -func.count()).where(*_NAMED, facets.c.article_id.in_(uncounted())).group_by(_DAY),
)
_LATEST_OF_FACET = newest_of_facet("usable").query.limit(LATEST_EVENTS)
_LABELS = select(facets.c.kind, facets.c.slug, facets.c.article_id, facets.c.label).where(*OF_THESE)
_DOCUMENTS = select(articles.c.id, DOCUMENT).join(articles, LATEST)
_DOCUMENTS = _DOCUMENTS.where(articles.c.id.in_(bindparam("ids", expanding=True)))


class Portraits:
    """What may be read of them.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def months(self, selection: Selection) -> tuple[MonthCount, ...]:
        """Count the events that have a facet, by the month of their publication.

        Args:
            selection: that names the facet.

        Returns:
            The months that have any, the earliest first.
        """
        named = {"kind": selection.kind, "slug": selection.slug}
        with self._session.connect() as connection:
            known = self._session.wide.months(connection, Query(selections=(selection,)))
            if known is not None:
                return tuple(MonthCount(month, total) for month, total in known)
            total = Counter[int]()
            for number, events in connection.execute(_BY_DAY, named).all():
                total[number] += events
            return _by_month((number, standing) for number, standing in total.items() if standing)

    def months_of(self, query: Query) -> tuple[MonthCount, ...]:
        """Count the latest events that answer a query, by the month of their publication.

        Args:
            query: any.

        Returns:
            The months that have any, the earliest first; where more events answer, those of the latest alone.
        """
        day = day_of(articles.c.published)
        with self._session.connect() as connection:
            found = newest(connection, _standing(query), None).query.limit(_MOST_DATED).subquery()
            counted = select(day, func.count()).where(articles.c.id.in_(select(found.c[0]))).group_by(day)
            return _by_month((row[0], row[1]) for row in connection.execute(counted))

    def company(self, query: Query, kinds: Sequence[FacetKind], most: int) -> Company:
        """Count what the latest events that answer a query name.

        Args:
            query: any; what it asks for itself is not counted.
            kinds: of the facets that are counted.
            most: facets of a kind at most.

        Returns:
            What was counted.
        """
        with self._session.connect() as connection:
            ids = _latest(connection, _standing(query))
            held = holders(connection, ids, kinds)
            for one in query.selections:
                held.get(one.kind, {}).pop(one.slug, None)
            named = _named(connection, {kind: most_common(held[kind], most) for kind in kinds})
            places, of_places = named.get("place", ()), held.get("place", {})
            age = {name: number for number, name in enumerate(ids)}
            latest = {one.slug: nsmallest(_TRIED, of_places[one.slug], key=age.__getitem__) for one in places}
            return Company(len(ids), named, _points(connection, places, latest))

    def points(self, places: Sequence[Facet]) -> dict[str, Point]:
        """Find where places lie.

        Args:
            places: by their facets.

        Returns:
            The points by the places' slugs; without those that no event tells, and without countries and continents.
        """
        with self._session.connect() as connection:
            latest = {one.slug: connection.execute(_PLACED, {"slug": one.slug}).scalars().all() for one in places}
            return _points(connection, places, latest)


def _latest(connection: Connection, query: Query) -> list[str]:
    """Find the latest events that answer a query, the newest first."""
    if query.status == "usable" and (facet := facet_of(query)):
        return list(map(str, connection.execute(_LATEST_OF_FACET, facet).scalars()))
    return list(map(str, connection.execute(newest(connection, query, None).query.limit(LATEST_EVENTS)).scalars()))


def _standing(query: Query) -> Query:
    return query.model_copy(update={"status": "usable"})


def _by_month(days: Iterable[tuple[int, int]]) -> tuple[MonthCount, ...]:
    counted: Counter[date] = Counter()
    for number, total in days:
        counted[date.fromordinal(number).replace(day=1)] += total
    return tuple(MonthCount(month, counted[month]) for month in sorted(counted))


def _named(
    connection: Connection, held: Mapping[FacetKind, Mapping[str, Sequence[str]]]
) -> dict[FacetKind, tuple[Facet, ...]]:
    """Name facets as the first of the articles that have each does: what others say of them does not show here."""
    firsts = {names[0] for of_kind in held.values() for names in of_kind.values()}
    slugs = {slug for of_kind in held.values() for slug in of_kind}
    rows = connection.execute(_LABELS, {"ids": sorted(firsts), "slugs": sorted(slugs)}).all()
    labels = {(row.kind, row.slug, row.article_id): row.label for row in rows}
    return {
        kind: tuple(Facet(kind, slug, labels[kind, slug, names[0]], len(names)) for slug, names in of_kind.items())
        for kind, of_kind in held.items()
    }


def _points(connection: Connection, places: Sequence[Facet], latest: Mapping[str, Sequence[str]]) -> dict[str, Point]:
    """Ask events that name places where these lie: of each the latest first, and the next one where it does not know."""
    found: dict[str, Point | None] = {}
    for turn in range(_TRIED):
        left = [(one, latest[one.slug][turn]) for one in places if one.slug not in found and turn < len(latest[one.slug])]
        told = _told(connection, {name for _, name in left})
        for place, name in left:
            where = next((one for one in told.get(name, ()) if _locates(one, place)), None)
            if where:
                found[place.slug] = Point(where["latitude"], where["longitude"]) if _is_point(where) else None
    return {slug: point for slug, point in found.items() if point}


def _told(connection: Connection, names: set[str]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Read which places articles name, without the checks of whole events."""
    rows = connection.execute(_DOCUMENTS, {"ids": sorted(names)}) if names else ()
    return {name: _places(document) for name, document in rows}


@lru_cache(maxsize=256)  # the pages of all that the same events name ask the same of them
def _places(document: str | bytes) -> Sequence[Mapping[str, Any]]:
    return tuple(from_json(document).get("where", ()))


def _is_point(where: Mapping[str, Any]) -> bool:
    """Tell a place from what is as wide as a country, or wider, such as a continent."""
    return where["kind"] != "country" and not (where["kind"] in ("area", "region") and not where.get("country_code"))


def _locates(where: Mapping[str, Any], place: Facet) -> bool:
    """Tell whether what an event says of a place is said of this one, and where it lies."""
    if where["name"] != place.label or where.get("latitude") is None:
        return False
    country = where.get("country_code", "") if where["kind"] != "country" else ""
    return facet_slug(f"{where['name']} {country}") == place.slug
