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

    def refresh(self, *, latest_only: bool = False) -> list[tuple[str, str, str]]:
        drafting = replace(TINY, read=read, splitting=Splitting(may_hold_several, split))
        found: list[tuple[str, str, str]] = []
        with self.store() as store:
            for name, files in self.files.items():
                documents = [Document(source=name, key=key, content=text.encode()) for key, text in files.items()]
                given: dict[str, Any] = {"store": store, "drafting": drafting, "now": NOW, "latest_only": latest_only}
                done = refresh(FakeSource(documents, name), **given, allow_mass_delete=name != "first")
                found += [(each.source, each.key, each.status) for each in done]
        return found

    def store(self) -> Store:
        return open_store(self.database)

    def texts(self) -> list[str]:
        with self.store() as store:
            return sorted(each.event.article.text for each in store.events.newest(100))

    def said(self, number: int = 1) -> tuple[str, list[tuple[str, str | None]]]:
        """The source of the story with that number, and where else it says that it stands."""
        with self.store() as store:
            found = [each.event.article for each in store.events.newest(100)]
        article = next(each for each in found if each.headline == f"Story number {number}")
        return article.source, [(copy.source, copy.url) for copy in article.copies]

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
    elsewhere = [("own", None), ("second", "https://AGENCY.example/news/7/?utm_source=x")]
    assert site.said(7) == ("first", elsewhere)
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


def test_feeds_that_name_an_entry_alike_have_one_story_whatever_its_address(site: Site) -> None:
    name = "urn:agency:2026:02:03:17"
    site.feed("first", item(1, id=name))
    site.feed("second", item(1, id=name, url="https://other.example/17", content_text=story(1).rsplit(" ", 50)[0] + "."))
    site.feed("own", item(2, id=name, url="https://own.example/17", title="Another one"))
    assert [status for *_, status in site.refresh()] == ["new", "left", "new"]


def ids(site: Site) -> dict[str, str]:
    with site.store() as store:
        return {each.event.article.text: each.event.id for each in store.events.newest(100)}


def test_a_file_that_lies_in_a_folder_twice_is_one_article_as_long_as_one_is_there(site: Site) -> None:
    site.file("first", "a.md", 1, text="Too short to be told by its words.")
    site.refresh()
    before = ids(site)
    site.files["first"]["a (1).md"] = site.files["first"]["a.md"]
    assert site.refresh() == [("first", "a.md", "unchanged"), ("first", "a (1).md", "left")]
    assert site.copies() == [(("first", "a.md"), ("first", "a (1).md"))]
    del site.files["first"]["a.md"]
    assert site.refresh() == [("first", "a (1).md", "unchanged")]
    site.file("first", "a (1).md", 1, text="Too short to be told by its words, and edited.")
    assert site.refresh() == [("first", "a (1).md", "changed")]
    assert list(ids(site).values()) == list(before.values())
    site.file("first", "b.md", 2)
    site.refresh()
    del site.files["first"]["a (1).md"]
    assert site.refresh() == [("first", "b.md", "unchanged"), ("first", "a (1).md", "deleted")]


def test_files_that_are_moved_and_one_that_is_edited_meanwhile_stay_the_same_articles(site: Site) -> None:
    for number in range(4):
        site.file("first", f"{number}.md", number)
    site.refresh()
    before = ids(site)
    site.files["first"] = {f"2026/{key}": text for key, text in site.files["first"].items()}
    edited = story(3) + " It was edited."
    site.file("first", "2026/3.md", 3, text=edited)
    assert {status for *_, status in site.refresh()} == {"left"}
    assert [status for *_, status in site.refresh()] == ["unchanged"] * 3 + ["changed"]
    assert ids(site) == {text: before[text] for text in map(story, range(3))} | {edited: before[story(3)]}


