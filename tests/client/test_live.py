"""The client and a real site: the README's example, the command, and the same for asyncio."""

import asyncio
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedpub.cli import main
from feedpub.client import (
    AnswerError,
    Change,
    Copy,
    Delete,
    FollowOptions,
    Progress,
    Upsert,
    afollow,
    amirror,
    averify,
    follow,
    mirror,
    verify,
)
from feedpub.store import open_store
from tests.builders import NOON, event
from tests.serving import Client, environment, serving

KEYS = tuple(f"quay-{number:02}" for number in range(30))
ONCE = FollowOptions(once=True, limit=7)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Path]]:
    """A site with articles, two of which have changed and one of which is gone."""
    folder = tmp_path_factory.mktemp("site")
    with open_store(f"sqlite:///{folder / 'feedpub.db'}") as store:
        for key in (*KEYS, "quay-03", "quay-04"):
            with store.writing() as writing:
                told = event(key, tags=("boats",) if key < "quay-10" else ("nets",))
                writing.articles.put(told, "{}", published=NOON, modified=NOON, now=store.now())
        with store.writing() as writing:
            writing.articles.delete(event("quay-29").id, store.now())
    with serving(folder, FEEDPUB_SCHEDULER="off") as client:
        yield client, folder


@pytest.fixture
def address(site: tuple[Client, Path]) -> str:
    return f"http://127.0.0.1:{site[0].port}"


def ids(*keys: str) -> set[str]:
    return {event(key).id for key in keys}


def test_the_readmes_example_mirrors_a_site_as_it_stands(address: str, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- mirror -->\n```python\n(.*?)```", text, re.DOTALL)
    assert found
    assert len(found[1].strip().splitlines()) <= 20
    (tmp_path / "follow.py").write_text(found[1], encoding="utf-8")
    for _ in range(2):  # again, it goes on where it was
        command = [sys.executable, "follow.py", address, "copy", "--once"]
        subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), check=True, timeout=60)
        held = {f"urn:uuid:{file.stem}" for file in (tmp_path / "copy").glob("*.json")}
        assert held == ids(*KEYS[:-1])


def test_a_copy_is_kept_and_proven(address: str, tmp_path: Path) -> None:
    told: list[object] = []
    mirror(address, tmp_path / "events.db", {"-tag": "boats"}, ONCE, told.append)
    assert isinstance(told[-1], Progress)
    assert told[-1].count == 19
    with Copy(tmp_path / "events.db") as copy:
        assert {one["id"] for one in copy} == ids(*KEYS[10:-1])
    assert not verify(address, tmp_path / "events.db").differing


def test_damage_is_found_and_mended_by_few_requests(address: str, tmp_path: Path) -> None:
    file = tmp_path / "events.db"
    mirror(address, file, options=ONCE)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(
            "UPDATE events SET document = replace(document, 'Council', 'Counsil') WHERE id = ?", tuple(ids("quay-07"))
        )
        database.execute("DELETE FROM events WHERE id = ?", tuple(ids("quay-08")))
    verdict = verify(address, file)
    assert set(verdict.differing) == ids("quay-07", "quay-08")
    assert verdict.requests <= 20
    assert verify(address, file).differing == ()


def test_a_follower_goes_on_behind_what_it_has_handled(address: str, tmp_path: Path) -> None:
    seen: list[Change] = []
    options = FollowOptions(once=True, since="beginning", limit=7)
    for _ in range(8):
        following = follow(address, tmp_path / "position", options=options)
        # Five are handled; the sixth one is told and dropped, as by whoever is killed while handling it.
        seen += [change for _, change in zip(range(6), following, strict=False)][:5]
        following.close()
    numbers = [change.sequence or 0 for change in seen if isinstance(change, Upsert | Delete)]
    assert numbers == sorted(set(numbers))
    assert {change.id for change in seen if isinstance(change, Upsert)} == ids(*KEYS[:-1])  # what is gone is not told
    assert [change.id for change in seen if isinstance(change, Delete)] == list(ids("quay-29"))


def test_asyncio_does_the_same(address: str, tmp_path: Path) -> None:
    async def run() -> tuple[set[str], int, bool]:
        followed = {change.id async for change in afollow(address, None, "tag=nets", ONCE) if isinstance(change, Upsert)}
        await amirror(address, tmp_path / "events.db", options=ONCE)
        verdict = await averify(address, tmp_path / "events.db", ONCE)
        return followed, verdict.count, bool(verdict.differing)

    assert asyncio.run(run()) == (ids(*KEYS[10:-1]), 29, False)


def test_a_stream_tells_what_there_was_and_what_comes(site: tuple[Client, Path]) -> None:
    client, folder = site
    address = f"http://127.0.0.1:{client.port}"
    following = follow(address, None, {"tag": "anchors"}, FollowOptions(mode="stream"))
    assert [next(following).op, next(following).op] == ["restart", "complete"]
    with open_store(f"sqlite:///{folder / 'feedpub.db'}") as store, store.writing() as writing:
        told = event("anchor", tags=("anchors",))
        writing.articles.put(told, "{}", published=NOON, modified=NOON, now=store.now())
    change = next(following)
    following.close()
    with open_store(f"sqlite:///{folder / 'feedpub.db'}") as store, store.writing() as writing:
        writing.articles.delete(told.id, store.now())
    assert isinstance(change, Upsert)
    assert change.event.article.headline == "Council reopens anchor"


def command(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["mirror", *arguments])


def test_the_command_keeps_a_copy_and_proves_it(address: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "copy")
    kept = command(address, folder, "--once", "--filter", "tag=nets", "--filter=-section=sport")
    assert kept.exit_code == 0, kept.output
    assert "19 events, change " in kept.stderr
    proven = command(address, folder, "--verify", "--json")
    verdict = json.loads(proven.stdout.splitlines()[-1])
    assert (verdict["report"], verdict["count"], verdict["differing"]) == ("verdict", 19, [])
    assert "exactly those of the site" in command(address, folder, "--verify").stderr
    assert command(address, folder, "--once", "--filter", "tag=boats").exit_code == 1


def test_what_a_site_refuses_is_said_in_a_line(address: str, tmp_path: Path) -> None:
    refused = command(address, str(tmp_path), "--once", "--filter", "colour=red")
    assert refused.exit_code == 1
    assert "colour" in refused.stderr
    assert "Traceback" not in refused.stderr
    with pytest.raises(AnswerError, match="colour"):
        next(follow(address, None, "colour=red"))
    assert command("nowhere", str(tmp_path), "--once").exit_code == 1
    assert command(address, str(tmp_path), "--filter", "colour").exit_code == 2
