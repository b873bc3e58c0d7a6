import inspect
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, make_url, text

from feedpub.errors import StoreError
from feedpub.model.selection import Query, Selection
from feedpub.store import Lease, Store, open_store
from feedpub.store.migrations.upgrading import upgrade
from feedpub.store.tables import metadata
from tests.builders import EARLY, NOON, event
from tests.forking import forked

LEASE = Lease("refresh", "this process", 1)


def enter(context: AbstractContextManager[object]) -> None:
    with context:
        pass


def _peek(store: Store) -> int:
    with store.snapshot() as snapshot:
        return snapshot.changes.sequence()


READS: dict[str, Callable[[Store], object]] = {
    "days.around": lambda store: store.days.around(NOON),
    "periods.events": lambda store: store.periods.events(EARLY, NOON, 5, 0),
    "events.by_id": lambda store: store.events.by_id("urn:uuid:0"),
    "events.by_slug": lambda store: store.events.by_slug("harbour"),
    "changes.listed": lambda store: store.changes.listed(0, 5, store.changes.sequence()),
    "days.beside": lambda store: store.days.beside(NOON.date()),
    "keys.cursors": lambda store: store.keys.cursors(),
    "events.count": lambda store: store.events.count(),
    "periods.count": lambda store: store.periods.count(EARLY, NOON),
    "days.listed": lambda store: store.days.listed(),
    "copies.all": lambda store: store.copies.all(),
    "sources.documents": lambda store: store.sources.documents("wire"),
    "integrity.examine": lambda store: store.integrity.examine(),
    "facets.find": lambda store: store.facets.find(Selection(kind="section", slug="world")),
    "facets.most_common": lambda store: store.facets.most_common("section", 5),
    "periods.first_since": lambda store: store.periods.first_since(EARLY),
    "days.headings": lambda store: store.days.headings(NOON, EARLY, 5),
    "periods.last_before": lambda store: store.periods.last_before(NOON),
    "changes.last_at": lambda store: store.changes.last_at(),
    "leases.state": lambda store: store.leases.state("refresh"),
    "releases.next": lambda store: store.releases.next(),
    "now": lambda store: store.now(),
    "events.listed": lambda store: store.events.listed(5, "happened"),
    "events.documents": lambda store: store.events.documents(5, "happened"),
    "events.quoting": lambda store: store.events.quoting(5, "updated"),
    "events.quoting_documents": lambda store: store.events.quoting_documents(5, "updated"),
    "counts.page": lambda store: store.counts.page("person", 5),
    "counts.prepare": lambda store: store.counts.prepare(0),
    "keep_counts": lambda store: store.keep_counts(0),
    "events.newest": lambda store: store.events.newest(5),
    "events.newest_of": lambda store: store.events.newest_of(["urn:uuid:0"], 5),
    "events.ids": lambda store: store.events.ids(5, None, Query()),
    "days.pages": lambda store: store.days.pages(NOON.date(), 5),
    "releases.coming": lambda store: store.releases.coming(5),
    "release": lambda store: store.release(EARLY),
    "changes.page": lambda store: store.changes.page(Query(source="wire"), 0, 5, store.changes.sequence()),
    "changes.extent": lambda store: store.changes.extent(),
    "has_committed": lambda store: store.has_committed(5),
    "drop_tombstones": lambda store: store.drop_tombstones(EARLY),
    "drop_traces": lambda store: store.drop_traces(EARLY),
    "changes.touched": lambda store: store.changes.touched(0, 5),
    "changes.removals": lambda store: store.changes.removals(5),
    "changes.sequence": lambda store: store.changes.sequence(),
    "samples.has_own": lambda store: store.samples.has_own(),
    "samples.pictures": lambda store: store.samples.pictures(),
    "samples.pictures_of_others": lambda store: store.samples.pictures_of_others(),
    "samples.documents": lambda store: store.samples.documents(),
    "samples.are_shown": lambda store: store.samples.are_shown(),
    "facets.shared_lists": lambda store: store.facets.shared_lists(2, 10),
    "facets.shared_slugs": lambda store: store.facets.shared_slugs("section", 1, 5, 0),
    "snapshot": _peek,
    "sources.states": lambda store: store.sources.states(),
    "signatures.sharing": lambda store: store.signatures.sharing([1]),
    "sources.noted": lambda store: store.sources.noted(5),
    "sources.count_noted": lambda store: store.sources.count_noted(),
    "sources.refused_copy": lambda store: store.sources.refused_copy("wire", "a"),
    "facets.successor": lambda store: store.facets.successor(Selection(kind="tag", slug="c")),
    "integrity.unreadable": lambda store: store.integrity.unreadable(),
    "exports.members": lambda store: list(store.exports.members(1)),
    "exports.events": lambda store: list(store.exports.events(1)),
    "revisions.told": lambda store: store.revisions.told("urn:uuid:0", 5),
    "revisions.count": lambda store: store.revisions.count("urn:uuid:0"),
    "state.standing": lambda store: store.state.standing(),
    "state.sums": lambda store: store.state.sums("3f"),
    "compaction.is_due": lambda store: store.compaction.is_due(),
    "compaction.step": lambda store: store.compaction.step(),
    "compaction.size": lambda store: store.compaction.size(),
    "compaction.tidy_after": lambda store: store.compaction.tidy_after(0),
    "traces.find": lambda store: store.traces.find("urn:uuid:0", 1),
    "traces.dropped_at": lambda store: store.traces.dropped_at(),
}
WRITES: dict[str, Callable[[Store], object]] = {
    "leases.renew": lambda store: store.leases.renew(LEASE),
    "leases.take": lambda store: store.leases.take("refresh", "this process", None),
    "leases.give_back": lambda store: store.leases.give_back(LEASE),
    "compaction.tidy": lambda store: store.compaction.tidy(),
    "writing": lambda store: enter(store.writing()),
}
EVERYTHING = READS | WRITES


