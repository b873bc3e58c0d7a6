"""What an expression is resolved against, and what it is resolved to."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from feedpub.extraction.times.periods import LENGTHS, Period, Unit

Tense = Literal["past", "future", "over"]
"""Of the clause around a date: "resigned on Monday", "will vote on Monday", "closed since Monday"."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What an expression is resolved against.

    Args:
        now: the day of writing: the dateline's, else the day of publication; None where neither is known.
        named: the periods that the text named shortly before, in order.
        day: to which a time of day belongs.
        tense: of the clause in which the expression stands, where it shows.
        day_first: read 03/04/2024 as 3 April.
    """

    now: date | None
    named: tuple[Period, ...] = ()
    day: Period | None = None
    tense: Tense | None = None
    day_first: bool = False

    def then(self, unit: Unit) -> Period | None:
        """Return the period named last that is no longer than a unit: "the same week" is not counted from a year."""
        return next((period for period in reversed(self.named) if LENGTHS[period.unit] <= LENGTHS[unit]), None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means.

    Args:
        value: ISO 8601 or EDTF.
        period: in which it lies; "the previous day" further on is counted from it.
        last: of a range, the period in which it ends.
    """

    value: str
    period: Period
    last: Period | None = None


def dated(period: Period | None) -> Resolved | None:
    """Return a period as what an expression means."""
    return Resolved(period.value, period) if period else None
