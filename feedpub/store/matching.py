"""Which articles a query asks for."""

from sqlalchemy import ColumnElement, and_, true

from feedpub.model.selection import Query
from feedpub.store.facets import has
from feedpub.store.search import says
from feedpub.store.tables import articles


def matches(query: Query) -> ColumnElement[bool]:
    """Hold for articles that have all that a query asks for.

    Args:
        query: of nothing, it holds for every article.

    Returns:
        A condition on ``articles``.
    """
    words = [says(query.search)] if query.search else []
    sure = [articles.c.confidence >= query.min_confidence] if query.min_confidence else []
    return and_(true(), *sure, *(has(selection, query.min_confidence) for selection in query.selections), *words)
