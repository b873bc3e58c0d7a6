"""What it costs to keep copies and to prove them: python -m benchmarks.mirror [--events 100000] [--store FILE].

The state is measured in processor time. The stream is read over a socket from ``feedpub serve``; memory is what its worker
had at its most while it wrote, beyond what it had before. A store that is named is filled once and kept.
"""

import argparse
import json
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import brotli
import rfc8785
from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from feedpub.model.article import Correction
from feedpub.model.digests import SetDigest, chained, digest_of, digits_of, link_of
from feedpub.model.document import article_id
from feedpub.model.feed import Site
from feedpub.model.selection import Query, Selection
from feedpub.publish import Publisher
from feedpub.store import Store, open_store
from feedpub.store.proof import standing, sums_by_prefix
from feedpub.store.tables import articles, changes, counters, facets, facts, prefixes, revisions
from tests.builders import NOON, event
from tests.serving import serving

_SITE = Site(title="Benchmark", description="Events", base_url="https://news.example", publisher="Benchmark")
# Documents of some 8 KB, as events with their evidence have; what is not searched for keeps the filling short.
_NOTES = (Correction(date=NOON, text="The quay was closed for a year, and not for two. " * 120),)
_BATCH = 1_000
_SEA = Query(selections=(Selection(kind="section", slug="sea"),))


def fill(store: Store, events: int) -> None:
    """Store one event as anybody does, and copies of its rows under other ids: storing so many takes an hour."""
    put = event("dock 0", section="Sea", published=NOON, corrections=_NOTES)
    with store.writing() as writing:
        writing.articles.put(put, "[]", published=NOON, modified=NOON, now=NOON)
        for batch in range(1, events, _BATCH):
            _copy(writing.connection, put.id, range(batch, min(batch + _BATCH, events)))
        _add_up(writing.connection)


def _copy(connection: Connection, of: str, numbers: range) -> None:
    """Copy the rows of an event under new ids; every tenth copy keeps its section."""
    names = {number: article_id("wire", f"dock {number}") for number in numbers}
    document = connection.execute(select(revisions.c.document).where(revisions.c.article_id == of)).scalar_one()
    canonical = rfc8785.dumps(json.loads(document)).decode()
    chain = standing(connection).chain
    rows: dict[Table, list[dict[str, Any]]] = {articles: [], revisions: [], changes: [], facets: [], facts: []}
    taken = {
        table: [dict(row._mapping) for row in connection.execute(select(table).where(_of(table) == of))] for table in rows
    }
    for number, name in names.items():
        digest = sha256(canonical.replace(of, name).encode()).hexdigest()
        chain = chained(chain, link_of(number + 1, "upsert", name, 1, digest))
        own: dict[Table, dict[str, Any]] = {
            articles: {"id": name, "slug": f"dock-{number}", "sequence": number + 1, "digest": digest},
            revisions: {"article_id": name, "document": document.replace(of, name)},
            changes: {"article_id": name, "sequence": number + 1, "digest": digest, "chain": chain},
            facets: {"article_id": name},
            facts: {"article_id": name, "since": number + 1},
        }
        for table, found in taken.items():
            cut = number % 10 and table in (facets, facts)
            rows[table] += [] if cut else [one | own[table] for one in found]
    for table, made in rows.items():
        if made:
            connection.execute(insert(table), made)


def _of(table: Table) -> Column[Any]:
    return table.c.id if table is articles else table.c.article_id


def _add_up(connection: Connection) -> None:
    members = connection.execute(select(articles.c.id, articles.c.digest)).all()
    sums = sums_by_prefix((row.id, row.digest) for row in members)
    shown, digest = sums.pop("")
    connection.execute(delete(prefixes))
    connection.execute(
        insert(prefixes), [{"prefix": one, "shown": total, "digest": of} for one, (total, of) in sums.items()]
    )
    last = select(func.max(changes.c.sequence)).scalar_subquery()
    connection.execute(update(changes).where(changes.c.sequence == last).values(shown=shown, shown_digest=digest))
    connection.execute(update(counters).where(counters.c.name == "sequence").values(value=last))