@contextmanager
def another_writer(database: str) -> Iterator[None]:
    """Hold the locks that writers need."""
    engine = create_engine(database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "BEGIN"))
        if engine.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE counters, leases IN EXCLUSIVE MODE"))
        yield
        connection.execute(text("ROLLBACK"))
    engine.dispose()


def test_every_method_of_the_store_and_its_parts_is_tested_below(store: Store) -> None:
    methods = _methods(Store)
    for part, made in vars(store).items():
        if not part.startswith("_") and part not in (
            "condition",
            "data_version",
        ):  # which have connections, and tests, of their own
            methods |= {f"{part}.{name}" for name in _methods(type(made))}
    # The last two ask the database for nothing as long as there is nothing to mark.
    assert methods - {"close", "integrity.mark", "traces.refuse"} == set(EVERYTHING)


def _methods(of: type[object]) -> set[str]:
    return {name for name, _ in inspect.getmembers(of, inspect.isfunction) if not name.startswith("_")}


def errors(store: Store, methods: dict[str, Callable[[Store], object]]) -> dict[str, StoreError]:
    """Call each method; return the error of each that raises."""
    found = {}
    for name, method in methods.items():
        try:
            method(store)
        except StoreError as error:
            found[name] = error
    return found


def test_a_closed_store_refuses_everything(store: Store) -> None:
    store.close()
    found = errors(store, EVERYTHING)
    assert set(found) == set(EVERYTHING)
    assert {(error.location, error.reason) for error in found.values()} == {(store.location, "is closed")}


def test_reading_goes_on_while_another_process_writes(database: str) -> None:
    with open_store(database, timeout=0.05) as store, another_writer(database):
        assert errors(store, READS) == {}


def test_writing_gives_up_when_another_process_writes_for_too_long(database: str) -> None:
    with open_store(database, timeout=0.05) as store:
        with another_writer(database):
            found = errors(store, WRITES)
        assert set(found) == set(WRITES)
        assert all("lock" in str(error) for error in found.values())
        assert errors(store, WRITES) == {}


def test_a_database_without_its_tables_is_an_error_that_names_it(database: str) -> None:
    with open_store(database) as store:
        engine = create_engine(database)
        metadata.drop_all(engine)
        engine.dispose()
        found = errors(store, EVERYTHING)
        # This process keeps no sets that it could write down.
        assert set(found) == set(EVERYTHING) - {"now", "keep_counts", "compaction.size", "compaction.tidy"}
        assert {(error.location, error.reason) for error in found.values()} == {(store.location, "the database refuses")}


