"""The same story from several sources is one article."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.ingest import refresh
from feedpub.ingest.listing import Splitting
from feedpub.model.document import Document
from feedpub.readers import may_hold_several, read, split
from feedpub.store import Store, open_store
from tests.builders import TINY, FakeSource

NOW = datetime(2026, 2, 21, tzinfo=UTC)

WORDS = "harbour council vote ferry strike bridge storm school budget mayor crane tide harvest quarry tram museum".split()


def story(number: int, words: int = 120) -> str:
    """Make a text that shares hardly any three words with that of another number."""
    rand = random.Random(number)  # noqa: S311 - no secret, but the same words on every run
    return " ".join(f"{rand.choice(WORDS)}{rand.randrange(40)}" for _ in range(words)) + "."


def item(number: int, host: str = "agency.example", **changes: Any) -> dict[str, Any]:
    return {
        "id": f"{host}-{number}",
        "url": f"https://{host}/news/{number}",
        "title": f"Story number {number}",
        "date_published": "2026-02-03T09:00:00Z",
        "content_text": story(number),
    } | changes


class Site:
    """Sources, refreshed in their order."""

    def __init__(self, database: str, *names: str) -> None:
        self.database = database
        self.files: dict[str, dict[str, str]] = {name: {} for name in names}

    def feed(self, source: str, *items: dict[str, Any]) -> None:
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": source, "items": items}
        self.files[source]["feed.json"] = json.dumps(feed)

    def file(self, source: str, name: str, number: int, *, text: str = "", author: str = "") -> None:
        head = f"headline: Story number {number}\ndate: 2026-02-03T10:00:00Z\n" + (f"author: {author}\n" if author else "")
        self.files[source][name] = f"---\n{head}---\n\n{text or story(number)}\n"

    def refresh(self) -> list[tuple[str, str, str]]:
        drafting = replace(TINY, read=read, splitting=Splitting(may_hold_several, split))
        found: list[tuple[str, str, str]] = []
        with self.store() as store:
            for name, files in self.files.items():
                documents = [Document(source=name, key=key, content=text.encode()) for key, text in files.items()]
                done = refresh(FakeSource(documents, name), store=store, drafting=drafting, now=NOW, allow_mass_delete=True)
                found += [(each.source, each.key, each.status) for each in done]
        return found

    def store(self) -> Store:
        return open_store(self.database)

    def texts(self) -> list[str]:
        with self.store() as store:
            return sorted(each.event.article.text for each in store.events.newest(100))

    def copies(self) -> list[tuple[tuple[str, str], ...]]:
        with self.store() as store:
            return [each.documents for each in store.copies.all()]


@pytest.fixture
def site(database: str) -> Site:
    return Site(database, "first", "second", "own")


def test_two_feeds_of_one_agency_and_a_folder_with_the_same_stories_make_one_article_of_each(site: Site) -> None:
    numbers = range(30)
    site.feed("first", *(item(number) for number in numbers))
    site.feed("second", *(item(number, url=f"https://AGENCY.example/news/{number}/?utm_source=x") for number in numbers))
    for number in numbers:
        site.file("own", f"{number}.md", number)
    said = [status for _, _, status in site.refresh()]
    assert (said.count("new"), said.count("left")) == (30, 60)
    assert site.texts() == sorted(map(story, numbers))
    assert sorted({len({source for source, _ in each}) for each in site.copies()}) == [3]
    assert {status for _, _, status in site.refresh()} == {"unchanged"}


def test_two_reports_of_one_event_stay_two(site: Site) -> None:
    """A follow-up that repeats seven words in ten is another report."""
    site.file("first", "a.md", 1, text=story(1))
    site.file("second", "b.md", 2, text=story(1).rsplit(" ", 42)[0] + " " + story(2, 40))
    assert [status for _, _, status in site.refresh()] == ["new", "new"]


def test_people_who_sign_their_own_texts_wrote_two_articles_unless_one_is_the_others(site: Site) -> None:
    edited = story(1).rsplit(" ", 6)[0] + " and more was said on Tuesday by."
    site.file("first", "a.md", 1, author="Ana Dias")
    site.file("second", "b.md", 1, text=edited, author="Rui Costa")
    site.file("own", "c.md", 1, text=edited)
    assert [status for _, _, status in site.refresh()] == ["new", "new", "left"]


def test_an_address_that_shows_another_story_every_day_is_no_name(site: Site) -> None:
    site.feed("first", item(1, url="https://agency.example/today"))
    site.feed("second", item(2, url="https://agency.example/today"))
    assert [status for _, _, status in site.refresh()] == ["new", "new"]


def test_a_text_that_returns_weeks_later_is_news_again(site: Site) -> None:
    site.feed("first", item(1))
    site.feed("second", item(1, host="other.example", date_published="2026-02-20T09:00:00Z"))
    assert [status for _, _, status in site.refresh()] == ["new", "new"]


def test_when_its_source_lists_it_no_more_another_one_holds_the_article(site: Site) -> None:
    site.file("first", "a.md", 1)
    site.file("first", "b.md", 2)
    site.file("second", "x.md", 1, text=story(1) + " And a word more.")
    site.refresh()
    del site.files["first"]["a.md"]
    assert ("first", "a.md", "deleted") not in site.refresh()
    assert story(1) + " And a word more." in site.texts()
    site.file("first", "a.md", 1)
    assert ("first", "a.md", "left") in site.refresh()
    del site.files["first"]["a.md"], site.files["second"]["x.md"]
    site.refresh()
    assert site.refresh() == [("first", "b.md", "unchanged")]
    assert site.texts() == [story(2)]


def test_an_update_reaches_the_article_from_the_source_that_holds_it(site: Site) -> None:
    site.feed("first", item(1))
    site.feed("second", item(1, host="other.example"))
    site.refresh()
    updated = story(1) + " " + story(7, 40)
    site.feed("second", item(1, host="other.example", content_text=updated))
    assert [status for *_, status in site.refresh()] == ["unchanged", "left"]
    assert site.texts() == [story(1)]
    site.feed("first", item(1, content_text=updated))
    assert [status for *_, status in site.refresh()] == ["changed", "unchanged"]


def test_a_person_splits_a_copy_off_and_joins_it_again(site: Site) -> None:
    for source in ("first", "second"):
        site.file(source, "a.md", 1)
    site.refresh()
    env = {"FEEDPUB_DATABASE_URL": site.database}
    run = CliRunner()
    listed = json.loads(run.invoke(main, ["copies", "list", "--json"], env=env).output)
    assert listed["items"][0]["documents"] == [{"source": "first", "key": "a.md"}, {"source": "second", "key": "a.md"}]
    assert "second: a.md" in run.invoke(main, ["copies", "list"], env=env).output
    assert run.invoke(main, ["copies", "split", "second", "a.md"], env=env).exit_code == 0
    assert [status for *_, status in site.refresh()] == ["unchanged", "new"]
    assert site.texts() == [story(1)] * 2
    refused = run.invoke(main, ["copies", "split", "second", "a.md"], env=env)
    assert (refused.exit_code, "is no copy of another source's article" in refused.output) == (1, True)
    assert run.invoke(main, ["copies", "join", "second", "a.md"], env=env).exit_code == 0
    assert "No article" in run.invoke(main, ["copies", "list"], env=env).output
