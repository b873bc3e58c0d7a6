"""The day of writing, from which relative dates are counted."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from feedpub.extraction.when.expressions import Clock, Fixed, Recurring
from feedpub.extraction.when.grammar import Found
from feedpub.extraction.when.resolve import Context, Dated, resolve
from feedpub.model.article import Article

_DATELINE = re.compile(r"[^\n]{3,120}?(?:[—–]|--|\s[-_]\s)")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the article says of when it was written.

    Args:
        day: the day of writing: the dateline's, else the day of publication; None where neither is known.
        dateline: where the dateline's date stands, with its date; None where the dateline has none.
        body: the code point at which the dateline ends.
    """

    day: date | None
    dateline: tuple[Found, Dated] | None = None
    body: int = 0


def anchor(article: Article, found: list[Found]) -> Anchor:
    """Find the day of writing.

    Args:
        article: being read.
        found: the expressions in its text, in order.

    Returns:
        The anchor.
    """
    published = _day(article.published)
    match = _DATELINE.match(article.text)
    end = match.end() if match else 0
    for each in found:
        if each.phrase.words[each.phrase.end - 1].end > end:
            break
        if _dates_a_report(each):
            dated = resolve(each.expression, Context(published, tense="past"))
            if dated and dated.period.unit == "day":
                return Anchor(dated.period.first, (each, dated), end)
    return Anchor(published, None, end)


def _day(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _dates_a_report(each: Found) -> bool:
    match each.expression:
        case Fixed(period):
            return period.unit == "day"
        case Recurring(cycle):
            return cycle == "day"
        case Clock():
            return False
    return False
