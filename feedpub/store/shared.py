"""Facets that several events share, samples apart, listed whole: for sitemaps."""

from sqlalchemy import Connection, Select, func, select, true

from feedpub.model.selection import FacetKind
from feedpub.store.guard import uncounted
from feedpub.store.reading import Reading
from feedpub.store.tables import articles, facets


class SharedFacets(Reading):
    """What may be read of facets that at least some number of events have."""

    def shared_lists(self, least: int, most: int) -> dict[FacetKind, int]:
        """Count the lists that the facets of each kind fill.

        Args:
            least: events that each facet has.
            most: facets in a list.

        Returns:
            How many lists, by kind; kinds without any are left out.
        """
        with self._reading() as connection:
            rows = connection.execute(select(facets.c.kind, func.count().label("total")).group_by(facets.c.kind)).all()
            found = {row.kind: _filled(connection, row.kind, row.total, (least, most)) for row in rows}
        return {kind: lists for kind, lists in found.items() if lists}

    def shared_slugs(self, kind: FacetKind, least: int, limit: int, skip: int) -> tuple[str, ...]:
        """List the names of facets of a kind, in alphabetical order.

        Args:
            kind: section, tag, and so on.
            least: events that each has.
            limit: how many at most.
            skip: how many of the first to leave out.

        Returns:
            The names in addresses.
        """
        query = _grouped(least).where(facets.c.kind == kind).order_by(facets.c.slug).limit(limit).offset(skip)
        with self._reading() as connection:
            return tuple(row.slug for row in connection.execute(query))


def _filled(connection: Connection, kind: FacetKind, rows: int, asked: tuple[int, int]) -> int:
    least, most = asked
    grouped = _grouped(least).where(facets.c.kind == kind)
    if rows <= least * most:
        # They cannot fill more than one list: counting all of them would take a hundred times as long.
        return int(connection.execute(grouped.limit(1)).first() is not None)
    total = connection.execute(select(func.count()).select_from(grouped.subquery())).scalar_one()
    return -(-total // most)


def _grouped(least: int) -> Select[tuple[str, str]]:
    query = select(facets.c.kind, facets.c.slug).where(facets.c.article_id.not_in(uncounted()))
    samples = select(articles.c.id).where(articles.c.sample == true())
    query = query.where(facets.c.article_id.not_in(samples))
    return query.group_by(facets.c.kind, facets.c.slug).having(func.count() >= least)
