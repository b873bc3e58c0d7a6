"""A cursor is one that a list of the same store gave out."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.errors import QueryError
from feedpub.publish import Publisher
from feedpub.publish.cursors import Cursors
from feedpub.store import Store, open_store
from tests.builders import NOON, event
from tests.formats.samples import SITE

POSITION = (NOON + timedelta(microseconds=7), event("a").id)
OURS = Cursors(lambda: b"a key")


def test_a_cursor_leads_back_to_its_position() -> None:
    assert OURS.read(OURS.write(POSITION)) == POSITION
    elsewhere = POSITION[0].astimezone(timezone(timedelta(hours=5))), POSITION[1]
    assert OURS.write(elsewhere) == OURS.write(POSITION)


@given(st.text(alphabet="ABCabc019_-=", max_size=220))
def test_no_text_is_a_cursor_that_nobody_wrote(text: str) -> None:
    with pytest.raises(QueryError, match="cursor"):
        OURS.read(text)


@given(st.integers(0, 119), st.sampled_from("ABab01_-=+/ \n"))
def test_a_cursor_that_was_changed_is_none(place: int, letter: str) -> None:
    cursor = OURS.write(POSITION)
    changed = cursor[:place] + letter + cursor[place + 1 :]
    if changed != cursor:
        with pytest.raises(QueryError, match="cursor"):
            OURS.read(changed)


@pytest.mark.parametrize("ending", ["=", "==", "A", " ", "\n", "é"])
def test_a_cursor_is_spelled_in_one_way_only(ending: str) -> None:
    with pytest.raises(QueryError, match="cursor"):
        OURS.read(OURS.write(POSITION) + ending)


def test_a_cursor_of_another_key_is_none() -> None:
    with pytest.raises(QueryError, match="cursor"):
        OURS.read(Cursors(lambda: b"another key").write(POSITION))


def filled(store: Store) -> Publisher:
    for number in range(3):
        with store.writing() as writing:
            moment = NOON + timedelta(minutes=number)
            writing.articles.put(event(f"dock {number}"), "[]", published=moment, modified=moment, now=NOON)
    return Publisher(store, SITE, feed_size=5)


def following(publisher: Publisher) -> str:
    page = publisher.api.events(None, 1, publisher.version(datetime(2100, 1, 1, tzinfo=UTC)))
    assert page.next
    return page.next.partition("cursor=")[2]


def test_processes_that_share_a_store_take_each_others_cursors(database: str) -> None:
    with open_store(database) as store:
        cursor = following(filled(store))
    with open_store(database) as again:
        publisher = Publisher(again, SITE, feed_size=5)
        assert following(publisher) == cursor
        assert publisher.api.events(cursor, 1, publisher.version(datetime(2100, 1, 1, tzinfo=UTC))).body


def test_stores_take_no_cursors_of_one_another(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/one.db") as one, open_store(f"sqlite:///{tmp_path}/two.db") as two:
        cursor, other = following(filled(one)), filled(two)
        with pytest.raises(QueryError, match="cursor"):
            other.api.events(cursor, 1, other.version(datetime(2100, 1, 1, tzinfo=UTC)))
