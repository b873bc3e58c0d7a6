"""When: the dates that an article names, resolved to ISO 8601 / EDTF.

words -> phrase -> grammar -> expressions -> mentions: a sentence is cut into words of classes (vocabulary); the rules of the
language (its tables times/rules and times/patterns: patterns over classes, what the words say, examples) find expressions,
and those that belong together are joined; each is resolved against the day of writing and what the text named before
(discourse), by its tense. What comes out are candidates; select chooses the date of the main event.
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
