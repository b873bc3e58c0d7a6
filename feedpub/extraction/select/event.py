"""The main event: which of the claims it is, and where else the article tells it."""

from dataclasses import dataclass

from feedpub.extraction.base import Analysis
from feedpub.extraction.event import EventClaim
from feedpub.extraction.select.meanings import same_event, same_verb
from feedpub.model.event import What

_SENTENCE = 0.5  # a headline whose clause weighs less is a question or a label


@dataclass(frozen=True, slots=True)
class MainEvent:
    """The main event as the article tells it.

    Args:
        claim: the one that won.
        what: its answer, as the event carries it.
        told: the claims whose clauses tell the same event, the winner first.
        reason: why it won.
    """

    claim: EventClaim
    what: What
    told: tuple[EventClaim, ...]
    reason: str


def main_of(analysis: Analysis) -> MainEvent | None:
    """Choose the main event.

    Args:
        analysis: with all claims.

    Returns:
        The event, or None where nothing claims to be one.
    """
    claims = [claim for claim in analysis.claims if isinstance(claim, EventClaim)]
    if not claims:
        return None
    best = max(claims, key=lambda claim: claim.weight)
    told = [claim for claim in claims if claim is not best and claim.clause is not None]
    told.sort(key=lambda claim: -_alike(best, claim))
    reason = f"weight {best.weight:.2f}, the most"
    fuller = next((claim for claim in told if _fuller(best, claim)), None)
    if fuller is not None:
        told = [best, *(claim for claim in told if claim is not fuller)]
        best, reason = fuller, f"says more fully what the {best.answer.rule.split('.')[-1]} says"
    if not isinstance(best.answer, What):
        return None
    what = best.answer.model_copy(update={"summary": _summary(analysis, claims, best)})
    return MainEvent(best, what, (best, *told), reason)


def _alike(one: EventClaim, other: EventClaim) -> float:
    """Tell how likely two claims tell the same event: the same verb, the same type, near the top."""
    if one.clause is None or other.clause is None:
        return other.weight
    return other.weight + 2.0 * same_verb(one, other) + 0.5 * (_type(one) == _type(other))


def _type(claim: EventClaim) -> str:
    return claim.answer.type if isinstance(claim.answer, What) else ""


def _fuller(best: EventClaim, other: EventClaim) -> bool:
    """Tell whether the lead says with the same verb and more words what the headline says with a word or two."""
    if (
        best.clause is None
        or other.clause is None
        or not isinstance(best.answer, What)
        or not isinstance(other.answer, What)
    ):
        return False
    short = len(best.answer.action.split()) <= 2
    same = best.clause.verb.lemma == other.clause.verb.lemma and best.clause.verb.negated == other.clause.verb.negated
    return short and same and other.weight >= 0.7 and 2 < len(other.answer.action.split()) <= 14


def _summary(analysis: Analysis, claims: list[EventClaim], best: EventClaim) -> str:
    """Take the headline where it is a sentence that tells the event, else the sentence that does."""
    for claim in claims:
        sentence = claim.stretch is not None and claim.stretch.headline and claim.clause and claim.weight >= _SENTENCE
        if sentence and (claim is best or same_event(best, claim)):
            return analysis.article.headline
    return best.answer.summary if isinstance(best.answer, What) else ""
