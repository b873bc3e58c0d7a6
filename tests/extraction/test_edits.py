"""An editor's word: answers that are set or taken out in a front matter, proven, and kept."""

from typing import Any

import pytest

from feedpub.errors import FeedpubError
from feedpub.extraction import extract
from feedpub.extraction.trace import Extraction
from feedpub.model.document import Document
from feedpub.model.event import Answers, Event, Where, Who
from feedpub.readers import read
from feedpub.settings import Settings
from feedpub.wiring.preview import extracted, preview
from tests.test_round_trips import FORMS, SETTINGS, again, substance

TEXT = """LEEDS, England — Xylo will cut 200 jobs, it said on Monday. “We are sorry to see so many go,” said Bob Ray.

“It was time to do it,” said Mira Oduya. Ann Lee of York was silent. On Friday the shop in Hull closes.
"""
ALL = """
who:
- {name: Xylo, kind: organization, role: agent, affiliation: Xylo Group}
- {name: Ann Lee, remove: true}
- {name: so many, kind: group}
what: {action: will cut 200 jobs, type: job_cuts}
when: [{value: 2024-05-17, text: On Friday}, {value: 2024-05-13, role: mentioned}]
where: [{name: York, kind: city, country_code: US, latitude: 39.96, longitude: -76.73}, {name: Hull, remove: true}]
speakers: {"We are sorry": Mira Oduya, "it was  time": none}
"""


def document(edits: str) -> Document:
    head = f"---\nheadline: Firm cuts jobs\ndate: 2024-05-14\n{edits.strip()}\n---\n"
    return Document(source="desk", key="xylo.md", content=(head + TEXT).encode(), location="desk/xylo.md")


def event(edits: str = "") -> Event:
    return preview(Settings(), document(edits)).entries[0].event


def named(event: Event) -> dict[str, Any]:
    answers: tuple[Who | Where, ...] = (*event.who, *event.where)
    return {answer.name: answer for answer in answers}


def test_what_an_editor_sets_is_sure_and_says_so() -> None:
    edited = event(ALL)
    set_ = [*named(edited).values(), edited.what, *edited.when, *(quote.speaker for quote in edited.quotes)]
    marked = [answer for answer in set_ if answer and answer.rule == "editor"]
    assert {answer.confidence for answer in marked} == {1.0}
    assert len(marked) == 7
    assert all(answer.evidence for answer in marked)


def test_an_editor_sets_every_answer_and_takes_it_out() -> None:
    plain, edited = event(), event(ALL)
    found = named(edited)
    assert (found["Xylo"].kind, found["Xylo"].role, found["Xylo"].affiliation) == ("organization", "agent", "Xylo Group")
    assert found["so many"].evidence[0].text == "so many"
    assert "Ann Lee" in named(plain)
    assert "Ann Lee" not in found
    assert edited.what is not None
    assert (edited.what.action, edited.what.type, edited.what.evidence[0].text) == (
        "will cut 200 jobs",
        "job_cuts",
        "will cut 200 jobs",
    )
    assert [(date.value, date.role) for date in edited.when][:2] == [("2024-05-17", "event"), ("2024-05-13", "mentioned")]
    york = edited.where[0]
    assert (york.name, york.role, york.country_code, york.latitude, york.geonames_id) == ("York", "event", "US", 39.96, None)
    assert [place.role for place in edited.where].count("event") == 1
    assert "Hull" in named(plain)
    assert "Hull" not in found


def test_an_editor_names_the_speaker_of_a_quotation() -> None:
    plain, edited = event(), event(ALL)
    assert [quote.speaker and quote.speaker.name for quote in plain.quotes] == ["Bob Ray", "Mira Oduya"]
    sorry, time = edited.quotes
    assert sorry.speaker is not None
    assert (sorry.speaker.name, sorry.speaker.who, sorry.speaker.text) == (
        "Mira Oduya",
        named(edited)["Mira Oduya"].id,
        "Mira Oduya",
    )
    assert time.speaker is None
    assert (named(edited)["Bob Ray"].role, named(edited)["Mira Oduya"].role) == ("mentioned", "speaker")


def test_whoever_is_taken_out_says_nothing() -> None:
    edited = event("who: {name: Bob Ray, remove: true}")
    assert [quote.speaker and quote.speaker.name for quote in edited.quotes] == [None, "Mira Oduya"]


@pytest.mark.parametrize("question", ["who", "what", "when", "where"])
def test_none_takes_out_all_answers_to_a_question(question: str) -> None:
    plain, edited = event(), event(f"{question}: none")
    assert getattr(plain, question)
    assert not getattr(edited, question)
    others = {"what", "when", "where"} - {question}
    assert all(getattr(plain, other) == getattr(edited, other) for other in others)


@pytest.mark.parametrize(
    ("edits", "field", "reason"),
    [
        ("who: Nobody Here", "who.0.name", "'Nobody Here' does not stand in the article"),
        ("who: [Xylo, {name: Bob Ray, rank: 3}]", "who.1.rank", "unknown field"),
        ("who: {name: Xylo, kind: firm}", "who.0.kind", "Input should be"),
        ("who: {kind: person}", "who.0.name", "required"),
        ("what: cut a thousand jobs", "what.action", "does not stand"),
        ("what: {action: will cut 200 jobs, type: nonsense}", "what.0.type", "'nonsense' is none of"),
        ("what: {action: will cut 200 jobs, summary: All is well.}", "what.summary", "does not stand"),
        ("when: 2024-13-01", "when.0.value", "month"),
        ("when: 2020-01-01", "when.0.value", "give them as text"),
        ("when: {value: 2024-05-17, text: on Sunday}", "when.0.text", "does not stand"),
        ("where: Atlantis", "where.0.name", "does not stand"),
        ("where: {name: Leeds, latitude: 99}", "where.0.latitude", "less than"),
        ('speakers: {"We are glad": Bob Ray}', "speakers.0.quote", "no quotation has the words 'We are glad'"),
        ('speakers: {"We are sorry": Zoe Unknown}', "speakers.0.name", "does not stand"),
    ],
)
def test_an_edit_that_cannot_be_is_refused_by_name(edits: str, field: str, reason: str) -> None:
    with pytest.raises(FeedpubError) as refused:
        event(edits)
    assert (refused.value.location, refused.value.field) == ("desk/xylo.md", field)
    assert reason in refused.value.reason


def test_an_editors_word_stands_over_any_extractor() -> None:
    article = read(document("what: will cut 200 jobs"))
    found, _ = extract(article, extractor=lambda _article, _options: Extraction(answers=Answers()))
    assert found.what is not None
    assert (found.what.action, found.what.summary, found.what.rule) == ("will cut 200 jobs", "Firm cuts jobs", "editor")


def test_the_explanation_tells_what_an_editor_decided() -> None:
    _, trace = extracted(Settings(), document(ALL))
    won = {claim.value: claim.rule for claim in trace if claim.won}
    assert won["Xylo"] == "editor"
    assert "Ann Lee" not in won
    assert next(claim.reason for claim in trace if claim.value == "Ann Lee") == "an editor has decided otherwise"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("edits", [ALL, "who: none\nwhat: none\nwhen: none\nwhere: none"])
def test_an_editors_word_is_read_again_from_what_feedpub_wrote(edits: str, form: str) -> None:
    feed = preview(SETTINGS, document(edits))
    first = feed.entries[0].event
    assert first.article.edits is not None
    assert substance(again(FORMS[form].render(feed), form)) == substance(first)
