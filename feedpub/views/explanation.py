"""Why an article's answers are what they are: for each question what won, what lost, and by which rule."""

from dataclasses import dataclass

from feedpub.extraction.explain import QUESTIONS, Explanation
from feedpub.extraction.trace import TracedCandidate
from feedpub.model.feed import Entry
from feedpub.views.evidence import QUESTION_TITLES
from feedpub.views.frame import Frame


@dataclass(frozen=True, slots=True)
class ExplainedQuestion:
    """One question's claims.

    Args:
        name: as the style sheet knows it.
        title: as people know it.
        won: the claims that the event carries, the main answer first.
        lost: those that it does not carry.
    """

    name: str
    title: str
    won: tuple[TracedCandidate, ...]
    lost: tuple[TracedCandidate, ...]


def explanation_page(frame: Frame, entry: Entry, explanation: Explanation | None) -> bytes:
    """Render the explanation of an article's answers.

    Args:
        frame: of the site.
        entry: the article.
        explanation: how they were chosen; None where there are none to explain.
    """
    questions = _questions(explanation) if explanation else ()
    return frame.render("explanation.html", entry=entry, questions=questions)


def _questions(explanation: Explanation) -> tuple[ExplainedQuestion, ...]:
    return tuple(
        ExplainedQuestion(name, QUESTION_TITLES[name], explanation.won[name], explanation.lost[name])
        for name in QUESTIONS
        if explanation.won[name] or explanation.lost[name]
    )
