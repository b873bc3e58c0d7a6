"""The five answers as the article page shows them beside the text: each in words, with the places of its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedpub.model.event import Event, Quote, What, When, Where, Who
from feedpub.model.event_types import OTHER
from feedpub.site.addresses import page_path
from feedpub.site.event_type_names import type_label
from feedpub.site.facets import selection_of, speakers_of
from feedpub.translation import Translation, message, translation_of
from feedpub.views.event_dates import html_datetime, in_words
from feedpub.views.evidence import QUESTION_TITLES, Mark, Question, marks_of
from feedpub.views.locations import countries_of

_WHO = {"agent": message("Main actor"), "affected": message("Affected"), "speaker": message("Speaks"), "mentioned": ""}
_WHEN = {"event": message("When it happened"), "mentioned": ""}
_WHERE = {"event": message("Where it happened"), "dateline": message("Reported from"), "mentioned": ""}
_USES = {
    "literal": "",
    "metonym": message("Names those who act there"),
    "demonym": message("Names where somebody is from"),
    "in_name": message("Part of another name"),
}
_QUOTES = {"direct": "", "mixed": message("Quoted in part"), "indirect": ""}
_SHOWN = 5
_SURE = 0.8  # what is less is marked: fewer than eight of ten are right
_LEADING = 3  # shown where none has a part in the event

_Any = Who | What | When | Where | Quote


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer beside the text.

    Args:
        number: among the answers to its question, from 1.
        text: the answer itself.
        role: its part in the event, in words; empty where it is only mentioned.
        note: what else the article says of it, in its language.
        remark: what the page adds, in its own.
        machine: for ``<time datetime>``, where the answer is a date that HTML can carry.
        marks: its evidence, best first.
        speaker: of a quotation.
        page: path of the page with all news that has the same answer, of a quotation with all that its speaker said; empty
            where there is none.
        verbatim: False for what somebody is reported to have said in other words: no quotation marks may stand around it.
        doubt: how often answers like this are right, in words, where that is less than in nine of ten; of a quotation, its
            speaker.
    """

    number: int
    text: str
    role: str = ""
    note: str = ""
    remark: str = ""
    machine: str | None = None
    marks: tuple[Mark, ...] = ()
    speaker: str = ""
    page: str = ""
    verbatim: bool = True
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """The answers to one question.

    Args:
        question: who, what, when, where or quotes.
        title: its heading.
        answers: to show.
        more: those of lesser weight, folded away.
    """

    question: Question
    title: str
    answers: tuple[ShownAnswer, ...]
    more: tuple[ShownAnswer, ...] = ()

    @property
    def all(self) -> tuple[ShownAnswer, ...]:
        """Every answer, folded away or not."""
        return self.answers + self.more


@dataclass(frozen=True, slots=True)
class _Around:
    """What of a page every answer depends on: its words, and of its event the speakers' pages and the countries."""

    words: Translation
    speakers: Mapping[str, str]
    countries: Mapping[str | None, str]


def answer_sections(event: Event, language: str) -> tuple[AnswerSection, ...]:
    """Lay out the five answers.

    Args:
        event: to show.
        language: of the page.

    Returns:
        A section for each question that has an answer, in the order who, what, when, where, quotes.
    """
    questions: dict[Question, tuple[_Any, ...]] = {
        "who": event.who,
        "what": (event.what,) if event.what else (),
        "when": event.when,
        "where": event.where,
        "quotes": event.quotes,
    }
    speakers = {quote: page_path(selection) for quote, selection in speakers_of(event).items()}
    around = _Around(translation_of(language), speakers, countries_of(event))
    return tuple(
        _section(around, question, tuple(_answer(around, question, number, one) for number, one in enumerate(found, 1)))
        for question, found in questions.items()
        if found
    )


def _section(around: _Around, question: Question, answers: tuple[ShownAnswer, ...]) -> AnswerSection:
    title = around.words.gettext(QUESTION_TITLES[question])
    if question == "quotes":
        reported = tuple(answer for answer in answers if not answer.verbatim)
        return AnswerSection(question, title, tuple(answer for answer in answers if answer.verbatim), reported)
    main = tuple(answer for answer in answers if answer.role) or answers[:_LEADING]
    shown = {answer.number for answer in main}
    more = tuple(answer for answer in answers if answer.number not in shown)
    if question == "what" or len(answers) <= _SHOWN or len(more) == 1:
        return AnswerSection(question, title, answers)
    return AnswerSection(question, title, main, more)


def _answer(around: _Around, question: Question, number: int, answer: _Any) -> ShownAnswer:
    words = around.words
    doubt = _doubt(answer, words)
    marks = marks_of(question, number, answer.evidence, unsure=bool(doubt))
    match answer:
        case Who():
            note = ", ".join(part for part in (answer.title, answer.affiliation) if part)
            return ShownAnswer(
                number, answer.name, words.say(_WHO[answer.role]), note, marks=marks, page=_page(answer), doubt=doubt
            )
        case What():
            return ShownAnswer(
                number, answer.summary, _type(answer.type, words), marks=marks, page=_page(answer), doubt=doubt
            )
        case When():
            machine = html_datetime(answer.value)
            said, role = in_words(answer.value, words.language), words.say(_WHEN[answer.role])
            return ShownAnswer(number, said, role, f"“{answer.text}”", machine=machine, marks=marks, doubt=doubt)
        case Where():
            role, note, remark = words.say(_WHERE[answer.role]), _area(answer, around), words.say(_USES[answer.use])
            return ShownAnswer(number, answer.name, role, note, remark, marks=marks, page=_page(answer), doubt=doubt)
        case Quote():
            named = marks_of(question, number, answer.speaker.evidence[:1] if answer.speaker else (), after=len(marks))
            speaker = answer.speaker.name if answer.speaker else ""
            page = around.speakers.get(answer.id, "")
            said_by = {"remark": words.say(_QUOTES[answer.kind]), "speaker": speaker, "page": page, "doubt": doubt}
            return ShownAnswer(number, answer.text, marks=marks + named, verbatim=answer.kind != "indirect", **said_by)


def _doubt(answer: _Any, words: Translation) -> str:
    """Say of an answer that is less sure how often its like is right: "right 8 times in 10"."""
    said = answer.speaker if isinstance(answer, Quote) else answer
    if said is None or said.confidence >= _SURE:
        return ""
    if not said.confidence:
        return words.gettext("not rated")
    return words.gettext("right %(times)s times in 10", times=round(said.confidence * 10))


def _page(answer: Who | What | Where) -> str:
    selection = selection_of(answer)
    return page_path(selection) if selection else ""


def _type(name: str, words: Translation) -> str:
    return "" if name == OTHER else type_label(name, words.language)


def _area(where: Where, around: _Around) -> str:
    """Say in what region and country a place lies, the country as the article names it where it does."""
    country = around.countries.get(where.country_code, where.country_code)
    area = ", ".join(part for part in (where.admin1, country) if part and part != where.name)
    return area if where.kind != "country" else ""


def marks(sections: tuple[AnswerSection, ...]) -> tuple[Mark, ...]:
    """Collect the evidence of every answer of a page."""
    return tuple(mark for section in sections for answer in section.all for mark in answer.marks)
