"""Facets that several events share, listed whole: for sitemaps."""

from datetime import datetime

from sqlalchemy import Select, func, not_, select

from feedpub.model.selection import FacetKind
from feedpub.store.guard import shown
from feedpub.store.reading import Reading
from feedpub.store.tables import articles, facets


class SharedFacets(Reading):
    """What may be read of facets that at least some number of events have."""

    def shared(self, as_of: datetime, least: int) -> dict[FacetKind, int]:
        """Count the facets of each kind.

        Args:
            as_of: the moment that the guard judges by.
            least: events that each has.

        Returns:
            How many, by kind; kinds without any are left out.
        """
        grouped = _grouped(as_of, least).subquery()
        query = select(grouped.c.kind, func.count().label("total")).group_by(grouped.c.kind)
        with self._reading() as connection:
            return {row.kind: row.total for row in connection.execute(query)}

    def shared_slugs(self, kind: FacetKind, as_of: datetime, least: int, limit: int, skip: int) -> tuple[str, ...]:
        """List the names of facets of a kind, in alphabetical order.

        Args:
            kind: section, tag, and so on.
            as_of: the moment that the guard judges by.
            least: events that each has.
            limit: how many at most.
            skip: how many of the first to leave out.

        Returns:
            The names in addresses.
        """
        query = _grouped(as_of, least).where(facets.c.kind == kind).order_by(facets.c.slug).limit(limit).offset(skip)
        with self._reading() as connection:
            return tuple(row.slug for row in connection.execute(query))


def _grouped(as_of: datetime, least: int) -> Select[tuple[str, str]]:
    # Counted in an index alone, less the few articles that may not be shown, as store.facets counts.
    hidden = select(articles.c.id).where(not_(shown(as_of)))
    query = select(facets.c.kind, facets.c.slug).where(facets.c.article_id.not_in(hidden))
    return query.group_by(facets.c.kind, facets.c.slug).having(func.count() >= least)
