"""When: the dates that an article names, resolved to ISO 8601 / EDTF, and which of them is the main event's.

words -> grammar -> compose -> resolve -> importance: the text is cut into classed words once, the grammar reads
expressions off the classes, those that belong together are joined, each is resolved against the day of writing (anchors)
and what the text named before, and the date of the main event is chosen.
"""

from collections.abc import Iterator

from feedpub.extraction.base import Analysis, Claim
from feedpub.extraction.times.importance import weight
from feedpub.extraction.times.mentions import Mention, mentions
from feedpub.model.edtf import precision_of
from feedpub.model.event import When

_LEAST = 0.25  # below this, a date is background

__all__ = ["timexes"]


def timexes(analysis: Analysis) -> Iterator[Claim]:
    """Claim every date that the article names, the main event's first.

    Matches "She resigned on Monday" (with a day of writing); not "for two years", "every Monday".

    Args:
        analysis: the article.

    Yields:
        One claim for each value, with all its mentions.
    """
    found, start = mentions(analysis)
    weighed: dict[str, list[tuple[float, Mention]]] = {}
    for mention in found:
        weighed.setdefault(mention.dated.value, []).append((weight(mention, start.day), mention))
    groups = [sorted(group, key=lambda pair: -pair[0]) for group in weighed.values()]
    groups.sort(key=lambda group: -group[0][0])
    main = _main(groups)
    if main is not None:
        groups.insert(0, groups.pop(main))
    for place, group in enumerate(groups):
        yield _claim(group, event=main is not None and place == 0)


def _main(groups: list[list[tuple[float, Mention]]]) -> int | None:
    if groups and groups[0][0][0] >= _LEAST:
        return 0
    return next((place for place, group in enumerate(groups) if any(mention.dateline for _, mention in group)), None)


def _claim(group: list[tuple[float, Mention]], *, event: bool) -> Claim:
    best, mention = group[0]
    when = When(
        value=mention.dated.value,
        precision=precision_of(mention.dated.value),
        role="event" if event else "mentioned",
        text=mention.span.text,
        evidence=tuple(each.span for _, each in group),
        rule=f"when.{mention.family}",
    )
    return Claim(when, min(best, 1.0))
