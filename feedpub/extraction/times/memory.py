"""The dates that a text has named so far, as far back as a reader keeps them in mind."""

from datetime import date

from feedpub.extraction.times.periods import Period
from feedpub.extraction.times.resolve import Tense

_SENTENCES = 4  # after which "the same day" no longer means the day named then
_NEAR = 2  # sentences after which a time of day no longer belongs to a day
_DATES = 8  # looked among, at most


class Memory:
    """What was named, sentence by sentence.

    Args:
        now: the day of writing, None where it is not known.
    """

    def __init__(self, now: date | None) -> None:
        self._now = now
        self._named: list[tuple[int, Period]] = []
        self._days: list[tuple[int, Period]] = []

    def add(self, sentence: int, period: Period, *, reported: bool = False) -> None:
        """Keep a date.

        Args:
            sentence: number of its sentence.
            period: that was named.
            reported: when something was said, and not when it happened: "acknowledged on Monday".
        """
        self._named = [*self._named[-_DATES:], (sentence, period)]
        if period.unit == "day" and not reported:
            self._days = [*self._days[-_DATES:], (sentence, period)]

    def named(self, sentence: int) -> tuple[Period, ...]:
        """Return the dates named shortly before a sentence, in order."""
        return tuple(period for place, period in self._named if sentence - place <= _SENTENCES)

    def day(self, sentence: int, tense: Tense | None) -> Period | None:
        """Return the day to which a time of day in a sentence belongs.

        Args:
            sentence: number of its sentence.
            tense: of its clause: what happened does not belong to a day still to come.

        Returns:
            The day named near it; the day of writing while the text has named none; None where the last one is far off.
        """
        if not self._days:
            return Period("day", self._now) if self._now else None
        near = (period for place, period in reversed(self._days) if sentence - place <= _NEAR)
        return next((period for period in near if not self._against(period, tense)), None)

    def _against(self, day: Period, tense: Tense | None) -> bool:
        return self._now is not None and tense == "past" and day.first > self._now
