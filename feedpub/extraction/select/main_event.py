"""The main event: which of the candidates it is, and which others tell the same event."""

from dataclasses import dataclass
from math import prod

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.event.candidates import EventCandidate
from feedpub.extraction.event.paraphrase import same_event, same_verb
from feedpub.extraction.select.confidence import of_event
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.weights import weights
from feedpub.model.event import What

_FEW = 2  # words of an action that says little


@dataclass(frozen=True, slots=True)
class MainEvent:
    """The main event as the article tells it.

    Args:
        what: the answer, as the event carries it.
        mentions: the candidates by how likely they tell the event, the one that won first.
        reason: why it won.
    """

    what: What
    mentions: tuple[EventCandidate, ...]
    reason: str

    @property
    def candidate(self) -> EventCandidate:
        """The candidate that won."""
        return self.mentions[0]

    @property
    def read(self) -> tuple[EventCandidate, ...]:
        """The mentions that say where and when: sentences after the lead only where they are the main event."""
        return tuple(each for each in self.mentions if each is self.candidate or not each.passage.later)


def decide_event(analysis: Analysis) -> tuple[MainEvent | None, list[Decision]]:
    """Choose the main event, and say what became of each candidate; None where there is none."""
    candidates = [claim for claim in analysis.claims if isinstance(claim, EventCandidate)]
    if not candidates:
        return None, []
    event = _chosen(analysis, candidates)
    lost = [each for each in candidates if each is not event.candidate]
    reasons = (f"weight {weight(each):.2f}, less than the winner's" for each in lost)
    return event, [
        Decision(event.what, event.reason, conditions=of_event(event.candidate)),
        *(Decision(each.answer, reason, won=False) for each, reason in zip(lost, reasons, strict=True)),
    ]


def weight(candidate: EventCandidate) -> float:
    """Tell how likely a candidate is the main event, from 0 to 1: by its place, less for what speaks against it."""
    weigh = weights()
    return weigh.passage[candidate.passage.weighed_as] * prod(
        weigh.feature[feature] for feature in sorted(candidate.features)
    )


def _chosen(analysis: Analysis, candidates: list[EventCandidate]) -> MainEvent:
    best = max(candidates, key=weight)
    others = [each for each in candidates if each is not best and each.predicate]
    others.sort(key=lambda each: -_alike(best, each))
    mentions, reason = (best, *others), f"weight {weight(best):.2f}, the most"
    fuller = next((each for each in others if _fuller(best, each)), None)
    if fuller is not None:
        mentions = (fuller, best, *(each for each in others if each is not fuller))
        reason = "says more fully what stands in the " + best.passage.place.replace("_", " ")
    what = mentions[0].answer.model_copy(update={"summary": _summary(analysis, candidates, mentions[0])})
    return MainEvent(what, mentions, reason)


def _alike(one: EventCandidate, other: EventCandidate) -> float:
    """Tell how likely two candidates tell the same event: the same verb, the same type, near the top."""
    if one.predicate is None or other.predicate is None:
        return weight(other)
    weigh = weights().event
    same_type = one.answer.type == other.answer.type
    return weight(other) + weigh.same_verb * same_verb(one, other) + weigh.same_type * same_type


def _fuller(best: EventCandidate, other: EventCandidate) -> bool:
    """Tell whether the lead says with the same verb and more words what the headline says with a word or two."""
    if best.predicate is None or other.predicate is None or len(best.answer.action.split()) > _FEW:
        return False
    one, two, weigh = best.predicate.verb, other.predicate.verb, weights().event
    same = one.lemma == two.lemma and one.negated == two.negated and weight(other) >= weigh.fuller_least
    return same and _FEW < len(other.answer.action.split()) <= weigh.fuller_words


def _summary(analysis: Analysis, candidates: list[EventCandidate], best: EventCandidate) -> str:
    """Take the headline where it is a sentence that tells the event, else the sentence that does."""
    for each in candidates:
        sentence = each.passage.headline and each.predicate and weight(each) >= weights().event.headline_least
        if sentence and (each is best or same_event(best, each)):
            return analysis.article.headline
    return best.answer.summary
