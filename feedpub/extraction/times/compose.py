"""Expressions that belong together: a clock time with the day beside it, the two ends of a range."""

from collections.abc import Iterable
from dataclasses import replace

from feedpub.extraction.times.classes import Kind
from feedpub.extraction.times.expressions import Between, Expression, Fixed, Shifted, TimeOfDay
from feedpub.extraction.times.grammar import TimeExpression
from feedpub.extraction.times.recurring import Recurring
from feedpub.extraction.times.words import TimeWord

_WIDEST_JOINT = 3


def compose(found: Iterable[TimeExpression]) -> list[TimeExpression]:
    """Join what belongs together: "3:30 p.m. ET on Monday" and "from March 3 to April 5" are one each."""
    joined: list[TimeExpression] = []
    for each in found:
        both = _join(joined[-1], each) if joined else None
        joined[len(joined) - (both is not None) :] = [both or each]
    return joined


def _join(left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    begin, end = left.phrase.begin, right.phrase.end
    if right.phrase.begin - left.phrase.end > _WIDEST_JOINT:
        return None
    between = left.phrase.words[left.phrase.end : right.phrase.begin]
    listed, joint = left.phrase.vocabulary.listed, " ".join(word.text for word in between)
    timed = _timed(left.meaning, right.meaning) if listed(joint, "clock_joints") else None
    if timed is not None:
        return left._replace(phrase=left.phrase.slice(begin, end), meaning=timed, range_end=None)
    opened = _is_opened(left.phrase.before, between)
    ranged = _ranged(left.meaning, right.meaning) if opened or listed(joint, "range_joints") else None
    if ranged is None:
        return None
    begin -= left.phrase.before.kind in Kind.FROM + Kind.BETWEEN
    return left._replace(phrase=left.phrase.slice(begin, end), meaning=ranged, range_end=right.phrase)


def _is_opened(lead: TimeWord, between: list[TimeWord]) -> bool:
    """Tell "from … to" and "between … and"."""
    kinds = lead.kind + "".join(word.kind for word in between)
    return kinds in (Kind.FROM + Kind.TO, Kind.BETWEEN + Kind.AND)


def _timed(left: Expression, right: Expression) -> Expression | None:
    if isinstance(left, TimeOfDay) and left.day is None and _is_day(right):
        return replace(left, day=right)
    if isinstance(right, TimeOfDay) and right.day is None and _is_day(left):
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


def _ranged(left: Expression, right: Expression) -> Expression | None:
    alike = type(left) is type(right) or (_is_day(left) and _is_day(right))
    inner = isinstance(left, TimeOfDay | Between) or isinstance(right, TimeOfDay | Between)
    return Between(left, right) if alike and not inner else None
