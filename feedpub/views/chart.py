"""Small charts as inline SVG: bars over time, and the parts of a whole. What they show stands beside them in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from markupsafe import Markup

from feedpub.model.portrait import MonthCount

_HEIGHT = 72
_LEAST = 3  # height of the bar of a single event beside months with hundreds
_MONTHS = 48  # that are drawn one by one: on a telephone each bar is six pixels wide then
_GAP = 0.22  # of a bar's room


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time.

    Args:
        start: its first day.
        total: of events.
        part: of them, how many are marked.
    """

    start: date
    total: int
    part: int = 0


def bars(months: Sequence[MonthCount], marked: Sequence[MonthCount] = ()) -> tuple[Bar, ...]:
    """Lay out months without a gap, or years where there are too many months.

    Args:
        months: with their events, the earliest first.
        marked: with those of their events that are marked.

    Returns:
        A bar for each month or year from the first to the last.
    """
    if not months:
        return ()
    first, last = months[0].month, months[-1].month
    yearly = _number(last) - _number(first) >= _MONTHS
    starts = (
        [date(year, 1, 1) for year in range(first.year, last.year + 1)]
        if yearly
        else [date(number // 12, number % 12 + 1, 1) for number in range(_number(first), _number(last) + 1)]
    )
    totals, parts = _sums(months, yearly), _sums(marked, yearly)
    return tuple(Bar(start, totals.get(start, 0), parts.get(start, 0)) for start in starts)


def timeline(drawn: Sequence[Bar], title: str) -> Markup:
    """Draw bars over time.

    Args:
        drawn: the bars.
        title: what the drawing shows, for those who cannot see it.

    Returns:
        An ``<svg>`` element that is as wide as there is room.
    """
    most, room = max((bar.total for bar in drawn), default=1), 100 / max(1, len(drawn))
    shapes = []
    for place, bar in enumerate(drawn):
        x, width = f"{place * room:.2f}%", f"{room * (1 - _GAP):.2f}%"
        for look, colour, total in (("all", "#8a8275", bar.total), ("part", "#6a3d9a", bar.part)):
            if total:
                high = max(_LEAST, round(_HEIGHT * total / most))
                shapes.append(
                    f'<rect class="{look}" x="{x}" y="{_HEIGHT - high}" width="{width}" height="{high}" fill="{colour}"/>'
                )
    return _svg("timeline", f'width="100%" height="{_HEIGHT}"', title, shapes)


def shares(parts: Sequence[tuple[str, int]], title: str) -> Markup:
    """Draw the parts of a whole beside each other.

    Args:
        parts: the style class of each, and how many it has.
        title: what the drawing shows.

    Returns:
        An ``<svg>`` element that is as wide as there is room.
    """
    whole, start, shapes = sum(total for _, total in parts) or 1, 0.0, []
    for look, total in parts:
        width = 100 * total / whole
        if total:
            shapes.append(f'<rect class="{look}" x="{start:.2f}%" y="0" width="{max(0.5, width - 0.4):.2f}%" height="12"/>')
        start += width
    return _svg("shares", 'width="100%" height="12"', title, shapes)


def _svg(look: str, size: str, title: str, shapes: Sequence[str]) -> Markup:
    head = f'<svg class="{look}" role="img" {size} xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
    return Markup(f"{head}{''.join(shapes)}</svg>")  # noqa: S704 (numbers, names of styles, and an escaped title)


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _sums(months: Sequence[MonthCount], yearly: bool) -> dict[date, int]:
    sums: dict[date, int] = {}
    for month, total in months:
        start = month.replace(month=1) if yearly else month
        sums[start] = sums.get(start, 0) + total
    return sums
