"""What events have in common, in alphabetical order, with how many have it: of all, or of those that answer a query."""

from sqlalchemy import ColumnElement, Connection, false, func, select

from feedpub.model.selection import EVERYTHING, Facet, FacetKind, Query
from feedpub.store.facets import label_of
from feedpub.store.guard import uncounted
from feedpub.store.matching import of_article, of_index
from feedpub.store.newest import newest
from feedpub.store.search import says
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facets

_FEW = 6_000  # events whose facets are looked up one by one: some 20 ms of work


class Counts:
    """What may be read of them.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def page(self, kind: FacetKind, limit: int, after: str = "", matching: Query = EVERYTHING) -> tuple[Facet, ...]:
        """List facets of a kind with how many events that stand have each, in the order of their slugs.

        Args:
            kind: of the facets.
            limit: how many at most.
            after: only slugs behind this one.
            matching: only events that have all of this are counted.

        Returns:
            The facets.
        """
        with self._session.connect() as connection:
            conditions = _of_kind(connection, kind, after, matching)
            total = func.count().label("total")
            page = select(facets.c.slug, total).where(*conditions).group_by(facets.c.slug)
            counted = connection.execute(page.order_by(facets.c.slug).limit(limit)).all()
            labels = {row.slug: connection.execute(label_of(kind, row.slug)).scalar_one() for row in counted}
        return tuple(Facet(kind, row.slug, labels[row.slug], row.total) for row in counted)


def _of_kind(connection: Connection, kind: FacetKind, after: str, matching: Query) -> list[ColumnElement[bool]]:
    """Hold for rows of a kind behind a slug whose events, which stand, answer a query."""
    ranged = [facets.c.kind == kind, facets.c.slug > after]
    if matching == EVERYTHING:
        return [*ranged, facets.c.article_id.not_in(uncounted())]
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
    return [*ranged, facets.c.article_id.not_in(uncounted()), *of_index(matching, facets.c.article_id), *asked]
