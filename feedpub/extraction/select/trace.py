"""The trace: every claim, won or lost, and why."""

from typing import NamedTuple

from feedpub.extraction.base import Claim, TracedClaim
from feedpub.model.event import Answer, Quote, What, When, Where, Who


class Ruling(NamedTuple):
    """What became of a claim.

    Args:
        claim: as its rule made it.
        answer: as the event carries it, or None where the claim lost.
        reason: why.
    """

    claim: Claim
    answer: Answer | None
    reason: str


def traced(ruling: Ruling) -> TracedClaim:
    """Write a ruling down as the trace keeps it.

    Args:
        ruling: on one claim.

    Returns:
        The trace's entry.
    """
    claim = ruling.claim
    span = claim.answer.evidence[0]
    return TracedClaim(
        question=claim.question,
        rule=claim.answer.rule,
        start=span.start,
        end=span.end,
        field=span.field,
        text=span.text,
        value=_value(claim.answer),
        won=ruling.answer is not None,
        reason=ruling.reason,
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
