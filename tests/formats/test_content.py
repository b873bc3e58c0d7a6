"""The HTML of an entry."""

from datetime import date, datetime, timedelta, timezone

import pytest
from lxml import etree

from feedpub.formats import _content
from feedpub.formats._html import html
from feedpub.model.article import Image
from feedpub.model.event import Event, Quote
from feedpub.model.feed import Entry
from tests.formats import samples


def entry(event: Event) -> Entry:
    return samples.entry("bare").model_copy(update={"event": event})


def quoted(text: str, *parts: str, kind: str = "direct") -> str:
    copy = samples.article("quoted", text)
    spans = tuple(samples.span(copy, part) for part in parts)
    quote = Quote.model_validate({"id": "q1", "text": " ".join(parts), "kind": kind, "evidence": spans, "rule": "sample"})
    return html(entry(Event(id=copy.id, article=copy, quotes=(quote,))))


@pytest.mark.parametrize(
    ("text", "parts", "quotes"),
    [
        ("“We will rebuild.”", ["We will rebuild."], 1),
        ("« On verra. »", ["On verra."], 1),
        ("He waited.\n\n“We will rebuild.”\n\nShe left.", ["We will rebuild."], 1),
        ("“One.\n\n“Two.”", ["One.", "Two."], 1),
        ("“One.\n\n“Two.”", ["One.\n\n“Two."], 1),
        ("“We will rebuild,” she said.", ["We will rebuild,"], 0),
        ("“We,” she said, “will rebuild.”", ["We,", "will rebuild."], 0),
    ],
)
def test_a_paragraph_that_is_a_quotation_is_a_block_quotation(text: str, parts: list[str], quotes: int) -> None:
    assert quoted(text, *parts).count("<blockquote cite=") == quotes


def test_an_indirect_quotation_is_no_block_quotation() -> None:
    assert "<blockquote" not in quoted("They will rebuild.", "They will rebuild.", kind="indirect")


def test_a_quotation_over_two_paragraphs_is_one() -> None:
    assert quoted("“One.\n\n“Two.”", "One.", "Two.").endswith("<p>“One.</p>\n<p>“Two.”</p></blockquote>")


@pytest.mark.parametrize("name", samples.EVENTS)
def test_content_is_well_formed_with_absolute_addresses_only(name: str) -> None:
    root = etree.fromstring(f"<div>{html(samples.entry(name))}</div>")
    addresses = [str(found) for found in root.xpath("//@src | //@href | //@cite")]
    assert all(address.startswith("https://") for address in addresses)


@pytest.mark.parametrize(("generated", "shown"), [(True, 0), (False, 1)])
def test_a_standfirst_that_became_the_headline_is_not_repeated(generated: bool, shown: int) -> None:
    said = {"headline": "Quay reopens", "standfirst": "Quay reopens.", "headline_generated": generated}
    copy = samples.article("made", "Text.", **said)
    assert html(entry(Event(id=copy.id, article=copy))).count("Quay reopens") == shown


def test_corrections_stand_on_top() -> None:
    assert html(samples.entry("bridge")).startswith("<p><strong>Correction (")


def test_a_retraction_shows_its_notice_once() -> None:
    assert html(samples.entry("retracted")).count("wrong company") == 1


def test_markup_in_copy_stays_text() -> None:
    copy = samples.article("hostile", "<script>alert(1)</script> & <b>bold</b>", standfirst='<img src=x onerror="alert(1)">')
    written = html(entry(Event(id=copy.id, article=copy)))
    assert "<script" not in written
    assert "<img" not in written


def test_addresses_that_are_not_web_addresses_are_dropped() -> None:
    copy = samples.article(
        "pictures", "Text.", images=(Image(url="javascript:alert(1)"), Image(url="/a.jpg"), Image(url="//b/a.jpg"))
    )
    assert "<img" not in html(entry(Event(id=copy.id, article=copy)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bridge", "Cracks in two cables delay the opening of Norway’s “longest” bridge."),
        ("bare", "Der Stadtrat tagte am Abend."),
    ],
)
def test_the_summary_is_in_the_articles_words(name: str, expected: str) -> None:
    assert _content.summary(samples.EVENTS[name]()) == expected


@pytest.mark.parametrize(
    ("said", "instant", "expected"),
    [
        (date(2024, 4, 22), "2024-04-22T00:00:00+00:00", "2024-04-22T00:00:00+00:00"),
        (date(2024, 4, 22), "2024-04-21T12:00:00+00:00", "2024-04-22T00:00:00+12:00"),
        (date(2024, 4, 22), "2024-04-22T04:00:00+00:00", "2024-04-22T00:00:00-04:00"),
        (
            datetime(2024, 4, 22, 1, tzinfo=timezone(timedelta(hours=9))),
            "2024-04-21T16:00:00+00:00",
            "2024-04-22T01:00:00+09:00",
        ),
        # Dates of another revision, and zones that nobody has, tell nothing.
        (date(2024, 4, 20), "2024-04-22T04:00:00+00:00", "2024-04-22T04:00:00+00:00"),
        (date(2024, 4, 22), "2024-04-22T04:00:20+00:00", "2024-04-22T04:00:20+00:00"),
        (
            datetime(2024, 4, 22, 1, tzinfo=timezone(timedelta(hours=9))),
            "2024-04-22T16:00:00+00:00",
            "2024-04-22T16:00:00+00:00",
        ),
        (None, "2024-04-22T16:00:00+02:00", "2024-04-22T14:00:00+00:00"),
    ],
)
def test_the_day_of_publication_is_the_day_that_the_copy_says(said: date | None, instant: str, expected: str) -> None:
    copy = samples.article("dated", "Text.", published=said)
    dated = entry(Event(id=copy.id, article=copy)).model_copy(update={"published": datetime.fromisoformat(instant)})
    assert _content.published(dated).isoformat() == expected


def test_what_cannot_be_so_is_not_said_of_a_picture() -> None:
    copy = samples.article("pictures", "Text.", images=(Image(url="https://a.example/å b.jpg", media_type="jpeg", size=0),))
    assert _content.images(copy) == (Image(url="https://a.example/%C3%A5%20b.jpg"),)


@pytest.mark.parametrize(
    ("language", "opening"),
    [("ar", '<div dir="rtl" lang="ar">'), ("he-IL", '<div dir="rtl" lang="he-IL">'), ("en", "<p>"), ("arn", "<p>")],
)
def test_what_is_written_from_right_to_left_says_so(language: str, opening: str) -> None:
    copy = samples.article("directed", "Text.", language=language)
    written = html(entry(Event(id=copy.id, article=copy)))
    assert written.startswith(opening)
    assert written.endswith("</div>") is opening.startswith("<div")
