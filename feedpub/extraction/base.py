"""What every rule is given (an Analysis) and what it yields (Claims)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Literal, TypeVar, cast

from feedpub.language.cutting import Pieces
from feedpub.language.sentences import Sentence, sentences
from feedpub.language.tokens import Token, joined, pieces
from feedpub.model.article import Article
from feedpub.model.base import Frozen, optional
from feedpub.model.event import Answer, Answers, Quote, What, When, Where, Who
from feedpub.model.span import EvidenceField

T = TypeVar("T")

Question = Literal["who", "what", "when", "where", "quotes"]
_QUESTIONS: dict[type[Answer], Question] = {Who: "who", What: "what", When: "when", Where: "where", Quote: "quotes"}


@dataclass(frozen=True, slots=True)
class Options:
    """What a site may tell the rules.

    Args:
        home_country: ISO 3166-1 alpha-2 code of the publisher's home, for places that exist in many countries; or None.
        day_first: read 03/04/2024 as 3 April.
    """

    home_country: str | None = None
    day_first: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One possible answer, with its evidence and the rule that claims it.

    Args:
        answer: the value; its evidence and its rule are part of it.
        weight: how sure the rule is, from 0 to 1; select compares claims of one question by it.
    """

    answer: Answer
    weight: float = 1.0

    @property
    def question(self) -> Question:
        """The question that it answers."""
        return _QUESTIONS[type(self.answer)]


class TracedClaim(Frozen):
    """A claim as the trace keeps it.

    Args:
        question: that it answers.
        rule: that claimed it.
        start: first code point of its first evidence.
        end: the code point after its last.
        field: where the offsets count in something else than the text.
        text: the characters of its first evidence.
        value: the answer in short.
        won: whether the event carries it.
        reason: why it won or lost.
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


Trace = tuple[TracedClaim, ...]


class Extraction(Frozen):
    """What an extractor returns: the answers, and how they were chosen."""

    answers: Answers
    trace: Trace = ()


@dataclass
class Analysis:
    """An article with everything about it that more than one rule asks for, computed once and lazily.

    Args:
        article: what is read.
        options: what the site tells the rules.
        claims: of the stages run so far, in order; the pipeline adds to it.
    """

    article: Article
    options: Options = Options()
    claims: list[Claim] = field(default_factory=list)
    _known: dict[Callable[["Analysis"], object], object] = field(default_factory=dict)
    _answers: dict[Question, list[Claim]] = field(default_factory=dict)
    _indexed: int = 0

    def once(self, question: Callable[["Analysis"], T]) -> T:
        """Answer a question that more than one rule asks about the article, and remember the answer.

        Args:
            question: a pure function of the reading; what it returns must not be changed.

        Returns:
            What it returned the first time.
        """
        if question not in self._known:
            self._known[question] = question(self)
        return cast(T, self._known[question])

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the text, in order."""
        return tuple(sentences(self.article.text))

    @cached_property
    def pieces(self) -> Pieces:
        """The words and marks of the text, column by column."""
        return pieces(self.article.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words and marks of the text, in order."""
        return joined(self.pieces)

    def answers(self, question: Question) -> list[Claim]:
        """Return the claims made so far for a question, in the order in which they were made; not to be changed."""
        for claim in islice(self.claims, self._indexed, None):
            self._answers.setdefault(claim.question, []).append(claim)
        self._indexed = len(self.claims)
        return self._answers.get(question, [])


Rule = Callable[[Analysis], Iterator[Claim]]
Extractor = Callable[[Article, Options], Extraction]


@dataclass(frozen=True, slots=True)
class Stage:
    """Rules that may run in any order, after all rules of the stages before.

    Args:
        name: what the stage finds.
        rules: its rules.
    """

    name: str
    rules: tuple[Rule, ...]
