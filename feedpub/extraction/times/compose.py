"""Expressions that belong together: a clock time with the day beside it, the two ends of a range."""

from dataclasses import replace

from feedpub.extraction.times.expressions import Between, Clock, Expression, Fixed, Recurring, Shifted
from feedpub.extraction.times.grammar import Found
from feedpub.extraction.times.phrase import Phrase

_JOINTS = frozenset(["", "on", ",", "at", ", at", "local time", "local time on", ")", ") on", "time", "time on"])
_WIDEST_JOINT = 3


def compose(found: list[Found]) -> list[Found]:
    """Join what belongs together.

    Args:
        found: in order.

    Returns:
        In order; "3:30 p.m. ET on Monday" and "from March 3 to April 5" are one each.
    """
    joined: list[Found] = []
    for each in found:
        both = _join(joined[-1], each) if joined else None
        if both is None:
            joined.append(each)
        else:
            joined[-1] = both
    return joined


def _join(left: Found, right: Found) -> Found | None:
    words = left.phrase.words
    if right.phrase.begin - left.phrase.end > _WIDEST_JOINT:
        return None
    between = " ".join(word.text for word in words[left.phrase.end : right.phrase.begin])
    expression = _timed(left.expression, right.expression) if between in _JOINTS else None
    if expression is not None:
        return Found(Phrase(words, left.phrase.begin, right.phrase.end), expression, left.family)
    expression = _ranged(left, right, between)
    if expression is None:
        return None
    begin = left.phrase.begin - (left.phrase.before.kind in "FB")
    return Found(Phrase(words, begin, right.phrase.end), expression, left.family, right.phrase)


def _timed(left: Expression, right: Expression) -> Expression | None:
    if isinstance(left, Clock) and left.day is None and _is_day(right):
        return replace(left, day=right)
    if isinstance(right, Clock) and right.day is None and _is_day(left):
        return replace(right, day=left)
    return None


def _is_day(expression: Expression) -> bool:
    match expression:
        case Fixed(period):
            return period.unit == "day"
        case Recurring(cycle):
            return cycle in ("day", "weekday")
        case Shifted(unit):
            return unit == "day"
    return False


def _ranged(left: Found, right: Found, between: str) -> Expression | None:
    lead = left.phrase.before.text
    opened = (lead == "from" and between in ("to", "until", "till", "through")) or (lead == "between" and between == "and")
    if not (opened or between in ("through", "-", "–")):
        return None
    if type(left.expression) is not type(right.expression) and not (_is_day(left.expression) and _is_day(right.expression)):
        return None
    if isinstance(left.expression, Clock | Between) or isinstance(right.expression, Clock | Between):
        return None
    return Between(left.expression, right.expression)
