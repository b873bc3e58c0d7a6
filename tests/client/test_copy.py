"""A copy holds what it was told, in one transaction with how far that goes, and proves what it holds."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.client.copy import Copy, before, last
from feedpub.client.errors import CopyError
from feedpub.client.exchange import Batch
from feedpub.client.position import Position
from feedpub.client.wire import Change, Complete, Delete, Leave, Restart, Upsert
from feedpub.model.digests import NOTHING, SetDigest
from tests.client.site import UPDATED, document, listed


def batch(*changes: Change) -> Batch:
    position = Position(cursor="c", sequence=9)
    return Batch(tuple((change, position) for change in changes), position)


def upsert(key: str, revision: int = 1) -> Upsert:
    return Upsert.model_validate(listed(key, revision) | {"sequence": 3})


def digest(events: Iterable[Upsert]) -> str:
    total = SetDigest()
    for event in events:
        total.add(event.id, event.digest)
    return total.hex


def test_a_copy_is_the_set_of_what_it_was_told(tmp_path: Path) -> None:
    gone = Delete.model_validate({"sequence": 5, "op": "delete", "id": upsert("quay").id, "removed": UPDATED, "url": "u"})
    left = Leave.model_validate({"sequence": 6, "op": "leave", "id": upsert("pier").id, "updated": UPDATED})
    with Copy(tmp_path / "events.db") as copy:
        assert (copy.digest, copy.position) == (NOTHING, None)
        copy.apply(batch(*map(upsert, ("harbour", "quay", "pier")), gone, left, upsert("harbour", 2), gone))
        assert (len(copy), copy.digest) == (1, digest([upsert("harbour", 2)]))
    with Copy(tmp_path / "events.db") as copy:
        assert [one["revision"] for one in copy] == [2]
        assert copy.get(upsert("harbour").id) == document("harbour", 2)
        assert copy.get(gone.id) is None
        assert copy.position == Position(cursor="c", sequence=9)


def test_a_snapshot_takes_away_what_it_does_not_tell(tmp_path: Path) -> None:
    with Copy(tmp_path / "events.db") as copy:
        copy.apply(batch(Restart(count=1, sequence=1), upsert("harbour"), upsert("quay"), Complete(sequence=1)))
        copy.apply(batch(Restart(count=2, sequence=7), upsert("quay"), upsert("pier")))
        assert len(copy) == 3  # whoever reads meanwhile misses nothing
        copy.apply(batch(Complete(sequence=7)))
        assert copy.digest == digest([upsert("quay"), upsert("pier")])


def test_what_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    with Copy(tmp_path / "events.db") as copy:
        broken = upsert("quay").model_copy(update={"url": None})
        with pytest.raises(sqlite3.IntegrityError):
            copy.apply(batch(upsert("harbour"), broken))
        assert (len(copy), copy.digest, copy.position) == (0, NOTHING, None)


def test_two_writers_do_not_write_into_one_copy(tmp_path: Path) -> None:
    with Copy(tmp_path / "events.db") as one, Copy(tmp_path / "events.db") as other:
        one.apply(batch(upsert("harbour")))
        with pytest.raises(CopyError, match="somebody else"):
            other.apply(batch(upsert("quay")))
        one.apply(batch(upsert("pier")))
        assert one.digest == digest([upsert("harbour"), upsert("pier")])


def test_a_copy_stays_cut_to_what_it_was_begun_with(tmp_path: Path) -> None:
    with Copy(tmp_path / "events.db", {"tag": "rain"}) as copy:
        assert copy.filters == {"tag": "rain"}
    with Copy(tmp_path / "events.db") as copy:
        assert copy.filters == {"tag": "rain"}
    with pytest.raises(CopyError, match="tag=rain"):
        Copy(tmp_path / "events.db", {"tag": "snow"})


@pytest.mark.parametrize("content", [b"no database at all, but longer than a header of one" * 30, "later"])
def test_what_is_no_copy_is_refused(content: bytes | str, tmp_path: Path) -> None:
    if isinstance(content, bytes):
        (tmp_path / "events.db").write_bytes(content)
    else:
        with sqlite3.connect(tmp_path / "events.db") as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
    with pytest.raises(CopyError, match=r"no copy|later version"):
        Copy(tmp_path / "events.db")


def test_damage_shows_in_the_digest_however_it_came(tmp_path: Path) -> None:
    keys = ("harbour", "quay", "pier", "dock")
    with Copy(tmp_path / "events.db") as copy:
        copy.apply(batch(*map(upsert, keys)))
        whole = copy.digest
        with sqlite3.connect(tmp_path / "events.db") as database:
            database.execute("UPDATE events SET document = CAST(X'FF' AS TEXT) WHERE id = ?", (upsert("quay").id,))
            database.execute("UPDATE events SET id = 'nonsense' WHERE id = ?", (upsert("pier").id,))
        database.close()
        assert copy.digest == whole
        copy.recount()
        assert copy.digest != whole
        assert len(copy) == 3
        prefix = upsert("quay").id[9:17]
        assert copy.replace(prefix, [upsert("quay")], set()) == [upsert("quay").id]
        assert copy.replace(upsert("pier").id[9:17], [upsert("pier")], set()) == [upsert("pier").id]
        assert copy.digest == whole


def test_a_part_is_replaced_and_what_is_told_later_is_left_to_that(tmp_path: Path) -> None:
    with Copy(tmp_path / "events.db") as copy:
        copy.apply(batch(*map(upsert, ("harbour", "quay", "pier"))))
        wrong = copy.replace("", [upsert("harbour", 2)], {upsert("quay").id})
        assert sorted(wrong) == sorted([upsert("harbour").id, upsert("pier").id])
        assert copy.digest == digest([upsert("harbour", 2), upsert("quay")])


@given(st.uuids(), st.integers(min_value=0, max_value=8))
def test_parts_hold_the_ids_that_begin_with_their_digits(name: UUID, digits: int) -> None:
    prefix, spelled = name.hex[:digits], f"urn:uuid:{name}"
    lower = before(prefix)
    assert spelled <= last(prefix)
    assert lower is None or lower < spelled
    other = prefix[:-1] + ("0" if prefix[-1:] != "0" else "1") if prefix else None
    assert other is None or not (before(other) or "") < spelled <= last(other)
