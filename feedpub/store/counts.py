"""What events have in common, with how many have it: of all, or of those that answer a query."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from feedpub.model.selection import EVERYTHING, Facet, FacetKind, FacetOrder, Query
from feedpub.store.facets import label_of
from feedpub.store.guard import shown, uncounted
from feedpub.store.matching import matches, of_article, of_index, within
from feedpub.store.newest import count_rows, newest, rare_parts
from feedpub.store.search import count_saying, says
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facet_totals, facets
from feedpub.store.wide_counts import MANY, FacetPage, FacetPlace

_FEW = 6_000  # events whose facets are looked up one by one: some 20 ms of work


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
            if matching != EVERYTHING and (self._session.wide.begun or _is_wide(connection, matching)):
                wide = self._session.wide.page(connection, kind, matching, FacetPage(limit, after, order))
                if wide is not None:
                    return _labelled(connection, kind, wide)
            counted = _counted(connection, kind, after, matching, order).subquery()
            page = _ordered(select(counted.c.slug, counted.c.total), counted.c, after, order).limit(limit).subquery()
            label = label_of(kind, page.c.slug).scalar_subquery().label("label")
            rows = connection.execute(_ordered(select(page.c.slug, page.c.total, label), page.c, None, order))
            return tuple(Facet(kind, row.slug, row.label, row.total) for row in rows)

    def prepare(self, least: int = MANY) -> None:
        """Keep what very many events are counted by, so that no reader waits for it.

        Args:
            least: events that there are; with fewer nothing is kept until it is asked for.
        """
        with self._session.connect() as connection:
            if count_rows(connection, select(articles.c.id).where(shown()), least) >= least:
                self._session.wide.prepare(connection)


def _labelled(connection: Connection, kind: FacetKind, page: Sequence[tuple[str, int]]) -> tuple[Facet, ...]:
    """Make facets of slugs and totals, each with its name for people."""
    row = facet_totals.c
    label = label_of(kind, row.slug).scalar_subquery().label("label")
    named = select(row.slug, label).where(row.kind == kind, row.slug.in_([slug for slug, _ in page]))
    labels = {found.slug: found.label for found in connection.execute(named)}
    return tuple(Facet(kind, slug, labels[slug], total) for slug, total in page)


def _is_wide(connection: Connection, query: Query) -> bool:
    """Tell whether each part of a query alone leaves very many events."""
    of_time = select(articles.c.id).where(shown(), *within(articles.c.published, query.published))
    if count_rows(connection, of_time, _FEW) < _FEW or any(one.total < _FEW for one in rare_parts(connection, query, _FEW)):
        return False
    of_facet = [and_(facet_totals.c.kind == one.kind, facet_totals.c.slug == one.slug) for one in query.selections]
    totals = connection.execute(select(facet_totals.c.total).where(or_(false(), *of_facet))).scalars().all()
    return len(totals) == len(of_facet) and all(total >= _FEW for total in totals)


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
    standing = matching.model_copy(update={"status": "usable"})
    if matching.search and count_saying(connection, matching.search, _FEW) == _FEW:
        found = select(articles.c.id).where(shown(), matches(standing))  # too many to be asked one after the other
    else:
        found = newest(connection, standing, None).query.order_by(None)
    few = connection.execute(found.limit(_FEW)).scalars().all()
    if len(few) < _FEW:
        # Spelled so that no index is by the kind, which many more rows have than these events.
        named = func.coalesce(facets.c.kind, "") == kind
        return [facets.c.article_id.in_(few), named, func.coalesce(facets.c.slug, "") > after]
    words = [says(matching.search)] if matching.search else []
    itself = select(articles.c.id).where(articles.c.id == facets.c.article_id, *of_article(matching), *words)
    asked = [itself.correlate_except(articles).exists()] if words or list(of_article(matching)) else []
    ranged = [facets.c.kind == kind, facets.c.slug > after]
    return [*ranged, facets.c.article_id.not_in(uncounted()), *of_index(matching, facets.c.article_id), *asked]
