"""What the front page takes from the store: each article once, and the news of the sections that have most."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedpub.publish.home import front_page
from feedpub.store import Store, open_store
from feedpub.views import FrontPage
from tests.builders import MINUTE, NOON
from tests.formats.samples import SITE
from tests.storing import put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/news.db", clock=lambda: NOON) as opened:
        yield opened


def front(store: Store) -> FrontPage:
    with store.snapshot() as snapshot:
        return front_page(snapshot, SITE)


def keys(entries: object) -> list[str]:
    return [one.url.rpartition("-")[2] for one in entries]  # type: ignore[attr-defined]


def test_sections_go_on_where_the_top_ends(store: Store) -> None:
    for number in range(9):
        put(store, f"n{number}", published=NOON - number * MINUTE, section="Sport" if number % 2 else "Politics")
    put(store, "old", published=NOON - 20 * MINUTE, section="Weather")
    put(store, "gone", published=NOON + MINUTE, section="Weather", status="canceled")
    shown = front(store)
    assert keys(shown.top) == ["n0", "n1", "n2", "n3", "n4"]
    assert {one.section.label: keys(one.entries) for one in shown.sections} == {
        "Politics": ["n6", "n8"],
        "Sport": ["n5", "n7"],
    }
    assert [one.label for one in shown.named] == ["Politics", "Sport", "Weather"]
    assert keys(shown.newest)[0] == "gone"
    assert not shown.more


def test_a_store_without_news_has_an_empty_front_page(store: Store) -> None:
    assert front(store) == FrontPage()
