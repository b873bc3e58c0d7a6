"""What events have in common, with how many have it: of all, or of those that answer a query."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from feedpub.model.selection import EVERYTHING, Facet, FacetKind, FacetOrder, Query
from feedpub.store.facets import label_of
from feedpub.store.guard import uncounted
from feedpub.store.matching import of_article, of_index
from feedpub.store.newest import newest
from feedpub.store.search import says
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facet_totals, facets

_FEW = 6_000  # events whose facets are looked up one by one: some 20 ms of work


class FacetPlace(NamedTuple):
    """Where a list of facets goes on.

    Args:
        slug: of the last one.
        total: how many events it has; matters in the order by that alone.
    """

    slug: str
    total: int = 0


class Counts:
    """What may be read of them.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def page(
        self,
        kind: FacetKind,
        limit: int,
        after: FacetPlace | None = None,
        matching: Query = EVERYTHING,
        order: FacetOrder = "slug",
    ) -> tuple[Facet, ...]:
        """List facets of a kind with how many events that stand have each.

        Args:
            kind: of the facets.
            limit: how many at most.
            after: only what follows this place.
            matching: only events that have all of this are counted.
            order: of their slugs, or those of most events first.

        Returns:
            The facets.
        """
        with self._session.connect() as connection:
            counted = _counted(connection, kind, after, matching, order).subquery()
            page = _ordered(select(counted.c.slug, counted.c.total), counted.c, after, order).limit(limit).subquery()
            label = label_of(kind, page.c.slug).scalar_subquery().label("label")
            rows = connection.execute(_ordered(select(page.c.slug, page.c.total, label), page.c, None, order))
            return tuple(Facet(kind, row.slug, row.label, row.total) for row in rows)


def _ordered(found: Select[Any], column: Any, after: FacetPlace | None, order: FacetOrder) -> Select[Any]:
    """Sort facets, and leave out those before a place."""
    if order == "slug":
        return (found.where(column.slug > after.slug) if after else found).order_by(column.slug)
    if after:
        fewer, behind = column.total < after.total, and_(column.total == after.total, column.slug > after.slug)
        found = found.where(column.total <= after.total, or_(fewer, behind))
    return found.order_by(column.total.desc(), column.slug)


def _counted(
    connection: Connection, kind: FacetKind, after: FacetPlace | None, matching: Query, order: FacetOrder
) -> Select[Any]:
    """Select the facets of a kind with how many events that stand, and answer a query, have each."""
    if matching == EVERYTHING:
        return select(facet_totals.c.slug, facet_totals.c.total).where(facet_totals.c.kind == kind, facet_totals.c.total > 0)
    total = func.count().label("total")
    behind = after.slug if after and order == "slug" else ""
    return select(facets.c.slug, total).where(*_of_kind(connection, kind, behind, matching)).group_by(facets.c.slug)


def _of_kind(connection: Connection, kind: FacetKind, after: str, matching: Query) -> list[ColumnElement[bool]]:
    """Hold for rows of a kind behind a slug whose events, which stand, answer a query."""
    if matching.status == "canceled":
        return [false()]  # what was taken back makes no list longer
    found = newest(connection, matching.model_copy(update={"status": "usable"}), None)
    few = connection.execute(found.query.order_by(None).limit(_FEW)).scalars().all()
    if len(few) < _FEW:
        # Spelled so that no index is by the kind, which many more rows have than these events.
        named = func.coalesce(facets.c.kind, "") == kind
        return [facets.c.article_id.in_(few), named, func.coalesce(facets.c.slug, "") > after]
    words = [says(matching.search)] if matching.search else []
    itself = select(articles.c.id).where(articles.c.id == facets.c.article_id, *of_article(matching), *words)
    asked = [itself.correlate_except(articles).exists()] if words or list(of_article(matching)) else []
    ranged = [facets.c.kind == kind, facets.c.slug > after]
    return [*ranged, facets.c.article_id.not_in(uncounted()), *of_index(matching, facets.c.article_id), *asked]
