"""Evidence in the page: cuts a text where any piece of it begins or ends, so that overlapping pieces can all be marked."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from feedpub.model.span import EvidenceField, Span
from feedpub.translation import Message, message, translation_of
from feedpub.views.language_attributes import lang_attributes
from feedpub.views.words import NEXT_IN_TEXT, TO_THE_ANSWERS

Question = Literal["who", "what", "when", "where", "quotes"]
ANSWERS = "answers"
"""Id of the heading of all answers on the page of an article."""
_FIELDS: tuple[EvidenceField | None, ...] = ("headline", "standfirst", None)  # in the order of the page
_LED_ON = 2  # pieces that begin at the same place and are led on from, each with a style rule of its own
QUESTION_TITLES: dict[Question, Message] = {
    "who": message("Who"),
    "what": message("What"),
    "when": message("When"),
    "where": message("Where"),
    "quotes": message("Quotes"),
}


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
        following: id of the piece that comes after it in the text, round to the first; that of all answers at the end of the
            round; empty for what belongs to no round.
        unsure: fewer answers like its own are right than most.
    """

    question: Question
    answer: int
    place: int
    start: int
    end: int
    field: EvidenceField | None = None
    names_speaker: bool = False
    following: str = ""
    unsure: bool = False

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
        unsure = ("unsure",) if any(mark.unsure for mark in self.marks) else ()
        return " ".join((*questions, *answers, *unsure))


def marks_of(
    question: Question, answer: int, spans: Iterable[Span], *, after: int = 0, unsure: bool = False
) -> tuple[Mark, ...]:
    """Number the evidence of one answer, in its own order.

    Args:
        question: that it answers.
        answer: its number.
        spans: the evidence.
        after: how many marks the answer has already; these then name its speaker.
        unsure: the answer is less sure than most.

    Returns:
        The marks.
    """
    made = tuple(
        Mark(question, answer, place, span.start, span.end, span.field, names_speaker=after > 0, unsure=unsure)
        for place, span in enumerate(spans, start=after + 1)
    )
    return made if after else _in_a_round(made)


def _in_a_round(made: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Lead from each piece to the next in the text, and from the last of the round to the answers.

    The round begins with the best piece, to which an answer leads, and goes on from the end of the text at its beginning.
    """
    ordered = sorted(made, key=lambda mark: (_FIELDS.index(mark.field), mark.start))
    after = {mark.id: beyond.id for mark, beyond in zip(ordered, (*ordered[1:], *ordered[:1]), strict=True)}
    first = made[0].id if made else ""
    return tuple(replace(mark, following=ANSWERS if after[mark.id] == first else after[mark.id]) for mark in made)


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


def marked(found: Iterable[Segment], language: str, within: str, *, leads_on: bool = True) -> Markup:
    """Write segments as HTML: each with its styles, and with what links to evidence point at.

    Args:
        found: the segments.
        language: of the page around them.
        within: language of their text.
        leads_on: each piece has a link to the next, which is seen once somebody has come to it; False within a link.
    """
    onward = _onward_in(language, within) if leads_on else None
    return Markup("".join(_marked(segment, onward) for segment in found))  # noqa: S704 (escaped, or names of our own)


class _Onward(NamedTuple):
    """What the links say that lead on from pieces of evidence, as HTML.

    Args:
        next: of those to the next piece.
        answers: of those to the answers.
        spoken: the attributes of both for their language.
    """

    next: str
    answers: str
    spoken: str


@lru_cache(maxsize=100)  # a page asks for the same one for each of its paragraphs
def _onward_in(language: str, within: str) -> _Onward:
    words, spoken = translation_of(language), ""
    if language.partition("-")[0] != within.partition("-")[0]:
        spoken = f" {lang_attributes(language, within)}"
    return _Onward(escape(words.gettext(NEXT_IN_TEXT)), escape(words.gettext(TO_THE_ANSWERS)), spoken)


def _marked(segment: Segment, onward: _Onward | None) -> str:
    text: str = escape(segment.text)
    if not segment.marks:
        return text
    for name in reversed(segment.ids[1:]):
        text = f'<span class="{name.rpartition("-")[0]}" id="{name}">{text}</span>'
    first = f' id="{segment.ids[0]}"' if segment.ids else ""
    mark = f'<mark class="{segment.classes}"{first}>{text}</mark>'
    return mark + "".join(_links(segment, onward)) if onward else mark


def _links(segment: Segment, onward: _Onward) -> Iterator[str]:
    """Lead on from the pieces that begin here; without styles the links stay hidden."""
    following = {mark.id: mark.following for mark in segment.marks}
    for place, name in enumerate(segment.ids[:_LED_ON], 1):
        if there := following[name]:
            said = onward.answers if there == ANSWERS else onward.next
            yield f'<a hidden class="on n{place}" href="#{there}" title="{said}"{onward.spoken}></a>'


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
