"""When: the dates that an article names, resolved to ISO 8601 / EDTF.

words -> grammar -> compose -> resolve: the text is cut into classed words, the grammar reads expressions off the classes,
those that belong together are joined, and each is resolved against the day of writing (anchors) and what the text named
before. What comes out are candidates with features; the date of the main event is chosen in select.
"""

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.times.candidate import TimeCandidate, TimeMention
from feedpub.extraction.times.mentions import mentions

__all__ = ["TimeCandidate", "TimeMention", "time_candidates"]


def time_candidates(analysis: Analysis) -> tuple[TimeCandidate, ...]:
    """Find every date that the article names, in the order in which they are first named."""
    found, start = mentions(analysis)
    named: dict[str, list[TimeMention]] = {}
    for mention in found:
        named.setdefault(mention.value, []).append(mention)
    return tuple(TimeCandidate(value, tuple(group), start.day) for value, group in named.items())
