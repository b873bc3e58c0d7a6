"""A page takes work that grows with the number of its answers and no faster."""

from collections.abc import Callable

import pytest

from feedpub.model.event import Event
from feedpub.model.feed import Entry, Site
from feedpub.site.facets import facets_of
from feedpub.views import DEFAULT_LOOK
from feedpub.views.answers import answer_sections, marks
from feedpub.views.article_layout import article_view
from tests.builders import NOON, crowded
from tests.growth import growth

SITE = Site(title="Harbour News", description="News.", base_url="https://news.example", publisher="Harbour News")


def page(event: Event) -> None:
    entry = Entry(event=event, url="https://news.example/articles/crowd", published=NOON, modified=NOON)
    article_view(entry, SITE, marks(answer_sections(event, SITE.language)), DEFAULT_LOOK.accent)


@pytest.mark.parametrize("between", ["\n\n", " "])
@pytest.mark.parametrize("task", [page, facets_of])
def test_twice_as_many_answers_are_twice_the_work(task: Callable[[Event], object], between: str) -> None:
    assert growth(task, lambda count: crowded(count, between), 150) < 2.3
