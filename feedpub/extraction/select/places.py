"""Where the main event happened, and the order of the places."""

import re

from feedpub.extraction.candidate import Candidate
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.event.passages import dateline_of
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.main_event import MainEvent
from feedpub.model.event import Where
from feedpub.model.span import Span

_HEAD = 600  # code points of the text that count as its head
_WHERE = ("event", "dateline", "mentioned")
_COARSE = frozenset(("country", "region"))
_BEFORE = 60  # code points before a place in which its preposition may stand
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|inside|across|around|off|on|to|into)\s+"
    r"(?:(?:the|a)\s+)?(?:[\w-]+ern\s+|[a-z]+-[a-z]+\s+|(?:\w+ ){0,3}of\s+|[A-Z]\w+['’]s\s+)?$"
)
_RESIDENCE = r"(?:based|born|listed|headquartered|raised|educated|living|lives|lived|registered|grew up|resident)"
_SEATED = re.compile(rf"\b{_RESIDENCE}\s+(?:in|at|near|outside|on)\s+(?:the\s+)?(?:[\w-]+ern\s+)?$")
_AGAIN = 3  # mentions of a place that the article keeps coming back to
_TOP = 400  # code points in which a single mention says where


def places(analysis: Analysis, event: MainEvent | None) -> list[Decision]:
    """Order the places: the main event's first, then the dateline's.

    Args:
        analysis: with the claims of where.
        event: the main event.

    Returns:
        What became of each.
    """
    claims: list[tuple[Candidate, Where]] = []
    claims.extend((claim, claim.answer) for claim in analysis.answers("where") if isinstance(claim.answer, Where))
    main, reason = _main_place(analysis, claims, event)
    decisions = [Decision(claim, *_placed(claim, where, main, reason)) for claim, where in claims]

    def key(decision: Decision) -> tuple[int, bool, float]:
        where = decision.answer
        role = where.role if isinstance(where, Where) else "mentioned"
        coarse = isinstance(where, Where) and where.kind in _COARSE
        return _WHERE.index(role), role == "dateline" and coarse, -decision.claim.weight

    return sorted(decisions, key=key)


def _main_place(
    analysis: Analysis, claims: list[tuple[Candidate, Where]], event: MainEvent | None
) -> tuple[Candidate | None, str]:
    """Choose where the main event happened: the likeliest place, if its clause names it or no dateline says otherwise."""
    likeliest = next((claim for claim, where in claims if where.role == "event"), None)
    named = [claim for claim, where in claims if where.use == "literal" and _located(analysis, where, event)]
    if likeliest is None or likeliest in named:
        return likeliest, "the likeliest"
    fine = [claim for claim in named if isinstance(claim.answer, Where) and claim.answer.kind not in _COARSE]
    if not fine and named and any(_within(likeliest, claim) for claim in named):
        return likeliest, "the likeliest in the country or region where the main event is told"
    if named:
        return max(fine or named, key=lambda claim: claim.weight), "named where the main event is told"
    return _untold(analysis, claims, likeliest)


def _untold(analysis: Analysis, claims: list[tuple[Candidate, Where]], likeliest: Candidate) -> tuple[Candidate | None, str]:
    """Choose a place for an event that is told without one."""
    begin = analysis.once(dateline_of)
    if any(span.field is None and span.end <= begin for span in likeliest.answer.evidence):
        return likeliest, "the dateline's, and the likeliest"
    if any(where.role == "dateline" for _, where in claims):
        return None, "the main event is told without a place: the dateline's stands for it"
    if isinstance(likeliest.answer, Where) and (
        _likely(analysis, likeliest.answer) or any(_people_of(where, likeliest.answer) for _, where in claims)
    ):
        return likeliest, "the likeliest, though not where the main event is told"
    return None, "too little says that the main event happened there"


def _people_of(other: Where, where: Where) -> bool:
    """Tell whether a place's people, or what is named for it, stand at the top: "German exports", "the Dubai Open"."""
    country = where.kind == "country" and where.country_code == other.country_code and other.use == "demonym"
    named = where.geonames_id is not None and where.geonames_id == other.geonames_id and other.use == "in_name"
    top = any(span.field is None and span.start < _TOP // 2 for span in other.evidence)
    return (country or named) and top


def _likely(analysis: Analysis, where: Where) -> bool:
    """Tell whether a place may stand for one that the main event is told without: it is named at the top, or time and again.

    "Residents in Leeds" in the second sentence may say where; "a man from Leeds", once and further down, does not.
    """
    inside = sorted((span.start, span.end) for span in where.evidence if span.field is None)
    again = len(inside) >= _AGAIN or (len(inside) > 1 and inside[0][0] < _HEAD)
    if again or len(inside) < len(where.evidence):
        return True
    (start, end), begin, text = inside[0], analysis.once(dateline_of), analysis.article.text
    owns = start == begin and text[end : end + 1] in ("'", "’")  # "Karvania's economy grew"
    return owns or (start - begin < _TOP and is_at(text, start))


def _located(analysis: Analysis, where: Where, event: MainEvent | None) -> bool:
    """Tell whether the main event's clause puts it at a place: "in Leeds", not "Leeds museum" or "in Leeds's history"."""
    for span in where.evidence:
        characters = analysis.article.characters(span.field)
        after = characters[span.end : span.end + 1]
        if after not in ("'", "’") and is_at(characters, span.start) and _in_clause(span, event):
            return True
    return False


def is_at(text: str, start: int) -> bool:
    """Tell whether something happens at a place: "in Leeds", not "from Leeds", nor "based in Leeds".

    Args:
        text: of the field that names it.
        start: of its name.

    Returns:
        Whether a preposition of place stands before it, and no word for where somebody belongs.
    """
    before = text[max(0, start - _BEFORE) : start]
    return _LOCATIVE.search(before) is not None and _SEATED.search(before) is None


def _in_clause(span: Span, event: MainEvent | None) -> bool:
    """Tell whether evidence stands in a clause that tells the main event, or in what introduces it."""
    mentions = event.read if event else ()
    return any(each.clause and each.passage.holds(span) and span.start < each.clause_end for each in mentions)


def _within(claim: Candidate, outer: Candidate) -> bool:
    inner, around = claim.answer, outer.answer
    if not isinstance(inner, Where) or not isinstance(around, Where) or inner.country_code != around.country_code:
        return False
    return around.kind == "country" or inner.admin1 == around.admin1


def _placed(claim: Candidate, where: Where, main: Candidate | None, reason: str) -> tuple[Where, str]:
    if claim is main:
        return where.model_copy(update={"role": "event"}), f"event: {reason}"
    if where.role == "event":
        return where.model_copy(update={"role": "mentioned"}), f"mentioned: {reason}"
    return where, where.role
