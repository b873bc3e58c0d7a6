"""Competing claims become one consistent set of answers, and a trace of what won and lost."""

from feedpub.extraction.base import Claim, Extraction, Reading, TracedClaim
from feedpub.model.event import Answer, Answers, Quote, What, When, Where, Who


def choose(reading: Reading) -> Extraction:
    """Choose among the claims of all stages.

    Args:
        reading: with the claims made.

    Returns:
        The answers and the trace.
    """
    whats = sorted((claim for claim in reading.claims if isinstance(claim.answer, What)), key=lambda claim: -claim.weight)
    answers = Answers(
        who=tuple(claim.answer for claim in reading.claims if isinstance(claim.answer, Who)),
        what=next((claim.answer for claim in whats if isinstance(claim.answer, What)), None),
        when=tuple(claim.answer for claim in reading.claims if isinstance(claim.answer, When)),
        where=tuple(claim.answer for claim in reading.claims if isinstance(claim.answer, Where)),
        quotes=tuple(claim.answer for claim in reading.claims if isinstance(claim.answer, Quote)),
    )
    return Extraction(
        answers=answers, trace=tuple(_traced(claim, won=True, reason="only claim") for claim in reading.claims)
    )


def _traced(claim: Claim, *, won: bool, reason: str) -> TracedClaim:
    span = claim.answer.evidence[0]
    return TracedClaim(
        question=claim.question,
        rule=claim.answer.rule,
        start=span.start,
        end=span.end,
        field=span.field,
        text=span.text,
        value=_value(claim.answer),
        won=won,
        reason=reason,
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
