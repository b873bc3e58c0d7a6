"""What events have in common, in alphabetical order, with how many have it: of all, or of those that answer a query."""

from sqlalchemy import ColumnElement, func, select

from feedpub.model.selection import EVERYTHING, Facet, FacetKind, Query
from feedpub.store.facets import label_of
from feedpub.store.guard import uncounted
from feedpub.store.newest import newest
from feedpub.store.session import ReadSession
from feedpub.store.tables import facets


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
            conditions: list[ColumnElement[bool]] = [facets.c.kind == kind, facets.c.slug > after]
            if matching != EVERYTHING:
                found = newest(connection, matching, None)
                conditions.append(facets.c.article_id.in_(found.query.order_by(None)))
            conditions.append(facets.c.article_id.not_in(uncounted()))
            total = func.count().label("total")
            page = select(facets.c.slug, total).where(*conditions).group_by(facets.c.slug)
            page = page.order_by(facets.c.slug).limit(limit)
            counted = connection.execute(page).all()
            labels = {row.slug: connection.execute(label_of(kind, row.slug)).scalar_one() for row in counted}
        return tuple(Facet(kind, row.slug, labels[row.slug], row.total) for row in counted)
