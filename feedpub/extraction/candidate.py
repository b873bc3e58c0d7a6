"""Possible answers, which rules propose and select chooses from."""

from dataclasses import dataclass
from typing import Literal

from feedpub.model.event import Answer, Quote, What, When, Where, Who

Question = Literal["who", "what", "when", "where", "quotes"]
_QUESTIONS: dict[type[Answer], Question] = {Who: "who", What: "what", When: "when", Where: "where", Quote: "quotes"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible answer, with its evidence and the rule that proposes it.

    Args:
        answer: the value; its evidence and its rule are part of it.
    """

    answer: Answer

    @property
    def question(self) -> Question:
        """The question that it answers."""
        return question_of(self.answer)


def question_of(answer: Answer) -> Question:
    """Return the question that an answer is to."""
    return _QUESTIONS[type(answer)]
