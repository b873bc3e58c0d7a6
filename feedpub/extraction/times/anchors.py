"""The day of writing, from which relative dates are counted."""

from dataclasses import dataclass
from datetime import date, datetime

from feedpub.extraction.times.grammar import Found
from feedpub.extraction.times.resolve import Context, Dated, resolve
from feedpub.language.dateline import DatelineParts
from feedpub.model.article import Article


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the article says of when it was written.

    Args:
        day: the day of writing: the dateline's, else the day of publication; None where neither is known.
        dateline: where the dateline's date stands, with its date; None where the dateline has none.
    """

    day: date | None
    dateline: tuple[Found, Dated] | None = None


def anchor(article: Article, line: DatelineParts | None, found: list[Found]) -> Anchor:
    """Find the day of writing.

    Args:
        article: being read.
        line: its dateline.
        found: the expressions in its text, in order.

    Returns:
        The anchor.
    """
    published = _day(article.published)
    if line is None or line.date is None:
        return Anchor(published)
    for each in found:
        first = each.phrase.words[each.phrase.begin]
        if first.start >= line.date.end:
            break
        if first.start >= line.date.start:
            dated = resolve(each.expression, Context(published, tense="past"))
            if dated and dated.period.unit == "day":
                return Anchor(dated.period.first, (each, dated))
    return Anchor(published)


def _day(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
