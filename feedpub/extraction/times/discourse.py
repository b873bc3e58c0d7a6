"""What dates are counted from: the day of writing, and the dates that a text has named so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from feedpub.extraction.times.expressions import Anchors, Tense
from feedpub.extraction.times.grammar import TimeExpression
from feedpub.extraction.times.periods import Period
from feedpub.language.dateline import DatelineParts

_SENTENCES = 4  # after which "the same day" no longer means the day named then
_NEAR = 2  # sentences after which a time of day no longer belongs to a day
_DATES = 8  # looked among, at most


class Written(NamedTuple):
    """When the article was written.

    Args:
        day: the dateline's, else the day of publication; None where neither is known.
        dateline: the expression in the dateline; None where the dateline has no date.
    """

    day: date | None
    dateline: TimeExpression | None = None


def written(published: datetime | date | None, dateline: DatelineParts | None, found: Iterable[TimeExpression]) -> Written:
    """Find the day of writing.

    Args:
        published: the article's time of publication.
        dateline: of its text.
        found: the expressions in the text, in order.
    """
    day = published.date() if isinstance(published, datetime) else published
    span = range(dateline.date.start, dateline.date.end) if dateline and dateline.date else ()
    for each in (each for each in found if each.start in span):
        resolved = each.meaning.resolve(Anchors(day, tense="past"))
        if resolved and resolved.period.unit == "day":
            return Written(resolved.period.first, each)
    return Written(day)


@dataclass
class NamedDates:
    """The dates that a text has named so far, as far back as a reader keeps them in mind.

    Args:
        now: the day of writing, None where it is not known.
    """

    now: date | None
    _named: list[tuple[int, Period]] = field(default_factory=list)
    _days: list[tuple[int, Period]] = field(default_factory=list)

    def add(self, sentence: int, period: Period, *, reported: bool = False) -> None:
        """Remember a date. One that says when somebody spoke (``reported``) is no day to which later times of day belong."""
        self._named = [*self._named[-_DATES:], (sentence, period)]
        if period.unit == "day" and not reported:
            self._days = [*self._days[-_DATES:], (sentence, period)]

    def anchors(self, sentence: int, tense: Tense | None) -> Anchors:
        """Return what an expression in a sentence is resolved against."""
        named = tuple(period for place, period in self._named if sentence - place <= _SENTENCES)
        return Anchors(self.now, named, self._day(sentence, tense), tense)

    def _day(self, sentence: int, tense: Tense | None) -> Period | None:
        """Return the day named near that the tense allows; that of writing while none was named; None where all are far."""
        if not self._days:
            return Period("day", self.now) if self.now and tense else None
        near = (period for place, period in reversed(self._days) if sentence - place <= _NEAR)
        # What happened does not belong to a day still to come.
        return next((day for day in near if not (self.now and tense == "past" and day.first > self.now)), None)
