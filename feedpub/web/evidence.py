"""Evidence in the page: cuts a text where any piece of it begins or ends, so that overlapping pieces can all be marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from feedpub.model.span import EvidenceField, Span

Question = Literal["who", "what", "when", "where", "quotes"]
_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of evidence on a page.

    Args:
        question: that the evidence helps to answer.
        answer: number of the answer that it proves among those to its question, from 1.
        place: of this piece among the answer's, from 1.
        start: first code point.
        end: the code point after the last.
        field: that the offsets count in; None for the text.
        aside: it names the speaker of a quotation, and is no part of what was said.
    """

    question: Question
    answer: int
    place: int
    start: int
    end: int
    field: EvidenceField | None = None
    aside: bool = False

    @property
    def group(self) -> str:
        """The style class of everything that belongs to the answer."""
        return f"{self.question}-{self.answer}"

    @property
    def id(self) -> str:
        """What a link to this piece points at."""
        return f"{self.group}-{self.place}"


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that are covered by the same marks from end to end.

    Args:
        text: the characters.
        marks: that cover them, the longest first; none for plain text.
        ids: of the marks that begin here.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def classes(self) -> str:
        """The style classes: one for each question and one for each answer."""
        questions = dict.fromkeys(mark.question for mark in self.marks if not mark.aside)
        answers = dict.fromkeys(mark.group for mark in self.marks)
        return " ".join((*questions, *answers))


def marks_of(question: Question, answer: int, spans: Iterable[Span], *, after: int = 0) -> tuple[Mark, ...]:
    """Number the evidence of one answer, in its own order.

    Args:
        question: that it answers.
        answer: its number.
        spans: the evidence.
        after: how many marks the answer has already; these then name its speaker.

    Returns:
        The marks.
    """
    return tuple(
        Mark(question, answer, place, span.start, span.end, span.field, aside=after > 0)
        for place, span in enumerate(spans, start=after + 1)
    )


def segments(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """Cut a text at every place where a mark begins or ends.

    Args:
        text: in code points.
        marks: into it, in any order, overlapping as they may; what lies outside is ignored.

    Returns:
        Segments without characters of their own: joined, they are the text.
    """
    return tuple(_segments(text, 0, len(text), marks, set()))


def paragraphs(text: str, marks: Sequence[Mark]) -> tuple[tuple[Segment, ...], ...]:
    """Cut a text into paragraphs, and those into segments.

    Args:
        text: paragraphs joined by one blank line.
        marks: into it; a mark that runs over several paragraphs has segments in each.

    Returns:
        The paragraphs; a mark's id stands at its first visible segment only.
    """
    seen: set[str] = set()
    found, start = [], 0
    for run in text.split(_BREAK):
        if run:
            found.append(tuple(_segments(text, start, start + len(run), marks, seen)))
        start += len(run) + len(_BREAK)
    return tuple(found)


def _segments(text: str, start: int, end: int, marks: Sequence[Mark], seen: set[str]) -> Iterator[Segment]:
    inside = [mark for mark in marks if mark.start < end and start < mark.end and mark.start < mark.end]
    cuts = sorted({start, end} | {cut for mark in inside for cut in (mark.start, mark.end) if start < cut < end})
    for left, right in pairwise(cuts):
        over = [mark for mark in inside if mark.start <= left and right <= mark.end]
        over.sort(key=lambda mark: (mark.start - mark.end, mark.question, mark.answer, mark.place))
        fresh = [mark.id for mark in over if mark.id not in seen]
        seen.update(fresh)
        yield Segment(text[left:right], tuple(over), tuple(fresh))
