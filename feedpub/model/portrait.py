"""What can be counted of the events that have something in common: how many each month had, and what else they name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from feedpub.model.selection import Facet, FacetKind, TimeRange


class MonthCount(NamedTuple):
    """The events of a month.

    Args:
        month: its first day.
        total: how many were published in it, in UTC.
    """

    month: date
    total: int


class DayCount(NamedTuple):
    """The events of a day.

    Args:
        day: of their publication, in UTC.
        total: how many.
    """

    day: date
    total: int


class Point(NamedTuple):
    """Where a place lies.

    Args:
        latitude: degrees north.
        longitude: degrees east.
    """

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Company:
    """What the latest of some events name, each kind with those of most events first.

    Args:
        events: how many were looked at.
        facets: by their kind, each with how many of these events have it.
        points: where the places among them lie, by their slugs; countries are no points.
    """

    events: int = 0
    facets: Mapping[FacetKind, tuple[Facet, ...]] = field(default_factory=dict)
    points: Mapping[str, Point] = field(default_factory=dict)


def month_range(month: date) -> TimeRange:
    """Return the time that a month takes in UTC.

    Args:
        month: its first day.
    """
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    start, end = (datetime(one.year, one.month, 1, tzinfo=UTC) for one in (month, following))
    return TimeRange(start=start, end=end)
