"""Newer versions and kills that arrive as files of their own, in the formats that agencies send."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from feedpub.ingest import Outcome, Splitting, refresh
from feedpub.model.edition import Edition, newer
from feedpub.readers import may_hold_several, read, split
from feedpub.sources.byhand import documents_at
from feedpub.sources.directory import DirectorySource
from feedpub.store import Store, open_store
from tests.builders import FakeSource, drafting_apart
from tests.store.conftest import undo

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DRAFTING: dict[str, Any] = {"read": read, "program": "1", "splitting": Splitting(may_hold_several, split)}


def ninjs(version: int | None, hour: int = 8, status: str = "usable", text: str = "", name: str = "well") -> str:
    told = {
        "uri": f"urn:hga:{name}",
        "type": "text",
        "pubstatus": status,
        "firstcreated": "2026-03-04T08:00:00Z",
        "versioncreated": f"2026-03-04T{hour:02}:00:00Z",
        "headline": f"Village votes on its {name}",
        "body_text": text or f"STOWELL, England - The village counted again at {hour}.",
    }
    return json.dumps(told | ({"version": version} if version else {}))


def newsml_g2(version: int, hour: int = 8, status: str = "usable") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:hga:road" version="{version}">
    <itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-03-04T{hour:02}:00:00Z</versionCreated>
    <firstCreated>2026-03-04T08:00:00Z</firstCreated><pubStatus qcode="stat:{status}"/></itemMeta>
    <contentMeta><headline>Road closed</headline></contentMeta>
    <contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>VAASA - It is closed since {hour}.</p></body>
    </html></inlineXML></contentSet></newsItem>"""


