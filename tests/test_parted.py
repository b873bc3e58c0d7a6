import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from feedpub.errors import StoppedError
from feedpub.ingest import Outcome, Splitting, refresh
from feedpub.model.document import Document
from feedpub.pool import Budget, BudgetedPool
from feedpub.readers import may_hold_several, read, split
from feedpub.store import Store
from tests.builders import FakeSource, drafting_apart

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)  # after the copy is dated, or it would wait
LATER = NOON + timedelta(days=1)
COPY = b"date 2026-03-04\n\nHORTA, Portugal - Crews voted.\n"


def feed(*items: tuple[str, str], key: str = "export.json") -> Document:
    listed = [
        {"id": name, "title": name.title(), "content_text": said, "date_published": "2026-03-04T08:00:00Z"}
        for name, said in items
    ]
    content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": listed}).encode()
    return Document(source="wire", key=key, content=content)


def plain(key: str) -> Document:
    return Document(source="wire", key=key, content=COPY)


def bring(store: Store, *documents: Document, now: datetime = NOON, **options: Any) -> list[tuple[str, str]]:
    given: dict[str, Any] = {"read": read, "program": "1", "splitting": Splitting(may_hold_several, split)}
    outcomes: Iterator[Outcome] = refresh(
        FakeSource(list(documents)), store=store, now=now, **drafting_apart(given | options)
    )
    return [(outcome.key, outcome.status) for outcome in outcomes]


def headlines(store: Store) -> list[str]:
    return sorted(stored.event.article.headline for stored in store.events.newest(100))


def test_each_item_of_a_file_is_an_article(store: Store) -> None:
    both = feed(("quay", "It opened."), ("pier", "It closed."))
    with ThreadPoolExecutor(2) as pool:
        assert bring(store, both, plain("a.txt"), executor=pool) == [
            ("export.json#quay", "new"),
            ("export.json#pier", "new"),
            ("a.txt", "new"),
        ]
    assert headlines(store) == ["Crews voted", "Pier", "Quay"]


def test_a_file_with_the_same_bytes_is_not_parted_again(store: Store) -> None:
    both = feed(("quay", "It opened."), ("pier", "It closed."))
    bring(store, both)
    sequence = store.changes.sequence()

    def never(_: Document) -> tuple[Document, ...]:
        raise AssertionError("it was split again")

    again = bring(store, both, now=LATER, splitting=Splitting(may_hold_several, never))
    assert again == [("export.json#pier", "unchanged"), ("export.json#quay", "unchanged")]
    assert store.changes.sequence() == sequence


def test_only_the_item_that_changed_is_read_again(store: Store) -> None:
    bring(store, feed(("quay", "It opened."), ("pier", "It closed."), ("lock", "It broke.")))
    found = bring(store, feed(("quay", "It opened."), ("pier", "It opened, too."), ("lock", "It broke.")), now=LATER)
    assert found == [("export.json#quay", "unchanged"), ("export.json#pier", "changed"), ("export.json#lock", "unchanged")]


def test_an_item_that_is_gone_is_deleted_and_the_others_stay(store: Store) -> None:
    bring(store, feed(("quay", "It opened."), ("pier", "It closed."), ("lock", "It broke.")))
    found = bring(store, feed(("quay", "It opened."), ("lock", "It broke.")), now=LATER)
    assert ("export.json#pier", "deleted") in found
    assert headlines(store) == ["Lock", "Quay"]


def test_an_item_that_cannot_be_read_spoils_only_itself_and_is_named_again(store: Store) -> None:
    both = feed(("quay", "It opened."), ("pier", " "))
    assert bring(store, both) == [("export.json#quay", "new"), ("export.json#pier", "refused")]
    assert sorted(bring(store, both, now=LATER)) == [("export.json#pier", "refused"), ("export.json#quay", "unchanged")]
    assert [refused.key for refused in store.sources.states()[0].refused] == ["export.json#pier"]


def test_another_program_reads_what_was_refused_again(store: Store) -> None:
    both = feed(("quay", "It opened."), ("pier", " "))
    bring(store, both)
    found = bring(store, both, now=LATER, program="2")
    assert found == [("export.json#quay", "unchanged"), ("export.json#pier", "refused")]


def test_a_file_of_one_becomes_a_file_of_two_and_back(store: Store) -> None:
    bring(store, feed(("quay", "It opened.")), plain("a.txt"), plain("b.txt"))
    found = bring(store, feed(("quay", "It opened."), ("pier", "It closed.")), plain("a.txt"), plain("b.txt"), now=LATER)
    assert ("export.json#pier", "new") in found
    assert headlines(store) == ["Crews voted", "Pier", "Quay"], "files of the same bytes are one article"
    bring(store, feed(("quay", "It opened.")), plain("a.txt"), plain("b.txt"), now=LATER)
    assert headlines(store) == ["Crews voted", "Quay"]


def test_a_file_that_cannot_be_parted_is_refused_by_name_and_what_it_held_stays(store: Store) -> None:
    bring(store, feed(("quay", "It opened."), ("pier", "It closed.")), plain("a.txt"))
    broken = Document(source="wire", key="export.json", content=b'{"version": "https://jsonfeed.org/version/1.1", ')
    found = bring(store, broken, plain("a.txt"), now=LATER)
    assert ("export.json", "refused") in found
    assert headlines(store) == ["Crews voted", "Pier", "Quay"]


def test_an_item_that_is_listed_twice_counts_once(store: Store) -> None:
    assert bring(store, feed(("quay", "It opened."), ("quay", "It opened."))) == [
        ("export.json#quay", "new"),
        ("export.json#quay", "refused"),
    ]


def test_what_is_given_by_hand_is_parted_and_never_swept(store: Store) -> None:
    both = feed(("quay", "It opened."), ("pier", "It closed."))
    assert bring(store, both, sweep=False) == [("export.json#quay", "new"), ("export.json#pier", "new")]
    assert bring(store, feed(("quay", "It opened."), ("lock", "It broke.")), sweep=False, now=LATER) == [
        ("export.json#quay", "unchanged"),
        ("export.json#lock", "new"),
    ]
    assert headlines(store) == ["Lock", "Pier", "Quay"]


def test_a_file_given_by_hand_that_holds_others_now_takes_nothing_down(store: Store) -> None:
    bring(store, feed(("quay", "It opened.")), sweep=False)
    found = bring(store, feed(("pier", "It closed."), ("lock", "It broke.")), sweep=False, now=LATER)
    assert found == [("export.json#pier", "new"), ("export.json#lock", "new")]
    assert headlines(store) == ["Lock", "Pier", "Quay"]


def test_a_file_whose_parting_is_broken_off_says_nothing_about_its_source(store: Store) -> None:
    pool = BudgetedPool(1, Budget(1, 100))
    pool.shutdown(cancel_futures=True)
    with pytest.raises(StoppedError):
        bring(store, feed(("quay", "It opened."), ("pier", "It closed.")), executor=pool)
    assert store.sources.states()[0].failure is None