def milliseconds(call: Callable[[], object], times: int) -> float:
    """Measure the middle of several runs, in processor time."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return sorted(taken)[times // 2] * 1000


def measure_state(store: Store) -> None:
    """Print what the state costs, rendered anew each time."""
    publisher = Publisher(store, _SITE, feed_size=50, cache_bytes=1)
    version = publisher.version(NOON)
    for name, prefix, query, times in (
        ("/api/state", "", Query(), 51),
        ("/api/state?prefix=3", "3", Query(), 51),
        ("/api/state?prefix=3fa", "3fa", Query(), 51),
        ("/api/state?prefix=3fa8", "3fa8", Query(), 51),
        ("/api/state?section=sea", "", _SEA, 3),
    ):
        taken = milliseconds(partial(publisher.proofs.state, version, prefix, query), times)
        print(f"{name:34} {taken:8.2f} ms")


def measure_halving(store: Store) -> None:
    """Print how many questions find one event that differs in a copy."""
    copy = {one.id: one.digest for part in store.exports.members(store.changes.sequence()) for one in part}
    wrong = sorted(copy)[len(copy) // 3]
    copy[wrong] = "0" * 64
    prefix, asked = "", 0
    while True:
        found, asked = store.state.sums(prefix), asked + 1
        if found.members:
            break
        prefix = next(part.prefix for part in found.children if _sum(copy, part.prefix) != part.digest)
    if [one.id for one in found.members if copy[one.id] != one.digest] != [wrong]:
        raise SystemExit("halving found something else")
    print(f"{'one event that differs is found by':34} {asked:8} questions")


def _sum(copy: dict[str, str], prefix: str) -> str:
    digest = SetDigest()
    for name, of in copy.items():
        if digits_of(name).startswith(prefix):
            digest.add(name, of)
    return digest.hex


def measure_streams(folder: Path, database: str) -> None:
    """Print how fast all events are written, and what memory that takes."""
    (folder / "articles").mkdir(exist_ok=True)
    (folder / "feedpub.toml").write_text("sources = []\n", encoding="utf-8")
    with serving(
        folder, FEEDPUB_DATABASE_URL=database, FEEDPUB_SCHEDULER="off", FEEDPUB_RATE_LIMIT="1000000/minute"
    ) as site:
        for query in ("", "?section=sea"):
            for coding in ("identity", "gzip", "br"):
                with worker_memory(site.process) as grown:
                    count, packed, plain, seconds = _read(site.port, f"/api/events.ndjson{query}", coding)
                size = f"{plain / 1e6:7.1f} MB as {packed / 1e6:7.1f} MB"
                print(f"events.ndjson{query:14} {coding:9} {count:7} events, {size} in {seconds:6.1f} s, +{grown():5.1f} MB")


@contextmanager
def worker_memory(server: int) -> Iterator[Callable[[], float]]:
    """Watch the memory of a server's workers."""
    workers = [int(one) for one in Path(f"/proc/{server}/task/{server}/children").read_text().split()]
    before = {worker: _resident(worker, "VmRSS") for worker in workers}
    for worker in workers:
        Path(f"/proc/{worker}/clear_refs").write_text("5")  # its highest mark begins anew
    yield lambda: max(_resident(worker, "VmHWM") - before[worker] for worker in workers)


def _resident(process: int, name: str) -> float:
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    found = next((line.split()[1] for line in status if line.startswith(name)), "0")
    return int(found) / 1024


def _read(port: int, path: str, coding: str) -> tuple[int, int, int, float]:
    """Read a stream to its end, and prove it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    start = time.monotonic()
    connection.request("GET", path, headers={"Accept-Encoding": coding})
    answer = connection.getresponse()
    unpack = {"gzip": zlib.decompressobj(31).decompress, "br": brotli.Decompressor().process}.get(coding, bytes)
    packed, plain, left, digest, lines = 0, 0, b"", SetDigest(), 0
    first: dict[str, object] = {}
    while piece := answer.read(1 << 16):
        packed += len(piece)
        *whole, left = (left + unpack(piece)).split(b"\n")
        for line in whole:
            plain += len(line) + 1
            said = json.loads(line)
            first = first or said
            if "id" in said:
                lines += 1
                digest.add(said["id"], said["digest"])
                if lines % 1000 == 0 and digest_of(said["event"]) != said["digest"]:
                    raise SystemExit(f"{said['id']} has another digest than it says")
    if (lines, digest.hex) != (first["count"], first["digest"]):
        raise SystemExit("the stream is not what its first line says")
    return lines, packed, plain, time.monotonic() - start


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--store", type=Path)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        file = arguments.store.absolute() if arguments.store else Path(folder) / "store.db"
        with open_store(f"sqlite:///{file}") as store:
            start = time.process_time()
            if not store.events.count():
                fill(store, arguments.events)
            print(f"{store.events.count()} events, filled in {time.process_time() - start:.1f} s")
            measure_state(store)
            measure_halving(store)
        measure_streams(Path(folder), f"sqlite:///{file}")


if __name__ == "__main__":
    main()
