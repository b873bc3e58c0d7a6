"""The dates that an article may be about, with what the text says of each; which is the event's is decided in select."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from feedpub.extraction.times.expressions import Anchor, Tense
from feedpub.extraction.times.periods import Period
from feedpub.model.span import Span


class TimeMention(NamedTuple):
    """One place where the article names a date, with its features.

    Args:
        value: ISO 8601 or EDTF.
        period: the period of the calendar in which the value lies: the day of a time of day, the first of a range.
        span: the evidence.
        rule: id of the rule that found it.
        sentence: number of its sentence in the text, or in the headline or standfirst.
        anchor: what it is counted from.
        tense: of the verb beside it.
        subordinate: it stands in a subordinate clause.
        reported: it says when somebody spoke: "said on Monday".
        in_dateline: it is the dateline's date.
        bounds: a word such as "since", "until" or "before" stands before it, so something else lies at or beyond it.
        possessive: it owns what follows: "Monday's vote".
        anterior: its clause came before what is told: "had pitched on Sunday".
        stamped: it is printed on a page, with year and time of day: "Posted May 3, 2024, 4:15 p.m.".
    """

    value: str
    period: Period
    span: Span
    rule: str
    sentence: int
    anchor: Anchor = "calendar"
    tense: Tense | None = None
    subordinate: bool = False
    reported: bool = False
    in_dateline: bool = False
    bounds: bool = False
    possessive: bool = False
    anterior: bool = False
    stamped: bool = False


@dataclass(frozen=True, slots=True)
class TimeCandidate:
    """A date with every place where the article names it.

    Args:
        value: ISO 8601 or EDTF.
        mentions: in the order of the text, then those of headline and standfirst.
        written: the day of writing, None where it is not known.
    """

    value: str
    mentions: tuple[TimeMention, ...]
    written: date | None

    @property
    def period(self) -> Period:
        """The period in which the value lies."""
        return self.mentions[0].period

    @property
    def days_away(self) -> int | None:
        """How many days lie between it and the day of writing; None where that is not known."""
        return abs((self.period.first - self.written).days) if self.written else None

    @property
    def agreeing(self) -> int:
        """How many ways of writing it the text has: "Monday" and "22 April" speak for one another."""
        return len({mention.span.text for mention in self.mentions})