def test_a_feed_that_names_its_entries_anew_has_no_new_articles_and_updates_reach_the_old_ones(site: Site) -> None:
    numbers = range(5)
    site.feed("first", *(item(number) for number in numbers))
    site.refresh(latest_only=True)
    before = ids(site)
    site.feed("first", *(item(number, id=f"new-{number}", url=f"https://new.example/{number}") for number in numbers))
    assert {status for *_, status in site.refresh(latest_only=True)} == {"left"}
    assert {status for *_, status in site.refresh(latest_only=True)} == {"unchanged"}
    updated = story(0) + " " + story(9, 60)
    site.feed("first", *(item(number, id=f"new-{number}", url=f"https://new.example/{number}") for number in numbers[1:]),
              item(0, id="new-0", url="https://new.example/0", content_text=updated))  # fmt: skip
    assert sorted(status for *_, status in site.refresh(latest_only=True)) == ["changed"] + ["unchanged"] * 4
    assert ids(site) == {text: name for text, name in before.items() if text != story(0)} | {updated: before[story(0)]}


@pytest.mark.parametrize(
    ("text", "author"),
    [(story(1).replace(story(1).split()[5], "4711"), ""), (story(1), "Rui Costa"), (story(1) + " " + story(2, 12), "")],
    ids=["other figures", "somebody else's", "more than a correction"],
)
def test_what_a_house_writes_in_nearly_the_same_words_are_two_articles(site: Site, text: str, author: str) -> None:
    site.file("first", "a.md", 1, author="Ana Dias")
    site.file("first", "b.md", 2, text=text, author=author or "Ana Dias")
    assert [status for *_, status in site.refresh()] == ["new", "new"]


@pytest.mark.parametrize("source", ["first", "second"])
def test_a_copy_that_becomes_another_story_is_an_article_of_its_own(site: Site, source: str) -> None:
    site.file("first", "a.md", 1)
    site.file(source, "b.md", 1)
    assert [status for *_, status in site.refresh()] == ["new", "left"]
    site.file(source, "b.md", 2)
    assert [status for *_, status in site.refresh()] == ["unchanged", "new"]
    assert site.texts() == sorted(map(story, (1, 2)))


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


def test_an_article_says_which_other_sources_bring_it_now(site: Site) -> None:
    site.file("first", "a.md", 1)
    site.file("first", "b.md", 2)
    site.feed("second", item(1))
    site.file("own", "c.md", 1)
    site.file("own", "d.md", 1)
    site.refresh()
    assert site.said() == ("first", [("own", None), ("second", "https://agency.example/news/1")])
    site.feed("second", item(1, url="https://agency.example/moved/1"))
    site.refresh()
    assert site.said() == ("first", [("own", None), ("second", "https://agency.example/moved/1")])
    del site.files["own"]["d.md"]
    site.refresh()
    site.feed("second", item(3))
    site.refresh()
    assert site.said() == ("first", [("own", None)])
    site.file("own", "c.md", 3)
    site.refresh()
    assert site.said() == ("first", [])
    site.file("own", "c.md", 1)
    site.refresh()
    del site.files["first"]["a.md"]
    site.refresh()
    site.refresh()
    assert site.said() == ("own", [])


def test_a_copy_that_comes_or_goes_is_a_change_that_moves_no_date(site: Site) -> None:
    site.file("first", "a.md", 1)
    site.refresh()
    with site.store() as store:
        before = store.events.newest(1)[0]
        trace = store.traces.find(before.event.id, 1)
    site.feed("second", item(1))
    site.refresh()
    with site.store() as store:
        after = store.events.newest(1)[0]
        assert (after.event.revision, after.modified) == (2, before.modified)
        assert store.traces.find(after.event.id, 2) == trace
        assert after.event.who == before.event.who
    assert {status for *_, status in site.refresh()} == {"unchanged"}


def test_a_new_version_of_an_article_still_says_who_else_brings_it(site: Site) -> None:
    site.feed("first", item(1))
    site.feed("second", item(1, host="other.example"))
    site.refresh()
    site.feed("first", item(1, content_text=story(1) + " " + story(7, 40)))
    site.refresh()
    assert site.said() == ("first", [("second", "https://other.example/news/1")])


def test_what_is_split_off_is_named_no_more(site: Site) -> None:
    site.feed("first", item(1))
    site.feed("second", item(1, host="other.example"))
    site.refresh()
    key = next(key for source, key in site.copies()[0] if source == "second")
    done = CliRunner().invoke(main, ["copies", "split", "second", key], env={"FEEDPUB_DATABASE_URL": site.database})
    assert done.exit_code == 0, done.output
    with site.store() as store:
        assert [each.event.article.copies for each in store.events.newest(100)] == [()]
