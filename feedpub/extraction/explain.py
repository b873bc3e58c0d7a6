"""An event explained: the article cut where its evidence begins and ends, and why each answer won."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from feedpub.extraction.candidate import Question, question_of
from feedpub.extraction.confidence import JUDGED, Counted, tables
from feedpub.extraction.trace import Trace, TracedCandidate
from feedpub.model.event import Answer, Event, Speaker, Who
from feedpub.model.span import EvidenceField, Span

QUESTIONS: tuple[Question, ...] = ("what", "who", "when", "where", "quotes")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that are evidence for the same questions from end to end.

    Args:
        text: the characters.
        questions: that they help to answer, the most particular first; empty for plain text.
    """

    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an explanation shows.

    Args:
        headline: of the article, in pieces; one plain piece where the program made it.
        standfirst: in pieces; empty where there is none.
        text: in pieces.
        won: for each question, the claims that the event carries, the main answer first.
        lost: for each question, the claims that it does not carry.
        examples: of each rule by its id, a sentence with what the rule finds in it in brackets.
        counterexamples: of each rule by its id, a sentence with what it leaves in brackets.
    """

    headline: tuple[Piece, ...]
    standfirst: tuple[Piece, ...]
    text: tuple[Piece, ...]
    won: dict[Question, tuple[TracedCandidate, ...]]
    lost: dict[Question, tuple[TracedCandidate, ...]]
    examples: dict[str, str]
    counterexamples: dict[str, str]


def explain(event: Event, trace: Trace) -> Explanation:
    """Explain an event.

    Args:
        event: with its article.
        trace: how its answers were chosen, as it was kept with the event.

    Returns:
        The article with its evidence marked, and the claims that won and lost.
    """
    # All of the rules, which whoever serves needs for the pages of explanations alone.
    from feedpub.extraction.pipeline import RULES  # noqa: PLC0415

    article = event.article
    ids = {claim.rule for claim in trace} | {answer.rule for _, answer in event.all()}
    headline = (Piece(article.headline, ()),) if article.headline_generated else pieces(event, "headline")
    return Explanation(
        headline=headline,
        standfirst=pieces(event, "standfirst"),
        text=pieces(event, None),
        won={question: _claims(trace, question, won=True) for question in QUESTIONS},
        lost={question: _claims(trace, question, won=False) for question in QUESTIONS},
        # A rule of an earlier version, or of another extractor, has none.
        examples={rule.id: rule.examples[0] for rule in RULES if rule.id in ids and rule.examples},
        counterexamples={rule.id: rule.counterexamples[0] for rule in RULES if rule.id in ids and rule.counterexamples},
    )


def pieces(event: Event, field: EvidenceField | None) -> tuple[Piece, ...]:
    """Cut a field of the article where any evidence begins or ends.

    Args:
        event: with its article.
        field: headline, standfirst, or None for the text.

    Returns:
        The pieces in order; together they are the field.
    """
    characters = event.article.characters(field)
    spans = [(question, span) for question, span in _evidence(event) if span.field == field]
    spans.sort(key=lambda each: QUESTIONS.index(each[0]))
    beginning: dict[int, list[tuple[int, int, int, Question]]] = {}
    for number, (question, span) in enumerate(spans):
        beginning.setdefault(span.start, []).append((span.end - span.start, number, span.end, question))
    cuts = sorted({0, len(characters), *beginning, *(span.end for _, span in spans)})
    found, covering = [], list[tuple[int, int, int, Question]]()
    for start, end in pairwise(cuts):
        covering = [spanned for spanned in covering if spanned[2] >= end] + beginning.get(start, [])
        questions = dict.fromkeys(question for *_, question in sorted(covering))
        found.append(Piece(characters[start:end], tuple(questions)))
    return tuple(found)


def _evidence(event: Event) -> Iterator[tuple[Question, Span]]:
    for _, answer in event.all():
        question: Question = "who" if isinstance(answer, Speaker) else question_of(answer)
        yield from ((question, span) for span in answer.evidence)


def counted(answer: Answer) -> Counted | None:
    """Tell how many answers like one were right in annotated news, and how many there were.

    Args:
        answer: of an event.

    Returns:
        The count of its rule; of participants that of their kind, which says more of them than who found the name. None
        where nobody has counted.
    """
    if isinstance(answer, Speaker):
        return None
    return tables()[JUDGED[question_of(answer)]].get(answer.kind if isinstance(answer, Who) else answer.rule)


def _claims(trace: Trace, question: Question, *, won: bool) -> tuple[TracedCandidate, ...]:
    return tuple(claim for claim in trace if claim.question == question and claim.won == won)
