"""The path of each answer: the words it was read from, the rule that read them, what else was considered, why it won."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from feedpub.extraction.confidence import Counted
from feedpub.extraction.explain import Explanation, counted
from feedpub.extraction.rule import marked
from feedpub.extraction.trace import TracedCandidate
from feedpub.model.article import Article
from feedpub.model.event import Answer, Event, Quote
from feedpub.model.span import Span
from feedpub.views.answers import AnswerSection, ShownAnswer, answer_sections
from feedpub.views.evidence import Question
from feedpub.views.snippets import Fragment

_PATHS = 25  # answers to a question of which the path is shown: a long article has more, of which each is like the others
_RIVALS = 12  # shown of an answer
_COMPARED = 10  # mentions of an answer with which other candidates are compared: the best come first
_LEFT = 20  # candidates that were left, shown of a question
_AROUND = 90  # characters of the article on each side of an answer's words
_SAID = 200  # characters of a quotation or sentence that stands for itself
EDITOR = "editor"
"""The rule of what a person has set."""


class RuleExample(NamedTuple):
    """A sentence that shows what a rule finds, or leaves.

    Args:
        parts: of the sentence; what is meant is marked.
        value: what the rule makes of it; empty where that is what stands there.
    """

    parts: tuple[Fragment, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPath:
    """How an answer was found.

    Args:
        answer: as the page of the article shows it.
        text: its words, cut where they are many.
        group: style class of everything that belongs to it.
        words: the article around its first evidence, which is marked.
        others: how many more times the article says it.
        rule: that found it.
        finds: what the rule finds in an example; None for a rule that nothing is known of.
        leaves: what it leaves; None where that is not told.
        counted: how many answers like it were right in annotated news, of how many; None where nobody has counted.
        rivals: other candidates for the same words; of the main event, all others.
        reason: why it won; empty where that was not kept.
        percent: how many of a hundred answers like it are right; 0 where that is not known.
        speaker_percent: how many of a hundred speakers like that of a quotation are; 0 where it has none.
    """

    answer: ShownAnswer
    text: str
    group: str
    words: tuple[Fragment, ...]
    others: int
    rule: str
    finds: RuleExample | None
    leaves: RuleExample | None
    counted: Counted | None
    rivals: tuple[TracedCandidate, ...]
    reason: str
    percent: int
    speaker_percent: int


@dataclass(frozen=True, slots=True)
class ExplainedQuestion:
    """The answers to one question, and what was left.

    Args:
        section: its answers as the page of the article shows them.
        paths: of the first answers.
        more: how many answers there are besides.
        left: what was considered and is published nowhere.
        left_more: how much more of that there is.
    """

    section: AnswerSection
    paths: tuple[AnswerPath, ...]
    more: int
    left: tuple[TracedCandidate, ...]
    left_more: int


def explained_questions(event: Event, explanation: Explanation, language: str) -> tuple[ExplainedQuestion, ...]:
    """Follow the answers of an event back to its words.

    Args:
        event: with its article.
        explanation: of its answers.
        language: BCP 47, of the page.

    Returns:
        The questions that have an answer, in the order of the article's page.
    """
    answers: Mapping[Question, Sequence[Answer]] = {
        "who": event.who,
        "what": (event.what,) if event.what else (),
        "when": event.when,
        "where": event.where,
        "quotes": event.quotes,
    }
    tracer = _Tracer(event.article, explanation)
    return tuple(_question(tracer, section, answers[section.question]) for section in answer_sections(event, language))


def _question(tracer: "_Tracer", section: AnswerSection, answers: Sequence[Answer]) -> ExplainedQuestion:
    shown = section.all[:_PATHS]
    paths = tuple(tracer.path(section.question, one, answers[one.number - 1]) for one in shown)
    rivals = {id(claim) for path in paths for claim in path.rivals}
    left = [claim for claim in tracer.explanation.lost[section.question] if id(claim) not in rivals]
    return ExplainedQuestion(section, paths, len(section.all) - len(shown), tuple(left[:_LEFT]), max(0, len(left) - _LEFT))


class _Tracer:
    """Finds the paths of an article's answers.

    Args:
        article: that they are read from.
        explanation: of them.
    """

    def __init__(self, article: Article, explanation: Explanation) -> None:
        self._article = article
        self.explanation = explanation
        self._won = {
            (question, claim.start, claim.end, claim.field, claim.rule): claim
            for question, claims in explanation.won.items()
            for claim in claims
        }

    def path(self, question: Question, shown: ShownAnswer, answer: Answer) -> AnswerPath:
        first = answer.evidence[0]
        claim = self._won.get((question, first.start, first.end, first.field, answer.rule))
        examples, counterexamples = self.explanation.examples, self.explanation.counterexamples
        return AnswerPath(
            answer=shown,
            text=_cut(shown.text),
            group=f"{question}-{shown.number}",
            words=_around(self._article.characters(first.field), first),
            others=len(answer.evidence) - 1,
            rule=answer.rule,
            finds=_example(examples.get(answer.rule)),
            leaves=_example(counterexamples.get(answer.rule)),
            counted=counted(answer),
            rivals=tuple(islice(self._rivals(question, answer), _RIVALS)),
            reason=claim.reason if claim else "",
            percent=round(answer.confidence * 100),
            speaker_percent=round(answer.speaker.confidence * 100) if isinstance(answer, Quote) and answer.speaker else 0,
        )

    def _rivals(self, question: Question, answer: Answer) -> Iterator[TracedCandidate]:
        for claim in self.explanation.lost[question]:
            if question == "what" or any(_meet(claim, span) for span in answer.evidence[:_COMPARED]):
                yield claim


def _meet(claim: TracedCandidate, span: Span) -> bool:
    return claim.field == span.field and claim.start < span.end and span.start < claim.end


@lru_cache(maxsize=1000)  # the same few hundred sentences of the rules stand on every page
def _example(sentence: str | None) -> RuleExample | None:
    """Mark in a sentence what stands in brackets there."""
    if sentence is None:
        return None
    text, found = marked(sentence)
    parts, at = [], 0
    for one in found:
        parts += [Fragment(text[at : one.start]), Fragment(text[one.start : one.end], sought=True)]
        at = one.end
    values = [one.value for one in found if one.value and one.value != text[one.start : one.end]]
    return RuleExample(tuple(part for part in (*parts, Fragment(text[at:])) if part.text), ", ".join(values))


def _around(text: str, span: Span) -> tuple[Fragment, ...]:
    """Cut a passage out of the paragraph that a span stands in, not inside of a word where that can be helped."""
    first = text.rfind("\n\n", 0, span.start) + 2 if "\n\n" in text[: span.start] else 0
    last = end if (end := text.find("\n\n", span.end)) >= 0 else len(text)
    start, stop = max(first, span.start - _AROUND), min(last, span.end + _AROUND)
    start = text.find(" ", start, span.start) + 1 or start if start > first else start
    stop = max(text.rfind(" ", span.end, stop), span.end) if stop < last else stop
    parts = (
        Fragment("… " if start > first else ""),
        Fragment(text[start : span.start]),
        Fragment(_cut(text[span.start : span.end]), sought=True),
        Fragment(text[span.end : stop]),
        Fragment(" …" if stop < last else ""),
    )
    return tuple(part for part in parts if part.text)


def _cut(text: str) -> str:
    return text if len(text) <= _SAID else f"{text[:_SAID].rsplit(' ', 1)[0]} …"
