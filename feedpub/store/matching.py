"""Which articles a query asks for, as a condition of the database; ``model.facts.matches`` decides the same of one."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, true

from feedpub.model.nearness import Nearness
from feedpub.model.selection import Query, Selection, TimeRange
from feedpub.store.search import says, says_itself
from feedpub.store.tables import articles, event_dates, facets, locations


def matches(query: Query) -> ColumnElement[bool]:
    """Hold for articles that have all that a query asks for.

    Args:
        query: of nothing, it holds for every article.

    Returns:
        A condition on ``articles``.
    """
    words = [says(query.search)] if query.search else []
    return and_(true(), *of_article(query), *of_index(query, articles.c.id), *words)


def matches_itself(query: Query) -> ColumnElement[bool]:
    """Hold for the same articles as ``matches``, where one after the other is asked until a page is full.

    Args:
        query: of nothing, it holds for every article.

    Returns:
        A condition on ``articles``.
    """
    words = [says_itself(query.search, articles.c.id, few=False)] if query.search else []
    return and_(true(), *of_article(query), *of_index(query, articles.c.id), *words)


def of_article(query: Query) -> Iterator[ColumnElement[bool]]:
    """Yield what a query asks for that stands in the row of an article."""
    if query.min_confidence:
        yield articles.c.confidence >= query.min_confidence
    if query.source is not None:
        yield articles.c.source == query.source
    if query.status is not None:
        yield articles.c.status == query.status
    if query.without_source is not None:
        yield articles.c.source != query.without_source
    if query.without_status is not None:
        yield articles.c.status != query.without_status
    yield from within(articles.c.published, query.published)


def of_index(query: Query, article_id: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
    """Yield what a query asks for that stands in the index.

    Args:
        query: any.
        article_id: column of the article that is asked about.
    """
    least = query.min_confidence
    for selection in query.selections:
        yield has(selection, least, article_id)
    for selection in query.without:
        yield ~has(selection, 0.0, article_id)
    if query.near:
        rows = select(locations.c.z).where(locations.c.article_id == article_id, *near(query.near, least))
        yield rows.correlate_except(locations).exists()
    if query.happened:
        times = overlapping(query.happened, least)
        rows = select(event_dates.c.starts).where(event_dates.c.article_id == article_id, *times)
        yield rows.correlate_except(event_dates).exists()


def has(selection: Selection, least: float, article_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Hold for articles that have a facet.

    Args:
        selection: that names it.
        least: confidence of the answer that names it.
        article_id: column of the article that is asked about.
    """
    rows = facets.alias()
    named = [rows.c.kind == selection.kind, rows.c.slug == selection.slug]
    named += [rows.c.confidence >= least] if least else []
    return select(rows.c.slug).where(rows.c.article_id == article_id, *named).correlate_except(rows).exists()


def near(where: Nearness, least: float) -> Iterator[ColumnElement[bool]]:
    """Yield what holds for ``locations`` within a circle, in the order of arithmetic that ``Nearness.holds`` has."""
    (x, y, z), chord = where.middle, where.chord_squared
    point = locations.c
    # Implied by what follows; by this the index is searched. A hair wider, so that rounding leaves nothing out.
    reach = chord**0.5 + 1e-12
    yield point.z.between(z - reach, z + reach)
    across = [point[name] - middle for name, middle in zip("xyz", (x, y, z), strict=True)]
    yield across[0] * across[0] + across[1] * across[1] + across[2] * across[2] <= chord
    if least:
        yield point.confidence >= least


def overlapping(time: TimeRange, least: float) -> Iterator[ColumnElement[bool]]:
    """Yield what holds for ``event_dates`` that overlap a time."""
    if time.end is not None:
        yield event_dates.c.starts < time.end
    if time.start is not None:
        yield event_dates.c.ends > time.start
    if least:
        yield event_dates.c.confidence >= least


def within(column: ColumnElement[datetime], time: TimeRange) -> Iterator[ColumnElement[bool]]:
    """Yield what holds for instants within a time.

    Args:
        column: of the instants.
        time: the time.
    """
    if time.start is not None:
        yield column >= time.start
    if time.end is not None:
        yield column < time.end
