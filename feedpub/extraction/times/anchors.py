"""The day of writing, from which relative dates are counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from feedpub.extraction.times.expressions import resolve
from feedpub.extraction.times.grammar import TimeExpression
from feedpub.extraction.times.resolution import Anchors, Resolved
from feedpub.language.dateline import DatelineParts


@dataclass(frozen=True, slots=True)
class Written:
    """When the article was written.

    Args:
        day: the dateline's, else the day of publication; None where neither is known.
        dateline: the expression in the dateline, with its date; None where the dateline has none.
    """

    day: date | None
    dateline: tuple[TimeExpression, Resolved] | None = None


def written(published: datetime | date | None, dateline: DatelineParts | None, found: Iterable[TimeExpression]) -> Written:
    """Find the day of writing.

    Args:
        published: the article's time of publication.
        dateline: of its text.
        found: the expressions in the text, in order.
    """
    day = published.date() if isinstance(published, datetime) else published
    if dateline is None or dateline.date is None:
        return Written(day)
    for each in found:
        if each.start >= dateline.date.end:
            break
        resolved = resolve(each.meaning, Anchors(day, tense="past")) if each.start >= dateline.date.start else None
        if resolved and resolved.period.unit == "day":
            return Written(resolved.period.first, (each, resolved))
    return Written(day)
