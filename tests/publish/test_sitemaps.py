"""Sitemaps: of days, of pages that gather articles, and of news."""

import re
from datetime import date, timedelta
from functools import partial

import pytest

from feedpub.model.article import Image
from feedpub.publish import NotPublishedError, Publication, Publisher
from feedpub.store import Store
from tests.builders import NOON
from tests.storing import put

HOUR = timedelta(hours=1)


def locations(made: Publication) -> list[str]:
    return re.findall("<loc>https://news.example(.*?)<", made.body.decode())


def test_news_leaves_the_news_sitemap_after_two_days_without_a_change(store: Store, publisher: Publisher) -> None:
    put(store, "a")
    put(store, "b", published=NOON + HOUR)
    put(store, "gone", published=NOON + HOUR, status="canceled")
    fresh = publisher.version(NOON + HOUR)
    assert fresh.until == NOON + timedelta(days=2)
    aged = publisher.version(NOON + timedelta(days=2))
    assert (aged.as_of, aged.until) == (NOON + timedelta(days=2), NOON + timedelta(days=2) + HOUR)
    assert [publisher.sitemaps.news(version).body.count(b"<url>") for version in (fresh, aged)] == [2, 1]
    assert publisher.version(NOON + timedelta(days=9)).until is None


def test_copy_that_is_dated_ahead_comes_into_the_news_sitemap_when_its_time_comes(
    store: Store, publisher: Publisher
) -> None:
    put(store, "a")
    put(store, "ahead", published=NOON + HOUR)
    early, late = publisher.version(NOON), publisher.version(NOON + HOUR)
    assert (early.until, late.as_of) == (NOON + HOUR, NOON + HOUR)
    assert [publisher.sitemaps.news(version).body.count(b"<url>") for version in (early, late)] == [1, 2]


def test_the_sitemap_of_a_day_names_the_pictures_on_its_pages(store: Store, publisher: Publisher) -> None:
    put(store, "plain", text='One "images":[{ of it.')
    put(store, "shown", images=(Image(url="/media/a.jpg"), Image(url="https://cdn.example/b.png")))
    body = publisher.sitemaps.day(NOON.date(), publisher.version(NOON)).body.decode()
    plain, shown = sorted(re.findall("<url>.*</url>", body))
    assert re.findall("<image:loc>(.*?)<", plain) == []
    assert re.findall("<image:loc>(.*?)<", shown) == ["https://news.example/media/a.jpg", "https://cdn.example/b.png"]


def test_the_sitemap_index_leads_to_every_page_that_stands(store: Store, publisher: Publisher) -> None:
    put(store, "a")
    put(store, "b", published=NOON - timedelta(days=1))
    put(store, "gone", status="canceled")
    version = publisher.version(NOON)
    index = publisher.sitemaps.index(version).body.decode()
    assert re.findall("sitemaps/(.*?).xml", index) == ["pages", "2024-05-06", "2024-05-05"]
    assert locations(publisher.sitemaps.day(NOON.date(), version)) == ["/articles/council-reopens-a"]
    assert locations(publisher.sitemaps.pages(version)) == ["/", "/quotes", "/feeds"]
    with pytest.raises(NotPublishedError):
        publisher.sitemaps.day(date(2020, 1, 1), version)


def test_search_engines_are_told_of_pages_that_gather_articles(store: Store, publisher: Publisher) -> None:
    for number in range(4):
        put(
            store, f"n{number}", published=NOON - number * timedelta(hours=9), section="Sport", tags=("sea", f"own {number}")
        )
    put(store, "gone", section="World", tags=("sea", "own 0"), status="canceled")
    put(store, "held", section="World", tags=("own 0",), embargo=NOON + HOUR)
    version = publisher.version(NOON)
    index = publisher.sitemaps.index(version).body.decode()
    sheets = ["pages", "days", "sections-1", "tags-1", "2024-05-06", "2024-05-05"]
    assert re.findall("sitemaps/(.*?).xml", index) == sheets
    assert locations(publisher.sitemaps.days(version)) == ["/days/2024-05-06", "/days/2024-05-05"]
    assert locations(publisher.sitemaps.selections("tag", 1, version)) == ["/tags/sea"]
    assert locations(publisher.sitemaps.selections("section", 1, version)) == ["/sections/sport"]
    for missing in (partial(publisher.sitemaps.selections, "tag", 2), partial(publisher.sitemaps.selections, "place", 1)):
        with pytest.raises(NotPublishedError):
            missing(version)
    store.release(NOON + HOUR)
    later = publisher.version(NOON)
    assert locations(publisher.sitemaps.selections("tag", 1, later)) == ["/tags/own-0", "/tags/sea"]


def test_the_only_language_of_a_site_has_no_page_in_a_sitemap(store: Store, publisher: Publisher) -> None:
    put(store, "a")
    put(store, "b")
    with pytest.raises(NotPublishedError):
        publisher.sitemaps.selections("language", 1, publisher.version(NOON))
    put(store, "c", language="de")
    version = publisher.version(NOON)
    assert locations(publisher.sitemaps.selections("language", 1, version)) == ["/languages/en"]
    assert b"sitemaps/languages-1.xml" in publisher.sitemaps.index(version).body


def test_a_day_of_the_sitemap_changed_when_one_of_its_articles_did(store: Store, publisher: Publisher) -> None:
    put(store, "a")
    put(store, "b")
    put(store, "a", NOON + HOUR, headline="Council closes a")
    made = publisher.sitemaps.days(publisher.version(NOON + HOUR))
    assert b"<loc>https://news.example/days/2024-05-06</loc><lastmod>2024-05-06T13:00:00+00:00</lastmod>" in made.body


def test_a_sitemap_that_is_full_goes_on_in_the_next(
    store: Store, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedpub.publish.sitemaps.MOST_PAGES", 2)
    for key in ("a", "b"):
        put(store, key, tags=("t1", "t2", "t3", "t4", "t5"))
    version = publisher.version(NOON)
    found = [locations(publisher.sitemaps.selections("tag", number, version)) for number in (1, 2, 3)]
    assert found == [["/tags/t1", "/tags/t2"], ["/tags/t3", "/tags/t4"], ["/tags/t5"]]
    with pytest.raises(NotPublishedError):
        publisher.sitemaps.selections("tag", 4, version)


def test_sitemaps_of_an_empty_site_still_name_its_home(publisher: Publisher) -> None:
    version = publisher.version(NOON)
    assert b"sitemaps/pages.xml" in publisher.sitemaps.index(version).body
    assert publisher.sitemaps.news(version).body.count(b"<news:news>") == 0
