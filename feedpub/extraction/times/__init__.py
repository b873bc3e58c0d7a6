"""When: the dates that an article names, resolved to ISO 8601 / EDTF.

words -> grammar -> compose -> resolve: the text is cut into classed words, the grammar reads expressions off the classes,
those that belong together are joined, and each is resolved against the day of writing (anchors) and what the text named
before. What comes out are candidates with features; the date of the main event is chosen in select.
"""

from collections.abc import Iterator

from feedpub.extraction.base import Analysis, Claim
from feedpub.extraction.times.candidate import TimeCandidate, TimeMention
from feedpub.extraction.times.importance import weight
from feedpub.extraction.times.mentions import mentions
from feedpub.model.edtf import precision_of
from feedpub.model.event import When

_LEAST = 0.25  # below this, a date is background

__all__ = ["TimeCandidate", "TimeMention", "time_candidates", "timexes"]


def time_candidates(analysis: Analysis) -> tuple[TimeCandidate, ...]:
    """Find every date that the article names, in the order in which they are first named."""
    found, start = mentions(analysis)
    named: dict[str, list[TimeMention]] = {}
    for mention in found:
        named.setdefault(mention.value, []).append(mention)
    return tuple(TimeCandidate(value, tuple(group), start.day) for value, group in named.items())


def timexes(analysis: Analysis) -> Iterator[Claim]:
    """Claim every date that the article names, the likeliest first."""
    candidates = analysis.once(time_candidates)
    weighed = [sorted(((weight(each, mention), mention) for mention in each.mentions), key=_weight) for each in candidates]
    weighed.sort(key=lambda group: -group[0][0])
    main = _main(weighed)
    if main is not None:
        weighed.insert(0, weighed.pop(main))
    for place, group in enumerate(weighed):
        yield _claim(group, event=main is not None and place == 0)


def _weight(weighed: tuple[float, TimeMention]) -> float:
    return -weighed[0]


def _main(groups: list[list[tuple[float, TimeMention]]]) -> int | None:
    if groups and groups[0][0][0] >= _LEAST:
        return 0
    return next((place for place, group in enumerate(groups) if any(mention.in_dateline for _, mention in group)), None)


def _claim(group: list[tuple[float, TimeMention]], *, event: bool) -> Claim:
    best, mention = group[0]
    when = When(
        value=mention.value,
        precision=precision_of(mention.value),
        role="event" if event else "mentioned",
        text=mention.span.text,
        evidence=tuple(each.span for _, each in group),
        rule=mention.rule,
    )
    return Claim(when, min(best, 1.0))
