"""Decisions: which answers are published, and why; the trace is made of them."""

from typing import NamedTuple

from feedpub.extraction.candidate import question_of
from feedpub.extraction.confidence import Conditions
from feedpub.extraction.trace import TracedCandidate
from feedpub.model.event import Answer, Quote, What, When, Where, Who


class Decision(NamedTuple):
    """What became of a candidate.

    Args:
        answer: as the event carries it where it won.
        reason: why it won or lost.
        won: whether it is published.
        conditions: under which it was found, by which it is known how sure it is.
    """

    answer: Answer
    reason: str
    won: bool = True
    conditions: Conditions = ()

    def traced(self) -> TracedCandidate:
        """Write it down as the trace keeps it."""
        span = self.answer.evidence[0]
        return TracedCandidate.of_valid(
            {
                "question": question_of(self.answer),
                "rule": self.answer.rule,
                "start": span.start,
                "end": span.end,
                "field": span.field,
                "text": span.text,
                "value": _value(self.answer),
                "won": self.won,
                "reason": self.reason,
                "confidence": self.answer.confidence if self.won else None,
            }
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
