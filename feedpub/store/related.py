"""Which events have facets in common with another: a few of the newest of each facet, asked for at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select, union_all

from feedpub.model.selection import Selection
from feedpub.store.guard import shown
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facets


class Related:
    """What may be read of events by what they share.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def sharing(self, selections: Sequence[Selection], but: str, each: int) -> tuple[tuple[str, Selection], ...]:
        """List events that have one of several facets, the newest of each.

        Args:
            selections: that name the facets.
            but: id of the article that is left out.
            each: how many events of each facet at most.

        Returns:
            The articles' ids, the newest first, each with a facet that it has, once for each of them.
        """
        if not selections:
            return ()
        newest = union_all(*(_newest(selection, but, each) for selection in selections)).subquery()
        query = select(newest).order_by(newest.c.published.desc(), newest.c.article_id, newest.c.kind, newest.c.slug)
        with self._session.connect() as connection:
            rows = connection.execute(query).all()
        return tuple((row.article_id, Selection(kind=row.kind, slug=row.slug)) for row in rows)


def _newest(selection: Selection, but: str, each: int) -> Select[Any]:
    query = select(facets.c.article_id, facets.c.kind, facets.c.slug, facets.c.published)
    standing = select(articles.c.id).where(articles.c.id == facets.c.article_id, shown(), articles.c.status != "canceled")
    query = query.where(facets.c.kind == selection.kind, facets.c.slug == selection.slug, facets.c.article_id != but)
    query = query.where(standing.correlate(facets).exists())
    return select(query.order_by(facets.c.published.desc(), facets.c.article_id.desc()).limit(each).subquery())
