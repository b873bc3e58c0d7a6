"""Evidence in the page: cuts a text where any piece of it begins or ends, so that overlapping pieces can all be marked."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markupsafe import Markup, escape

from feedpub.model.span import EvidenceField, Span

Question = Literal["who", "what", "when", "where", "quotes"]
QUESTION_TITLES: dict[Question, str] = {"who": "Who", "what": "What", "when": "When", "where": "Where", "quotes": "Quotes"}


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


class EvidenceCutter:
    """Cuts one part of a text after another.

    Args:
        text: in code points.
        marks: into it; a mark that runs over several parts has segments in each, and its id at the first that is seen.
    """

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._ahead = deque(_ordered(marks))
        self._over = list[Mark]()
        self._seen = set[str]()

    def cut(self, start: int, end: int) -> tuple[Segment, ...]:
        """Cut a part, none of which stands before those that were cut already.

        Args:
            start: first code point.
            end: the code point after the last.
        """
        while self._ahead and self._ahead[0].start < end:
            self._over.append(self._ahead.popleft())
        self._over = [mark for mark in self._over if mark.end > start]  # those that begin in it or run on into it
        return tuple(_segments(self._text, start, end, self._over, self._seen))


def marked(found: Iterable[Segment]) -> Markup:
    """Write segments as HTML: each with its styles, and with what links to evidence point at."""
    return Markup("").join(map(_marked, found))


def _marked(segment: Segment) -> Markup:
    if not segment.marks:
        return escape(segment.text)
    text = escape(segment.text)
    for name in reversed(segment.ids[1:]):
        text = Markup('<span class="{}" id="{}">{}</span>').format(name.rpartition("-")[0], name, text)
    first = Markup(' id="{}"').format(segment.ids[0]) if segment.ids else ""
    return Markup('<mark class="{}"{}>{}</mark>').format(segment.classes, first, text)


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
