"""Which date is the main event's, now that the event is known: "Saturday's referendum", where a referendum is the news."""

import re
from bisect import bisect_right
from itertools import accumulate

from feedpub.extraction.candidate import Candidate
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.grammar.words import words
from feedpub.extraction.event.paraphrase import same_event
from feedpub.extraction.event.types import bases, points
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.main_event import MainEvent
from feedpub.model.event import Answer, Quote, When
from feedpub.model.event_types import OTHER
from feedpub.model.span import Span

_LEAST = 0.25  # below this, a date is background
_OWN, _OTHERS, _QUOTED = 2.5, 0.5, 0.5
_OWNED = re.compile(r"['’]s? ((?:[\w-]+ ){0,3}[\w-]+)")
_SPOKEN = frozenset(
    ("today", "tonight", "tomorrow", "this year", "this week", "this season")
)  # the speaker's, in a quotation
_REACH = 60  # code points after a date in which the noun that it goes with may stand


def dates(analysis: Analysis, event: MainEvent | None) -> list[Decision]:
    """Order the dates: the main event's first.

    Args:
        analysis: with the claims of when.
        event: the main event.

    Returns:
        What became of each.
    """
    claims = [(claim, claim.answer) for claim in analysis.answers("when") if isinstance(claim.answer, When)]
    main = _main(analysis, claims, event)
    decisions = []
    for claim, when in sorted(claims, key=lambda pair: pair[0] is not main):
        reason = "event: " + (_where_told(when, event) or "the likeliest") if claim is main else "mentioned"
        answer = when.model_copy(update={"role": "event" if claim is main else "mentioned"})
        decisions.append(Decision(claim, answer, reason))
    return decisions


def _main(analysis: Analysis, claims: list[tuple[Candidate, When]], event: MainEvent | None) -> Candidate | None:
    """Take the date that when holds to be the likeliest, unless what the article says beside another makes that likelier."""
    first = next((claim for claim, when in claims if when.role == "event"), None)
    ahead = next((claim for claim, when in claims if _ahead(analysis, when, event)), None)
    if ahead is not None:
        return ahead
    scores = {id(claim): claim.weight * _share(analysis, when, event) for claim, when in claims}
    best = max(claims, key=lambda pair: (scores[id(pair[0])], pair[0] is first), default=None)
    if best is None or scores[id(best[0])] < _LEAST:
        return first
    return best[0]


def _ahead(analysis: Analysis, when: When, event: MainEvent | None) -> bool:
    """Tell whether a date is that of an event still to come, where its clause names it: "will visit Iceland in June"."""
    published = analysis.article.published
    if event is None or event.candidate.clause is None or event.candidate.clause.verb.tense != "future" or published is None:
        return False
    tellings = [each for each in event.mentions[:2] if each is event.candidate or same_event(event.candidate, each)]
    free = [span for span in when.evidence if _type_beside(analysis, span) is None]
    inside = any(
        each.clause and each.passage.holds(span) and span.end <= each.clause_end for each in tellings for span in free
    )
    return inside and when.value[:10] > published.isoformat()[: len(when.value[:10])]


def _share(analysis: Analysis, when: When, event: MainEvent | None) -> float:
    """Weigh what stands beside a date: the event's own noun, another event's, somebody's words."""
    types = [_type_beside(analysis, span) for span in when.evidence]
    if event is not None and event.what.type != OTHER and event.what.type in types:
        return _OWN
    share = _OTHERS if types[0] not in (None, OTHER) else 1.0
    first = when.evidence[0]
    spoken = first.field is None and first.text.lower() in _SPOKEN
    if spoken and _quoted(analysis, first.start):
        share *= _QUOTED
    return share


def _quoted(analysis: Analysis, at: int) -> bool:
    starts, ends = analysis.once(_direct)
    before = bisect_right(starts, at)
    return before > 0 and at < ends[before - 1]


def _direct(analysis: Analysis) -> tuple[list[int], list[int]]:
    """Return where direct quotations start, and how far those that have started by then reach."""
    quotes = (claim.answer for claim in analysis.answers("quotes"))
    quoted = (quote.evidence for quote in quotes if isinstance(quote, Quote) and quote.kind == "direct")
    found = sorted((span.start, span.end) for spans in quoted for span in spans if span.field is None)
    return [start for start, _ in found], list(accumulate((end for _, end in found), max))


def _type_beside(analysis: Analysis, span: Span) -> str | None:
    """Tell of what type the event is that a date owns: election for "Tuesday's [presidential election]"; None for none."""
    after = analysis.article.characters(span.field)[span.end : span.end + _REACH]
    owned = _OWNED.match(after)
    if owned is None:
        return None
    found = points(bases(words(owned[1])), 1.0)
    return max(sorted(found), key=lambda name: found[name], default=OTHER)


def _where_told(answer: Answer, event: MainEvent | None) -> str | None:
    """Say which telling of the main event an answer stands in."""
    for mention in event.read if event else ():
        if any(mention.passage.holds(span) for span in answer.evidence):
            return f"stands in the {mention.passage.place.replace('_', ' ')}"
    return None
