"""What an extractor returns: the answers, and which candidates won and lost."""

from collections.abc import Callable

from feedpub.extraction.candidate import Question
from feedpub.extraction.options import Options
from feedpub.model.article import Article
from feedpub.model.base import Frozen, optional
from feedpub.model.event import Answers
from feedpub.model.span import EvidenceField


class TracedCandidate(Frozen):
    """A candidate as the trace keeps it.

    Args:
        question: that it answers.
        rule: that proposed it.
        start: first code point of its first evidence.
        end: the code point after its last.
        field: where the offsets count in something else than the text.
        text: the characters of its first evidence.
        value: the answer in short.
        won: whether the event carries it.
        reason: why it won or lost.
        confidence: of an answer that won; absent in traces of earlier versions.
    """

    question: Question
    rule: str
    start: int
    end: int
    field: EvidenceField | None = optional()
    text: str
    value: str
    won: bool
    reason: str
    confidence: float | None = optional()


Trace = tuple[TracedCandidate, ...]


class Extraction(Frozen):
    """What an extractor returns: the answers, and how they were chosen.

    Args:
        headline: for an article that came without one; None: the one that its reader made stays.
    """

    answers: Answers
    headline: str | None = None
    trace: Trace = ()


Extractor = Callable[[Article, Options], Extraction]