def newsml_1(version: int, hour: int = 8, status: str = "Usable") -> str:
    return f"""<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>hga</ProviderId><DateId>20260304</DateId>
    <NewsItemId>tide</NewsItemId><RevisionId PreviousRevision="{version - 1}" Update="N">{version}</RevisionId>
    </NewsIdentifier></Identification><NewsManagement><FirstCreated>20260304T080000Z</FirstCreated>
    <ThisRevisionCreated>20260304T{hour:02}0000Z</ThisRevisionCreated><Status FormalName="{status}"/></NewsManagement>
    <NewsComponent><NewsLines><HeadLine>Tide is high</HeadLine></NewsLines><ContentItem><DataContent>
    <p>DOVER - The tide rose until {hour}.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


def markdown(hour: int = 8, modified: str = "", status: str = "usable") -> str:
    line = f"modified: {modified}\n" if modified else ""
    return (
        f"---\nid: quay\nheadline: Quay\npublished: 2026-03-04\n{line}status: {status}\n---\nHORTA - It opened at {hour}.\n"
    )


@dataclass
class Newsroom:
    """A folder and the store that it goes into."""

    folder: Path
    store: Store

    def write(self, name: str, content: str, at: datetime = NOON) -> None:
        path = self.folder / name
        path.write_text(content, "utf-8")
        os.utime(path, (at.timestamp(), at.timestamp()))

    def look(self, now: datetime = NOON + 9 * HOUR, **options: Any) -> dict[str, str]:
        outcomes = self._refreshed(DirectorySource("wire", self.folder), now, **options)
        return {each.key: each.status for each in outcomes}

    def give(self, name: str) -> Outcome:
        given = FakeSource(list(documents_at([self.folder / name])), name="by-hand")
        return self._refreshed(given, NOON, sweep=False)[0]

    def _refreshed(self, source: Any, now: datetime, **options: Any) -> list[Outcome]:
        return list(refresh(source, store=self.store, now=now, **drafting_apart(DRAFTING | options)))

    def reads(self) -> list[tuple[str, str]]:
        """What readers see: the end of each text, and its status."""
        return [
            (each.event.article.text.split()[-1].rstrip("."), each.event.status) for each in self.store.events.newest(100)
        ]


@pytest.fixture
def desk(database: str, tmp_path: Path) -> Iterator[Newsroom]:
    folder = tmp_path / "wire"
    folder.mkdir()
    for number in range(4):  # so that one that goes is no alarm
        (folder / f"z{number}.ninjs").write_text(ninjs(1, 1, name=f"z{number}"), "utf-8")
    with open_store(database) as store:
        yield Newsroom(folder, store)


def story(desk: Newsroom) -> tuple[str, str]:
    (found,) = [each for each in desk.reads() if each[0] != "1"]
    return found


@pytest.mark.parametrize("write", [ninjs, newsml_g2, newsml_1], ids=lambda write: write.__name__)
def test_a_newer_version_in_another_file_replaces_and_a_kill_retracts(desk: Newsroom, write: Any) -> None:
    desk.write("a1", write(1))
    assert desk.look()["a1"] == "new"
    desk.write("a2", write(2, 9))
    assert (desk.look()["a1"], desk.look()["a2"]) == ("unchanged", "unchanged")
    assert story(desk) == ("9", "usable")
    desk.write("a0", write(3, 10, "canceled"))
    assert desk.look()["a0"] == "changed"
    assert story(desk)[1] == "canceled"
    sequence = desk.store.changes.sequence()
    assert set(desk.look().values()) == {"unchanged"}
    assert desk.look(again=True)["a1"] == "unchanged"
    assert desk.store.changes.sequence() == sequence


@pytest.mark.parametrize("order", list(permutations(("1", "2", "3"))), ids="".join)
def test_the_order_in_which_versions_arrive_or_are_listed_does_not_matter(desk: Newsroom, order: tuple[str, ...]) -> None:
    for number, version in enumerate(order):
        desk.write(f"a{number}", ninjs(int(version), 7 + int(version)))
    desk.look()
    assert story(desk) == ("10", "usable")
    for number, version in enumerate(order):
        desk.write(f"b{number}", newsml_g2(int(version), 10 + int(version)))
        desk.look()
    assert ("13", "usable") in desk.reads()
    assert set(desk.look().values()) == {"unchanged"}


def test_an_older_version_is_left_and_the_outcome_says_so(desk: Newsroom) -> None:
    desk.write("new", ninjs(2, 9))
    desk.look()
    desk.write("old", ninjs(1, 8))
    outcomes = list(refresh(DirectorySource("wire", desk.folder), store=desk.store, now=NOON, **drafting_apart(DRAFTING)))
    assert [(each.key, each.status, each.reason) for each in outcomes if each.status != "unchanged"] == [
        ("old", "left", "is an older version of new")
    ]
    assert story(desk) == ("9", "usable")
    assert desk.store.sources.states()[0].refused == ()


def test_only_the_file_with_the_newest_version_takes_the_article_with_it(desk: Newsroom) -> None:
    desk.write("a1", ninjs(1))
    desk.write("a2", ninjs(2, 9))
    desk.look()
    (desk.folder / "a1").unlink()
    assert "deleted" not in desk.look().values()
    desk.write("a1", ninjs(1))
    assert desk.look()["a1"] == "left"
    (desk.folder / "a2").unlink()
    assert desk.look()["a2"] == "deleted"
    for _ in range(2):
        assert desk.look()["a1"] == "unchanged"
    assert {text for text, _ in desk.reads()} == {"1"}
    desk.write("a1", ninjs(3, 11))
    assert desk.look()["a1"] == "changed"
    assert story(desk) == ("11", "usable")


def test_a_killed_story_that_is_sent_again_stays_dead_also_when_the_kill_is_cleared_away(desk: Newsroom) -> None:
    desk.write("a1", ninjs(1))
    desk.write("a2", ninjs(2, 9, "canceled"))
    desk.look()
    assert story(desk)[1] == "canceled"
    (desk.folder / "a2").unlink()
    desk.look()
    desk.write("a3", ninjs(1))
    assert desk.look()["a3"] == "left"
    assert {text for text, _ in desk.reads()} == {"1"}


def test_without_numbers_dates_decide_and_without_later_dates_the_files(desk: Newsroom) -> None:
    desk.write("a", markdown(8))
    desk.write("b", markdown(9, "2026-03-04T10:00:00Z"), NOON - HOUR)
    desk.look()
    assert story(desk) == ("9", "usable")
    desk.write("c", markdown(10, "2026-03-04T10:00:00Z"), NOON + HOUR)
    desk.look()
    assert story(desk) == ("10", "usable")
    desk.write("d", markdown(11, "2026-03-04T10:00:00Z"), NOON)
    assert desk.look()["d"] == "left"
    os.utime(desk.folder / "d", (NOON.timestamp() + 9_999,) * 2)  # touched, not changed
    desk.look(again=True)
    assert story(desk) == ("10", "usable")


def test_a_kill_retracts_also_where_it_has_the_dates_of_the_story(desk: Newsroom) -> None:
    desk.write("story", markdown(9, "2026-03-04T10:00:00Z"))
    desk.write("kill", markdown(9, status="canceled"), NOON + HOUR)
    desk.look()
    assert story(desk)[1] == "canceled"
    desk.write("again", markdown(12, "2026-03-04T12:00:00Z"), NOON + 2 * HOUR)
    desk.look()
    assert story(desk) == ("12", "usable")


def test_versions_within_one_file_are_versions_too(desk: Newsroom) -> None:
    desk.write("list.json", f"[{ninjs(2, 9)}, {ninjs(1, 8)}, {ninjs(3, 10)}, {ninjs(1, 2, name='mill')}]")
    first = desk.look()
    assert sorted(status for key, status in first.items() if "well" in key) == ["changed", "left", "new"]
    assert sorted(desk.reads())[:3] == [("1", "usable")] * 3
    assert ("10", "usable") in desk.reads()
    assert set(desk.look().values()) == {"unchanged"}


def test_a_file_that_is_renamed_or_copied_is_the_same_version(desk: Newsroom) -> None:
    desk.write("b", ninjs(2, 9))
    desk.look()
    sequence = desk.store.changes.sequence()
    (desk.folder / "b").rename(desk.folder / "a")
    assert set(desk.look().values()) == {"unchanged"}
    desk.write("c", ninjs(2, 9))
    assert desk.look()["c"] == "left"
    (desk.folder / "a").unlink()
    assert "deleted" not in desk.look().values()
    assert desk.store.changes.sequence() == sequence
    (desk.folder / "c").unlink()
    assert desk.look()["c"] == "deleted"


def test_a_store_of_the_version_before_takes_versions_by_the_article_that_it_has(desk: Newsroom, database: str) -> None:
    desk.write("b", ninjs(None, 10))
    desk.look()
    undo(desk.store, "0008")
    with open_store(database) as store:
        later = Newsroom(desk.folder, store)
        later.write("a", ninjs(None, 9))
        assert later.look()["a"] == "left"
        later.write("c", ninjs(None, 11, "canceled"))
        assert later.look()["c"] == "changed"
        assert story(later)[1] == "canceled"


def test_a_person_gives_whatever_is_not_older(desk: Newsroom) -> None:
    desk.write("a", markdown(8, "2026-03-04T09:00:00Z"), NOON + HOUR)
    desk.write("b", markdown(9, "2026-03-04T09:00:00Z"), NOON)
    desk.write("c", markdown(10, "2026-03-04T08:00:00Z"), NOON + 2 * HOUR)
    assert [desk.give(name).status for name in "abc"] == ["new", "changed", "left"]


def test_the_newer_one_of_two_is_newer_from_both_sides() -> None:
    moments = [None, datetime(2026, 3, 4, tzinfo=UTC), datetime(2026, 3, 4, 9, tzinfo=UTC), datetime(2026, 3, 4).date()]  # noqa: DTZ001 - a bare date
    every = [
        Edition(version=version, dated=dated, canceled=canceled, changed=changed)
        for version in (None, 1, 2)
        for dated in moments
        for canceled in (False, True)
        for changed in moments[:3]
    ]
    for one in every:
        assert newer(one, one) == 0
        for other in every:
            assert newer(one, other) == -newer(other, one)
