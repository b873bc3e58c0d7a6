"""Decisions: what became of each claim, and why; the trace is made of them."""

from typing import NamedTuple

from feedpub.extraction.candidate import Candidate
from feedpub.extraction.trace import TracedCandidate
from feedpub.model.event import Answer, Quote, What, When, Where, Who


class Decision(NamedTuple):
    """What became of a claim.

    Args:
        claim: as its rule made it.
        answer: as the event carries it, or None where the claim lost.
        reason: why.
    """

    claim: Candidate
    answer: Answer | None
    reason: str


def traced(decision: Decision) -> TracedCandidate:
    """Write a decision down as the trace keeps it."""
    claim = decision.claim
    span = claim.answer.evidence[0]
    return TracedCandidate(
        question=claim.question,
        rule=claim.answer.rule,
        start=span.start,
        end=span.end,
        field=span.field,
        text=span.text,
        value=_value(claim.answer),
        won=decision.answer is not None,
        reason=decision.reason,
    )


def _value(answer: Answer) -> str:
    match answer:
        case Who() | Where():
            return answer.name
        case What():
            return answer.action
        case When():
            return answer.value
        case Quote():
            return answer.speaker.name if answer.speaker else "nobody"
    raise TypeError(type(answer).__name__)
