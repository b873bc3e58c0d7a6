"""By what an event is found: the facts that every query is decided by, and the one function that decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from feedpub.model.nearness import Point
from feedpub.model.search import Search, Sought
from feedpub.model.selection import Query, Selection, TimeRange


class GeoPoint(NamedTuple):
    """A literal place that an event names, where its coordinates are known.

    Args:
        point: on the unit sphere.
        confidence: of the answer.
    """

    point: Point
    confidence: float


class EventDate(NamedTuple):
    """A time at which an event happened.

    Args:
        start: its first instant.
        end: the first instant after it.
        confidence: of the answer.
    """

    start: datetime
    end: datetime
    confidence: float


@dataclass(frozen=True, slots=True)
class Facts:
    """All of an event that queries ask for, but its words.

    Args:
        source: from which its article comes.
        status: of the article.
        published: instant of first publication.
        confidence: of the surest of its answers.
        facets: that it has, each with the confidence of the surest answer that names it.
        locations: of the literal places that it names.
        dates: at which it happened.
    """

    source: str
    status: str
    published: datetime
    confidence: float
    facets: Mapping[tuple[str, str], float]
    locations: tuple[GeoPoint, ...] = ()
    dates: tuple[EventDate, ...] = ()


class Words(NamedTuple):
    """What an event is found by when people search.

    Args:
        said: its terms in order, with spaces between them.
        stems: those that are none of these terms, likewise.
    """

    said: str
    stems: str


def matches(facts: Facts, query: Query) -> bool:
    """Decide whether an event has all that a query asks for, but for the words of a search.

    Args:
        facts: of the event.
        query: any.

    Returns:
        What the database answers as well.
    """
    least = query.min_confidence
    return (
        facts.confidence >= least
        and all(_has(facts, one, least) for one in query.selections)
        and not any(_has(facts, one, 0.0) for one in query.without)
        and query.source in (None, facts.source)
        and query.status in (None, facts.status)
        and facts.source != query.without_source
        and facts.status != query.without_status
        and _within(facts.published, query.published)
        and (query.near is None or any(query.near.holds(one.point) for one in facts.locations if one.confidence >= least))
        and (not query.happened or any(_overlaps(one, query.happened) for one in facts.dates if one.confidence >= least))
    )


def says(words: Words, search: Search) -> bool:
    """Decide whether an event says what is searched for.

    Args:
        words: of the event.
        search: any.

    Returns:
        What the database answers as well.
    """
    return all(_said(words, one) for one in search.wanted) and not any(_said(words, one) for one in search.unwanted)


def _has(facts: Facts, selection: Selection, least: float) -> bool:
    return facts.facets.get((selection.kind, selection.slug), -1.0) >= least


def _within(moment: datetime, time: TimeRange) -> bool:
    return (time.start is None or moment >= time.start) and (time.end is None or moment < time.end)


def _overlaps(date: EventDate, time: TimeRange) -> bool:
    return (time.start is None or date.end > time.start) and (time.end is None or date.start < time.end)


def _said(words: Words, sought: Sought) -> bool:
    if not sought.stem:
        return f" {' '.join(sought.words)} " in f" {words.said} "
    terms = f" {words.said} {words.stems} "
    return f" {sought.words[0]}{'' if sought.prefix else ' '}" in terms or f" {sought.stem} " in terms
