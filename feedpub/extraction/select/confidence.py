"""How sure each answer is, by the features of its candidate; and silence where that is less than the site publishes."""

from bisect import bisect
from typing import Any

from feedpub.extraction.candidate import question_of
from feedpub.extraction.confidence import JUDGED, Conditions, confidence
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.entities.entity import Entity
from feedpub.extraction.event.candidates import EventCandidate
from feedpub.extraction.places.candidate import PlaceCandidate
from feedpub.extraction.quotes.speakers import SpeakerFeatures, features_at
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.times import TimeCandidate, TimeMention
from feedpub.model.event import Quote, Speaker, Who

_MARGINS = (0.05, 0.2, 0.5, 0.9)  # quarters of what is resolved in the development set
_MOST = 4  # sentences, candidates: more are no less sure
_DAYS = (1, 8, 32, 367)
_NAMESAKES = (2, 5, 20)
_POINTS = (0.5, 1, 2, 3, 5)
_FEW = (2, 4)  # mentions
_UNRESOLVED = dict.fromkeys(("country_code", "admin1", "latitude", "longitude", "geonames_id"))


def of_quote(quote: Quote) -> Conditions:
    """Under which somebody is quoted."""
    return quote.kind, quote.rule


def of_speaker(analysis: Analysis, quote: Quote) -> Conditions:
    """Under which somebody is taken for the speaker: the words that name them, and how it is known whom they mean."""
    found = features_at(analysis, quote.evidence[0].start)
    if found is None:
        return ()
    form, kind = found.form, found.kind or ("joined" if found.joined else "nobody" if found.able else "nothing")
    return (
        _called(analysis, quote, found),
        form,
        found.attribution,
        f"{form} {found.resolution}".rstrip(),
        f"{kind}{' named' * found.named}",
        f"{'cued' if found.cued else 'uncued'}{' adjacent' * found.beside}{' weak' * found.weak}",
        f"far {min(found.far, _MOST)}",
        f"candidates {min(found.candidates, _MOST)}",
        f"{form} margin {bisect(_MARGINS, found.margin)}",
        f"{form} distance {min(found.distance, _MOST)}",
        f"{form} agrees {found.agrees}",
        f"{quote.kind} {kind}",
    )


def _called(analysis: Analysis, quote: Quote, found: SpeakerFeatures) -> str:
    """Tell names from words for somebody named; "the coach", who has a name somewhere, from "a coach", who has none.

    A name of which nothing tells what it names may be a film's; "it" may mean nobody who is known. "He said" behind "a coach
    said" is the coach as surely as that is.
    """
    if found.kind == "unknown":
        return f"{found.form} unknown"
    if found.form == "name":
        return found.form
    if not found.kind:
        return f"{found.form} unresolved"
    if found.named or found.kind == "document":
        return f"{found.form} {'named' if found.named else 'document'}"
    first = quote.speaker.text.lower().split()[0] if quote.speaker else ""
    form = "nominal" if found.distance == 1 and found.agrees else found.form
    return f"{form} {'definite' if first in analysis.language.words('coreference', 'definite') else 'indefinite'}"


def of_type(who: Who, entity: Entity | None) -> Conditions:
    """Under which a participant is taken for a person, an organisation or a group: by how much the evidence says so."""
    margins = [mention.margin for mention in entity.named] if entity else []
    return who.kind, f"{who.kind} margin {bisect(_POINTS, max(margins))}" if margins else f"{who.kind} unnamed"


def of_event(candidate: EventCandidate) -> Conditions:
    """Under which something is taken for the main event."""
    return candidate.answer.rule, f"features {min(len(candidate.features), 2)}"


def of_date(candidate: TimeCandidate, mention: TimeMention) -> Conditions:
    """Under which words are taken for a date: what they are counted from, and what else says the same."""
    away = "unknown" if candidate.days_away is None else bisect(_DAYS, candidate.days_away)
    return (
        mention.rule,
        f"{mention.anchor} {mention.period.unit}",
        f"{mention.anchor} {mention.tense or 'no tense'}",
        f"days away {away}",
        f"ways {min(candidate.agreeing, 2)}",
    )


def of_place(candidate: PlaceCandidate) -> Conditions:
    """Under which a name is taken for a place: what it is, and what speaks for it among its namesakes."""
    found, times = candidate.certainty, bisect(_FEW, len(candidate.mentions))
    met = candidate.row.kind, candidate.mentions[0].rule, candidate.use, f"mentions {times}"
    if found is None:
        return (*met, "unlisted")
    return (
        *met,
        f"namesakes {bisect(_NAMESAKES, found.namesakes)}",
        f"margin {bisect(_MARGINS, found.margin)}",
        f"share {bisect(_MARGINS, found.share)}",
        f"near {found.nearness}",
    )


def rated(decision: Decision, analysis: Analysis) -> Decision:
    """Say how sure an answer that won is, and leave out of it what is less so than the site publishes."""
    if not decision.won:
        return decision
    return decision._replace(answer=decision.answer.with_valid(**_rating(decision, analysis)))


def _rating(decision: Decision, analysis: Analysis) -> dict[str, Any]:
    least, question = analysis.options.min_confidence, question_of(decision.answer)
    sure = confidence(JUDGED[question], decision.conditions)
    changed: dict[str, Any] = {"confidence": sure}
    if isinstance(decision.answer, Quote):
        changed["speaker"] = analysis.layer(sure_speakers)[decision.answer.id]
    elif question == "who" and sure < least.type:
        changed["kind"] = "unknown"
    elif question == "when" and sure < least.date:
        changed["role"] = "mentioned"
    elif question == "where" and sure < least.place:
        changed |= _UNRESOLVED
    return changed


def sure_speakers(analysis: Analysis) -> dict[str, Speaker | None]:
    """Return the speaker of each quotation, by its id, where it is sure enough to be published (``analysis.layer``)."""
    quotes = (claim.answer for claim in analysis.answers("quotes"))
    return {quote.id: _sure_speaker(analysis, quote) for quote in quotes if isinstance(quote, Quote)}


def _sure_speaker(analysis: Analysis, quote: Quote) -> Speaker | None:
    if quote.speaker is None:
        return None
    sure = confidence("speaker", of_speaker(analysis, quote))
    return quote.speaker.with_valid(confidence=sure) if sure >= analysis.options.min_confidence.speaker else None
