"""How sure each answer is, by the features of its candidate; and silence where that is less than the site publishes."""

from bisect import bisect
from typing import Any

from feedpub.extraction.confidence import Conditions, confidence
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.entities.entity import Entity
from feedpub.extraction.entities.table import entities_of
from feedpub.extraction.event.candidates import EventCandidate
from feedpub.extraction.options import MinConfidence
from feedpub.extraction.places.candidate import PlaceCandidate
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.times import TimeMention
from feedpub.model.event import Quote, Speaker, What, When, Where, Who

_MARGINS = (0.05, 0.2, 0.5)  # quarters of what is resolved in the development set
_FEW = (2, 4)  # mentions
_UNRESOLVED = dict.fromkeys(("country_code", "admin1", "latitude", "longitude", "geonames_id"))


def of_quote(quote: Quote) -> Conditions:
    """Under which somebody is quoted."""
    return quote.kind, quote.rule


def of_speaker(analysis: Analysis, speaker: Speaker) -> Conditions:
    """Under which somebody is taken for the speaker: the rule, the words that name them, and how they are resolved."""
    start = speaker.evidence[0].start
    entity = _entity(analysis, speaker.who)
    references = entity.references if entity else ()
    found = next((each for each in references if each.mention.start == start), None)
    if found is None or entity is None:
        return speaker.rule, "unknown"
    margin = bisect(_MARGINS, found.salience - found.rival)
    return speaker.rule, found.mention.form, found.rule, f"margin-{margin}", entity.kind


def of_type(who: Who, entity: Entity | None) -> Conditions:
    """Under which a participant is taken for a person, an organisation or a group."""
    sure = any(mention.sure for mention in entity.named) if entity else False
    length, times = min(len(who.name.split()), 3), bisect(_FEW, len(who.evidence))
    return who.kind, "sure" if sure else "guessed", f"words-{length}", f"mentions-{times}", who.rule


def of_event(candidate: EventCandidate) -> Conditions:
    """Under which something is taken for the main event."""
    return candidate.answer.rule, f"against-{min(len(candidate.features), 2)}"


def of_date(mention: TimeMention) -> Conditions:
    """Under which words are taken for a date."""
    return mention.rule, mention.period.unit, mention.tense or "no-tense"


def of_place(candidate: PlaceCandidate) -> Conditions:
    """Under which a name is taken for a place of the gazetteer."""
    times = bisect(_FEW, len(candidate.mentions))
    return candidate.row.kind, candidate.mentions[0].rule, candidate.use, f"mentions-{times}"


def rated(decision: Decision, analysis: Analysis) -> Decision:
    """Say how sure an answer that won is, and leave out of it what is less so than the site publishes."""
    return (
        decision._replace(answer=decision.answer.model_copy(update=_rating(decision, analysis)))
        if decision.won
        else decision
    )


def _rating(decision: Decision, analysis: Analysis) -> dict[str, Any]:
    least, met = analysis.options.min_confidence, decision.conditions
    match decision.answer:
        case Who(kind=kind):
            sure = confidence("type", met)
            return {"confidence": sure, "kind": kind if sure >= least.type else "unknown"}
        case What():
            return {"confidence": confidence("event", met)}
        case When(role=role):
            sure = confidence("date", met)
            return {"confidence": sure, "role": role if sure >= least.date else "mentioned"}
        case Where():
            sure = confidence("place", met)
            return {"confidence": sure} | ({} if sure >= least.place else _UNRESOLVED)
        case Quote(speaker=speaker):
            return {"confidence": confidence("quote", met), "speaker": speaker and _surely(speaker, analysis, least)}
    raise TypeError(type(decision.answer).__name__)


def _surely(speaker: Speaker, analysis: Analysis, least: MinConfidence) -> Speaker | None:
    sure = confidence("speaker", of_speaker(analysis, speaker))
    return speaker.model_copy(update={"confidence": sure}) if sure >= least.speaker else None


def named_surely(speaker: Speaker, analysis: Analysis) -> bool:
    """Tell whether a speaker is sure enough to be published."""
    return _surely(speaker, analysis, analysis.options.min_confidence) is not None


def _entity(analysis: Analysis, name: str | None) -> Entity | None:
    return next((entity for entity in analysis.layer(entities_of).entities if entity.id == name), None)
