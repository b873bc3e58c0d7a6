"""Two processes look at one source at once: whoever read first may store last, and no edit is lost by it."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from feedpub.errors import OvertakenError, SourceError
from feedpub.ingest import Outcome, batching, refresh
from feedpub.model.document import Document, article_id
from feedpub.model.record import StoredEvent
from feedpub.settings import Settings
from feedpub.store import Store, open_store, source_documents
from feedpub.wiring.ingesting import ingest_places
from tests.builders import NOON, FakeSource, document, drafting_apart


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Store each document in a transaction of its own, so that others can come in between."""
    monkeypatch.setattr(batching, "_TOGETHER", 1)


class Desk:
    """A source with one story among others, at which several processes look."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.source = FakeSource()

    def holds(self, *documents: Document) -> None:
        self.source.documents_now = [document("first"), *documents, document("last")]

    def begin(self, **options: Any) -> "Look":
        return Look(self, **options)

    def look(self, **options: Any) -> dict[str, str]:
        outcomes = refresh(self.source, store=self.store, now=NOON, **drafting_apart(options))
        return {outcome.key: outcome.status for outcome in outcomes}

    def headline(self) -> str | None:
        stored = self.store.events.by_id(article_id("wire", "story"))
        return stored.event.article.headline if isinstance(stored, StoredEvent) else None


class Look:
    """A look at a source that has read all that is there now, and has stored nothing but the first document."""

    def __init__(self, desk: Desk, **options: Any) -> None:
        self._pool = ThreadPoolExecutor(1)
        options = drafting_apart({"executor": self._pool} | options)
        self._outcomes = refresh(desk.source, store=desk.store, now=NOON, **options)
        next(self._outcomes)

    def end(self) -> list[Outcome]:
        found = list(self._outcomes)
        self._pool.shutdown()
        return found


@pytest.fixture
def desk(database: str) -> Iterator[Desk]:
    with open_store(database) as opened:
        yield Desk(opened)


def story(version: int, stamp: str = "") -> Document:
    return document("story", f"headline: Version {version}\nThe quay has {version} boats.", stamp=stamp)


@pytest.mark.parametrize("sweep", [True, False], ids=["listed", "by hand"])
@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
def test_who_read_an_old_version_stores_the_present_one(desk: Desk, known: bool, sweep: bool) -> None:
    desk.holds(*([story(1)] if known else []))
    desk.look(sweep=sweep)
    desk.holds(story(2))
    slow = desk.begin(sweep=sweep)
    desk.holds(story(3))
    desk.look(sweep=sweep)
    assert [one.status for one in slow.end()] == ["unchanged", "unchanged"]
    assert desk.headline() == "Version 3"
    desk.holds(story(4))
    assert desk.look(sweep=sweep)["story"] == "changed"


class SlowSource(FakeSource):
    """A source that has read its documents when another process takes in what came since."""

    def __init__(self, read: Sequence[Document | SourceError], desk: Desk) -> None:
        super().__init__(read)
        self._desk = desk

    def documents(self) -> Iterator[Document | SourceError]:
        read, self.documents_now = self.documents_now, self._desk.source.documents_now
        self._desk.look()
        yield from read


@pytest.mark.parametrize("few", [0, 1000], ids=["looked up apart", "read together"])
def test_who_reads_a_file_before_another_process_and_looks_it_up_afterwards_stores_the_present_version(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(source_documents, "_FEW", few)
    desk.holds(story(1, stamp="written at one"))
    desk.look()
    desk.holds(story(2, stamp="written at two"))
    slow = SlowSource(desk.source.documents_now, desk)
    desk.holds(story(3, stamp="written at three"))
    outcomes = refresh(slow, store=desk.store, now=NOON, **drafting_apart({}))
    assert [one.status for one in outcomes if one.key == "story"] == ["unchanged"]
    assert desk.headline() == "Version 3"


def test_who_read_the_present_version_stores_it_over_an_old_one_that_came_first(desk: Desk) -> None:
    desk.holds(story(1))
    desk.look()
    desk.holds(story(2))
    slow = desk.begin()
    desk.holds(story(3))
    fast = desk.begin()
    slow.end()  # finds nothing in the way, and reads the present version no more
    assert [(one.key, one.status) for one in fast.end()] == [("last", "unchanged"), ("story", "changed")]
    assert desk.headline() == "Version 3"


def test_what_is_noted_of_a_file_never_hides_that_another_version_of_it_is_stored(desk: Desk) -> None:
    desk.holds(story(1))
    desk.look()
    desk.holds(story(2))
    slow = desk.begin()
    desk.holds(story(3))
    desk.look()
    desk.holds(story(3, stamp="long unwritten"))
    settling = desk.begin()
    slow.end()
    settling.end()
    desk.look()
    assert desk.headline() == "Version 3"
    assert desk.store.sources.documents("wire")["story"].stamp == "long unwritten"


def test_what_came_back_while_another_process_deletes_it_is_there(desk: Desk) -> None:
    desk.holds(story(1))
    desk.look()
    desk.holds()
    slow = desk.begin()
    desk.holds(story(1, stamp="long unwritten"))
    settling = desk.begin()
    slow.end()
    settling.end()
    desk.look()
    assert desk.headline() == "Version 1"


def test_what_two_processes_find_gone_is_deleted_once(desk: Desk) -> None:
    desk.holds(story(1))
    desk.look()
    desk.holds()
    slow = desk.begin()
    assert desk.look()["story"] == "deleted"
    sequence = desk.store.changes.sequence()
    assert [one.key for one in slow.end()] == ["last"]
    assert desk.headline() is None
    assert desk.store.changes.sequence() == sequence


def test_a_document_that_others_take_in_again_and_again_is_refused_and_nothing_is_hidden(desk: Desk) -> None:
    class Busy(FakeSource):
        def documents(self) -> Iterator[Document]:
            self.listings += 1
            desk.holds(story(100 + self.listings))
            desk.look()
            yield story(self.listings)

    outcomes = list(refresh(Busy(), store=desk.store, now=NOON, sweep=False, **drafting_apart({})))
    refused = [one for one in outcomes if one.status == "refused"]
    assert [(one.key, type(one.error)) for one in refused] == [("story", OvertakenError)]
    assert desk.headline() == "Version 105"
    assert desk.look()["story"] == "unchanged"


@pytest.mark.slow
def test_a_file_given_by_hand_is_read_again_where_another_process_takes_it_in(tmp_path: Path, database: str) -> None:
    settings = Settings(database_url=database)
    first, path = tmp_path / "first.txt", tmp_path / "story.txt"
    first.write_text("date 2026-02-03\n\nThe mill is open.")
    path.write_text("date 2026-02-03\n\nThe quay has 2 boats.")
    slow = ingest_places(settings, [first, path])
    assert next(slow).status == "new"
    path.write_text("date 2026-02-03\n\nThe quay has 3 boats.")
    assert [one.status for one in ingest_places(settings, [path])] == ["new"]
    assert [(Path(one.key).name, one.status) for one in slow] == [("story.txt", "unchanged")]
    with open_store(database) as store:
        assert "The quay has 3 boats." in {one.event.article.text for one in store.events.newest(5)}