def test_an_exception_takes_back_everything_that_was_written_with_it(store: Store) -> None:
    def half_done() -> None:
        with store.writing() as writing:
            writing.articles.put(event(), "[]", published=NOON, modified=NOON, now=NOON)
            writing.sources.attempted("wire", NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert (store.changes.sequence(), store.events.newest(5), store.sources.states()) == (0, (), ())


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("nonsense", "such as sqlite:///feedpub.db"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("mysql://root:geheim@localhost/x", "neither SQLite nor PostgreSQL"),
        ("sqlite:////nowhere/at/all.db", "unable to open database file"),
        ("postgresql://feedpub:geheim@127.0.0.1:1/x?password=geheim", "onnection refused|onnection failed"),
        ("postgresql+psycopg://feedpub:geheim@127.0.0.1:1/x", "onnection refused|onnection failed"),
    ],
)
def test_an_address_that_leads_nowhere_is_an_error_without_the_password(address: str, reason: str) -> None:
    with pytest.raises(StoreError, match=reason) as caught:
        open_store(address, timeout=1)
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("no database " * 1000)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{tmp_path}/store.db")


@pytest.mark.parametrize("way", ["at once", "version by version"])
def test_an_empty_database_gets_the_tables_that_the_store_uses(database: str, way: str) -> None:
    with _made(database, way) as connection:
        options = {"compare_type": _same_type, "compare_server_default": True, "include_name": _is_common}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_a_database_made_at_once_holds_what_one_made_version_by_version_holds(database: str) -> None:
    with _made(database, "at once") as connection:
        at_once = _made_of(connection)
        _empty(connection)
    with _made(database, "version by version") as connection:
        assert _made_of(connection) == at_once


def _empty(connection: Connection) -> None:
    for table in [*reversed(metadata.sorted_tables), MigrationContext.configure(connection)._version]:
        table.drop(connection)
    connection.execute(text("DROP TABLE IF EXISTS words_index"))
    connection.commit()


@contextmanager
def _made(database: str, way: str) -> Iterator[Connection]:
    engine = create_engine(make_url(database))
    if way == "at once":
        open_store(database).close()
    else:
        with engine.begin() as connection:
            upgrade(connection, "head")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _made_of(connection: Connection) -> tuple[set[str], object]:
    """Name every object of the schema, those that only one database has among them, and the rows of a new store."""
    objects = (
        "SELECT type || ' ' || name FROM sqlite_master"
        if connection.dialect.name == "sqlite"
        else "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
        # A default may be written as 0 and as '0'::bigint.
        "SELECT table_name || column_name || data_type || is_nullable || "
        "coalesce(generation_expression, regexp_replace(column_default, '^''(.*)''::.*$', '\\1'), '') "
        "FROM information_schema.columns WHERE table_schema = 'public'"
    )
    rows = [
        connection.execute(text(query)).all()
        for query in (
            "SELECT * FROM counters",
            "SELECT name, length(value) FROM keys",
            "SELECT version_num FROM alembic_version",
        )
    ]
    return set(connection.execute(text(objects)).scalars()), rows


def _is_common(name: str | None, _kind: str, within: Mapping[str, str | None]) -> bool:
    """Leave out what each database has of its own for the index of words."""
    return not str(name).startswith("words_index") and (within.get("table_name"), name) not in {
        ("words", "vector"),
        ("words", "words_vector"),
    }


def _same_type(_context: object, _inspected: object, _column: object, found: object, wanted: object) -> bool | None:
    # An instant is a number of microseconds to the database.
    return False if type(wanted).__name__ == "Instant" and type(found).__name__ == "BIGINT" else None


def test_opening_again_keeps_everything(database: str) -> None:
    with open_store(database) as store, store.writing() as writing:
        writing.articles.put(event(), "[]", published=NOON, modified=NOON, now=NOON)
    with open_store(database) as store:
        assert store.events.count() == 1


@pytest.mark.slow
def test_processes_that_start_together_do_not_collide(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    def opened() -> None:
        with open_store(database) as store:
            assert store.changes.sequence() == 0

    processes = [forked(opened) for _ in range(6)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 6
    assert capfd.readouterr().err == ""


def test_a_forked_process_reads_through_connections_of_its_own(store: Store) -> None:
    assert store.changes.sequence() == 0
    child = os.fork()
    if child == 0:
        try:
            with store.writing() as writing:
                writing.articles.put(event(), "[]", published=NOON, modified=NOON, now=NOON)
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert store.changes.sequence() == 1
    assert store.events.count() == 1


def test_the_store_tests_ran_on_postgresql() -> None:
    if not os.environ.get("FEEDPUB_TEST_POSTGRES"):
        pytest.skip("only SQLite was tested: FEEDPUB_TEST_POSTGRES names no server (.ci/postgres starts one)")
