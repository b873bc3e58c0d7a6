"""Work grows with the length of the text and no faster: calls are counted, because a count is the same on any machine."""

import sys
from types import FrameType

import pytest

from benchmarks.hostile_texts import families
from feedpub.extraction import extract
from feedpub.model.article import Article
from tests.builders import article

SIZE = 4000  # a frame, within which rules may compare all with all, has a quarter as many words
FAMILIES = (
    "straight double marks",
    "one word between curly marks",
    "nested marks",
    "marks and commas",
    "a surname and commas",
    "a possessive surname",
    "coordinated surnames",
    "distinct people",
    "distinct people of one surname",
    "distinct organisations",
    "she of many",
    "definite descriptions of many",
    "quotations of one speaker",
    "quotations of distinct speakers",
    "interrupted quotations",
    "he said and commas",
    "reports with commas",
    "said that",
    "verbs and verbs",
)


def _made_of(name: str, size: int) -> Article:
    return article(text=families()[name](size), headline="Dam breaks near Tamale", standfirst=None)


def _calls(read: Article) -> int:
    """Count the calls of functions, Python's own included, while an event is made."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        extract(read)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", FAMILIES)
def test_twice_the_text_takes_about_twice_the_work(name: str) -> None:
    once, twice = _made_of(name, SIZE), _made_of(name, 2 * SIZE)
    extract(twice)  # what is remembered of single words is not asked again
    extract(once)
    assert _calls(twice) <= 2.6 * _calls(once)


@pytest.mark.parametrize(
    "text", ["killed " * 300 + "and said it.", "“a” and killed, " * 200, "a of " * 500 + "it was.", "( ) " * 400]
)
def test_no_sentence_is_too_deep(text: str) -> None:
    event, _ = extract(article(text="Osei " + text, headline="Dam breaks near Tamale", standfirst="Osei " + text))
    assert event.article.text.startswith("Osei")
