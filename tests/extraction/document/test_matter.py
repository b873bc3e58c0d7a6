import pytest

from feedpub.extraction import extract
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.matter import find_furniture, story_of
from feedpub.language.en import ENGLISH
from tests.builders import article


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read more: Harbour strike ends in Gdynia", "link"),
        ("Related: What Ada Osei said in Oslo", "link"),
        ("Share this story", "button"),
        ("Harbour reopens in Tamale 11:03 AM | 01:12", "notice"),
        ("Sign up for the Harbour Times newsletter", "notice"),
        ("© 2024 Harbour Media. All rights reserved.", "notice"),
        ("Photo: Mira Oduya", "caption"),
        ("(Additional reporting by Ada Osei in Tamale; Editing by Bo Lind)", "staff"),
        ("Reporting and writing by Ada Osei", "staff"),
    ],
)
def test_a_line_of_the_page_is_furniture(line: str, kind: str) -> None:
    text = f"Two men died in Tamale on Monday when a boat sank in the harbour.\n\n{line}\n\nThe mayor spoke of a dark day."
    (found,) = find_furniture(text, "", ENGLISH)
    assert (text[found.start : found.end], found.kind) == (line, kind)


@pytest.mark.parametrize(
    "line",
    [
        "Photos of the flood reached the court in May.",
        "Read more books, the minister told pupils.",
        "The ferry | the one that left at 11:03 | came back.",
        "“Read more: it pays,” she said.",
        "***",
        "Reporting by the press made it known.",
    ],
)
def test_a_line_of_the_story_is_none(line: str) -> None:
    assert find_furniture(f"The court met on Monday.\n\n{line}\n\nIt rose at noon.", "", ENGLISH) == ()


@pytest.mark.parametrize(
    ("sentence", "story"),
    [
        ("Image caption A boat on the lake Two men died.", "Two men died."),
        ("Ada Osei (Image: Volta) Two men died when a boat sank.", "Two men died when a boat sank."),
        ("(Photo by Volta Press) Two men died when a boat sank.", "Two men died when a boat sank."),
        ("Two men (pictures: two) died.", "Two men (pictures: two) died."),
        ("Ada Osei said so (Photo: Volta Press).", "Ada Osei said so (Photo: Volta Press)."),
        ("“We are paid,” said Osei (Photo: Volta) Two men died.", "“We are paid,” said Osei (Photo: Volta) Two men died."),
        ("TEMA — Osei left (Photo: Volta) Two men died.", "TEMA — Osei left (Photo: Volta) Two men died."),
        ("It paid all (Credit: Central Bank) on Monday.", "It paid all (Credit: Central Bank) on Monday."),
        ("It listed all of them (Credits: 12) Two men died.", "It listed all of them (Credits: 12) Two men died."),
        ("Share this article Two men died.", "Two men died."),
        ("Rain fell. Read More Two men died.", "Rain fell.           Two men died."),
        ("Read More books, he said.", "Read More books, he said."),
        ("He said: Read More Books.", "He said: Read More Books."),
        ("Two men died.", "Two men died."),
    ],
)
def test_what_stands_before_a_sentence_on_its_line_is_left_out(sentence: str, story: str) -> None:
    masked = story_of(sentence, find_furniture(sentence, "", ENGLISH))
    assert (len(masked), masked.strip()) == (len(sentence), story)


def test_captions_are_the_story_of_a_gallery() -> None:
    text = "Photos: The flood Two men carry a boat in Tamale.\n\nPhotos: The flood A street in Tamale under water."
    assert find_furniture(text, "The flood", ENGLISH) == ()


def test_a_repeated_headline_is_passed_over_and_its_names_count() -> None:
    analysis = Analysis(
        article(headline="Mayor Bo Lund quits", text="Mayor Bo Lund quits\n\nThe mayor left office on Monday.")
    )
    assert [furniture.kind for furniture in analysis.furniture] == ["headline"]
    assert analysis.article.text[analysis.begin :].startswith("The mayor left")
    assert [name.name for name in analysis.names] == ["Bo Lund"]
    plain = Analysis(article(headline="Mayor quits", text="Mayor quits office after a row."))
    assert plain.furniture == ()


def test_nothing_in_furniture_is_an_answer() -> None:
    text = (
        "TAMALE, Ghana — Two men died on Monday when a boat sank, the mayor, Bo Lund, said.\n\n"
        "Read more: “We go,” says Ada Osei in Oslo on 3 May 2021\n\n"
        "Related: Kofi Mensah leaves Gdynia on 4 May 2021\n\n"
        "Copyright 2024 The Harbour Press in Lisbon. All rights reserved.\n\nThe boat was old."
    )
    event, extraction = extract(article(text=text, headline="Two men die as boat sinks", standfirst=None))
    begin, end = text.index("Read more"), text.index("The boat was old")
    spans = [span for answer in (*event.who, *event.when, *event.where, *event.quotes) for span in answer.evidence]
    assert spans
    assert [span for span in spans if span.field is None and begin <= span.start < end] == []
    assert [found for found in extraction.trace if found.field is None and begin <= found.start < end] == []
