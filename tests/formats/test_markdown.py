"""Markdown is read back to the article that it was made of."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.formats import markdown, text
from feedpub.model.article import Article, Author, Correction, Image
from feedpub.model.document import Document
from feedpub.model.event import Event
from feedpub.readers import read
from feedpub.sources.data.build import FILES
from tests.builders import article
from tests.formats import samples


def written(made: Article) -> bytes:
    entry = samples.entry("bare").model_copy(update={"event": Event(id=made.id, status=made.status, article=made)})
    return markdown.render(samples.feed(entry))


def again(made: Article) -> Article:
    return read(Document(source=made.source, key="again", content=written(made), media_type="text/markdown"))


def fields(made: Article) -> dict[str, Any]:
    """All but the id, which is minted from the one that is written, and the address, which is the page's."""
    return made.model_dump(exclude={"id", "url"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_an_article_that_was_read_is_read_again(path: Path) -> None:
    made = read(Document(source="wire", key=path.name, content=path.read_bytes(), location=path.name))
    placed = made.model_copy(update={"images": tuple(image for image in made.images if not image.file)})
    assert fields(again(placed)) == fields(placed)  # a picture that nobody has looked for yet has no address


def test_every_field_comes_back() -> None:
    made = article(
        headline='He said: "no" # and --- left',
        standfirst="- {a: b} & *c*",
        authors=(Author(name="Ann: Lee", url="https://news.example/ann"), Author(name="Wire, Inc.", kind="organization")),
        published=date(2024, 5, 6),
        modified=datetime(2024, 5, 7, 12, 30, 15, 250000, tzinfo=UTC),
        section="World",
        tags=("a, b", "null", "no", "1.5"),
        images=(Image(url="https://news.example/a.jpg", width=16, height=9, size=0, caption="C", credit="D"),),
        rights="© 2024",
        language="en-GB",
        status="canceled",
        embargo=datetime(2024, 5, 6, 6, tzinfo=UTC),
        corrections=(Correction(date=date(2024, 5, 7), text="It was: not"),),
    )
    assert fields(again(made)) == fields(made)


@pytest.mark.parametrize(
    "paragraph",
    [
        "# no heading",
        "~~not struck~~ ~ nor ~this~",
        "> not quoted",
        "- no list",
        "+ none",
        "1. none",
        "23) none",
        "---",
        "===",
        "***",
        "~~~",
        "```",
        "*not* _emphasised_ `nor code` \\ at all",
        "[no](link) ![no](image)",
        "[no]: reference",
        "<b>no</b> <!-- mark-up --> &amp; AT&T &#65;",
        "<https://no.example>",
        "an_identifier_with_lines",
    ],
)
def test_characters_that_format_are_characters(paragraph: str) -> None:
    made = article(text=f"Before.\n\n{paragraph}\n\nAfter.")
    assert again(made).text == made.text


LETTERS = st.text(alphabet=st.sampled_from("ab 1#>*_+-=~`[]()<>!&;:\\./|\"'"), min_size=1, max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.lists(LETTERS.map(str.strip).filter(bool), min_size=1, max_size=4))
def test_any_paragraphs_come_back(paragraphs: list[str]) -> None:
    paragraphs = ["The first is a sentence of the copy.", *(" ".join(one.split()) for one in paragraphs)]
    made = article(text="\n\n".join(paragraphs))
    assert again(made).text == made.text


def test_plain_text_has_the_notes_the_text_and_the_address() -> None:
    said = text.render(samples.feed(samples.entry("bridge"))).decode()
    parts = said.split("\n\n")
    assert parts[0] == samples.bridge().article.headline
    assert "By Marit Dale, Harbour Press\nPublished 2024-04-22\nUpdated 2024-04-23T09:30+00:00" in parts
    assert "Correction (2024-04-23): An earlier version named the wrong number of cables." in parts
    assert samples.BRIDGE_TEXT in said
    assert said.endswith("© 2024 Harbour Press\nhttps://news.example/articles/bridge\n")


def test_plain_text_says_a_retraction_once() -> None:
    assert text.render(samples.feed(samples.entry("retracted"))).decode().count("wrong company") == 1
