"""Rendering takes work that grows with the number of an event's answers and no faster."""

import pytest

from feedpub.formats import FORMATS, Format
from feedpub.formats._html import paragraphs
from feedpub.model.event import Event
from feedpub.model.feed import Entry, Feed, Site
from tests.builders import NOON, crowded
from tests.growth import growth

SITE = Site(title="Harbour News", description="News.", base_url="https://news.example", publisher="Harbour News")


def feed(event: Event) -> Feed:
    entry = Entry(event=event, url="https://news.example/articles/crowd", published=NOON, modified=NOON)
    home = "https://news.example"
    return Feed(site=SITE, id=f"{home}/f", title="All", address=f"{home}/f", home=home, updated=NOON, entries=(entry,))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_an_event_of_twice_as_many_answers_is_twice_the_work(form: Format) -> None:
    assert growth(form.render, lambda count: feed(crowded(count)), 150) < 2.3


@pytest.mark.parametrize("between", ["\n\n", " "])
def test_quotations_are_matched_with_paragraphs_in_one_walk(between: str) -> None:
    assert growth(lambda event: list(paragraphs(event)), lambda count: crowded(count, between), 150) < 2.3
