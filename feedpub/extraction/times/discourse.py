"""The dates that a text has named so far, as far back as a reader keeps them in mind."""

from dataclasses import dataclass, field
from datetime import date

from feedpub.extraction.times.periods import Period
from feedpub.extraction.times.resolution import Tense

_SENTENCES = 4  # after which "the same day" no longer means the day named then
_NEAR = 2  # sentences after which a time of day no longer belongs to a day
_DATES = 8  # looked among, at most


@dataclass
class NamedDates:
    """What was named, sentence by sentence.

    Args:
        now: the day of writing, None where it is not known.
    """

    now: date | None
    _named: list[tuple[int, Period]] = field(default_factory=list)
    _days: list[tuple[int, Period]] = field(default_factory=list)

    def add(self, sentence: int, period: Period, *, reported: bool = False) -> None:
        """Keep a date; one that says when something was said is no day for what follows: "acknowledged on Monday"."""
        self._named = [*self._named[-_DATES:], (sentence, period)]
        if period.unit == "day" and not reported:
            self._days = [*self._days[-_DATES:], (sentence, period)]

    def named(self, sentence: int) -> tuple[Period, ...]:
        """Return the dates named shortly before a sentence, in order."""
        return tuple(period for place, period in self._named if sentence - place <= _SENTENCES)

    def day(self, sentence: int, tense: Tense | None) -> Period | None:
        """Return the day to which a time of day in a sentence belongs.

        It is the day named near it that its tense allows, as what happened does not belong to a day still to come; the day
        of writing while the text has named none; None where the last one is far off.
        """
        if not self._days:
            return Period("day", self.now) if self.now else None
        near = (period for place, period in reversed(self._days) if sentence - place <= _NEAR)
        return next((period for period in near if not self._against(period, tense)), None)

    def _against(self, day: Period, tense: Tense | None) -> bool:
        return self.now is not None and tense == "past" and day.first > self.now
