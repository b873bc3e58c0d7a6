"""What leads the news: the newest, or what the first few of its day have a picture of."""

from typing import Any

import pytest

from feedpub.model.article import Image
from feedpub.model.feed import Entry
from feedpub.site.prominence import prominent
from tests.builders import MINUTE, NOON, event
from tests.formats.samples import SITE

OURS, THEIRS = Image(url=f"{SITE.base_url}/media/a.png"), Image(url="https://elsewhere.example/a.png")


def entry(key: str, minutes: int, **changes: Any) -> Entry:
    moment = NOON - minutes * MINUTE
    return Entry(event=event(key, **changes), url=f"{SITE.base_url}/articles/{key}", published=moment, modified=moment)


def keys(entries: list[Entry], most: int = 5) -> list[str]:
    return [one.url.rpartition("/")[2] for one in prominent(entries, SITE, most)]


@pytest.mark.parametrize(
    ("pictures", "expected"),
    [
        ({}, ["n0", "n1", "n2"]),
        ({2: OURS}, ["n2", "n0", "n1"]),
        ({2: THEIRS}, ["n0", "n1", "n2"]),
        ({6: OURS}, ["n0", "n1", "n2"]),  # too far down
    ],
)
def test_the_newest_leads_unless_one_of_the_first_few_has_a_picture(pictures: dict[int, Image], expected: list[str]) -> None:
    found = [entry(f"n{number}", number, images=tuple(filter(None, [pictures.get(number)]))) for number in range(8)]
    assert keys(found, 3) == expected


def test_a_picture_of_the_day_before_leads_nothing() -> None:
    assert keys([entry("new", 0), entry("old", 24 * 60, images=(OURS,))]) == ["new", "old"]


def test_what_was_taken_back_is_not_at_the_top() -> None:
    assert keys([entry("gone", 0, status="canceled", images=(OURS,)), entry("here", 1)]) == ["here"]
    assert keys([]) == []
    assert keys([entry("gone", 0, status="canceled")]) == []
