"""Evidence in the page: cuts a text where any piece of it begins or ends, so that overlapping pieces can all be marked."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from feedpub.model.span import EvidenceField, Span

Question = Literal["who", "what", "when", "where", "quotes"]
QUESTION_TITLES: dict[Question, str] = {"who": "Who", "what": "What", "when": "When", "where": "Where", "quotes": "Quotes"}
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
        names_speaker: it names the speaker of a quotation, and is no part of what was said.
    """

    question: Question
    answer: int
    place: int
    start: int
    end: int
    field: EvidenceField | None = None
    names_speaker: bool = False

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
        questions = dict.fromkeys(mark.question for mark in self.marks if not mark.names_speaker)
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
        Mark(question, answer, place, span.start, span.end, span.field, names_speaker=after > 0)
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
    return tuple(_segments(text, 0, len(text), _ordered(marks), set()))


def paragraphs(text: str, marks: Sequence[Mark]) -> tuple[tuple[Segment, ...], ...]:
    """Cut a text into paragraphs, and those into segments.

    Args:
        text: paragraphs joined by one blank line.
        marks: into it; a mark that runs over several paragraphs has segments in each.

    Returns:
        The paragraphs; a mark's id stands at its first visible segment only.
    """
    seen: set[str] = set()
    found, start, over, ahead = [], 0, list[Mark](), deque(_ordered(marks))
    for run in text.split(_BREAK):
        end = start + len(run)
        while ahead and ahead[0].start < end:
            over.append(ahead.popleft())
        over = [mark for mark in over if mark.end > start]  # those that begin in it or run on into it
        if run:
            found.append(tuple(_segments(text, start, end, over, seen)))
        start = end + len(_BREAK)
    return tuple(found)


def _ordered(marks: Iterable[Mark]) -> list[Mark]:
    """Leave out marks without characters; the others by where they begin."""
    return sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: mark.start)


def _segments(text: str, start: int, end: int, marks: Sequence[Mark], seen: set[str]) -> Iterator[Segment]:
    """Cut a part of a text by marks in order; between two cuts only those are looked at that cover what stands there."""
    cuts = sorted({start, end} | {cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end})
    over, ahead = list[Mark](), deque(marks)
    for left, right in pairwise(cuts):
        while ahead and ahead[0].start <= left:
            over.append(ahead.popleft())
        over = [mark for mark in over if mark.end > left]
        over.sort(key=lambda mark: (mark.start - mark.end, mark.question, mark.answer, mark.place))
        fresh = [mark.id for mark in over if mark.id not in seen]
        seen.update(fresh)
        yield Segment(text[left:right], tuple(over), tuple(fresh))
