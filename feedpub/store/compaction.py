"""Compressing what earlier versions and backups have larger: some rows at a time, so that nobody waits, when there is time.

Readers take all forms, so that a store is in use before, while and after it is done. What is left is noted with each batch:
a process that is killed leaves what it had begun to the next one.
"""

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    bindparam,
    delete,
    func,
    literal_column,
    null,
    select,
    update,
)

from feedpub.store.engine import upsert
from feedpub.store.leases import Lease
from feedpub.store.relative_text import Beside
from feedpub.store.tables import articles, counters, facts, revisions, traces, words
from feedpub.store.transactions import Transactions

ROWS = 100
"""That are compressed in one transaction: some 30 ms in which other writers wait."""

MANY = 1000
"""Changes after which a store is worth tidying: that takes .1 ms for each article, beside the 40 that reading it took."""

_COMPRESSED: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (revisions, ("document", "told")),
    (traces, ("trace",)),
    (words, ("said", "stems")),
    (facts, ("facts",)),
)
_RELATIVE = (traces, words)  # to the document of a revision (relative_text.py)
_ROWID: ColumnElement[int] = literal_column("rowid")


class Compaction:
    """Compresses what is stored as text.

    Args:
        transactions: of the store.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def is_due(self) -> bool:
        """Tell whether anything may be left to compress; PostgreSQL has nothing, also where rows of SQLite were restored."""
        names = [_counter(table) for table, _ in _COMPRESSED]
        with self._transactions.primary() as connection:
            found = connection.execute(select(counters.c.name).where(counters.c.name.in_(names))).first()
        return found is not None and not self._transactions.is_server

    def step(self, lease: Lease | None = None) -> int:
        """Compress the next rows.

        Args:
            lease: the writer must still hold this one.

        Returns:
            How many rows were looked at; 0 where all are done.

        Raises:
            StoreError: the database cannot be used.
            LeaseError: another process has the lease.
        """
        if not self.is_due():
            return 0
        with self._transactions.writing(lease) as connection:
            return next((done for table, columns in _COMPRESSED if (done := _some(connection, table, columns))), 0)

    def size(self) -> int:
        """Tell how many bytes the database takes.

        Raises:
            StoreError: the database cannot be used.
        """
        pages = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        asked = "SELECT pg_database_size(current_database())" if self._transactions.is_server else pages
        with self._transactions.primary() as connection:
            return int(connection.exec_driver_sql(asked).scalar_one())

    def tidy_after(self, sequence: int) -> None:
        """Tidy a store that was just filled: rows that came in any order leave a seventh of its pages empty.

        Args:
            sequence: number of the last change before; nothing is done where a store had most of its changes by then, or has
                few since.

        Raises:
            StoreError: the database cannot be used, or somebody writes all the time.
        """
        with self._transactions.primary() as connection:
            last = connection.execute(select(counters.c.value).where(counters.c.name == "sequence")).scalar_one()
        if last - sequence >= max(MANY, sequence):
            self.tidy()

    def tidy(self) -> None:
        """Give the room that is not needed back to the disk.

        Raises:
            StoreError: the database cannot be used, or somebody writes all the time.
        """
        self._transactions.tidy()


def begin(connection: Connection, *tables: Table) -> None:
    """Note that everything which is stored now may be larger than it need be.

    Args:
        connection: of a writer of SQLite.
        tables: that hold it.
    """
    for table in tables:
        last = connection.execute(select(func.max(_ROWID)).select_from(table)).scalar()
        if last is not None:
            upsert(connection, counters, {"name": _counter(table)}, {"value": last})


def complete(connection: Connection, *tables: Table) -> None:
    """Compress everything at once, as nobody waits for who fills a store.

    Args:
        connection: of a writer of SQLite.
        tables: that hold it.
    """
    begin(connection, *tables)
    for table, columns in _COMPRESSED:
        while table in tables and _some(connection, table, columns):
            pass


def _counter(table: Table) -> str:
    """Name the counter that has the last row which may be larger; there is none where no row is."""
    return f"plain {table.name}"


def _some(connection: Connection, table: Table, columns: tuple[str, ...]) -> int:
    """Compress the last of the rows that may be larger; later ones are done, however SQLite numbers rows anew."""
    named = counters.c.name == _counter(table)
    last = connection.execute(select(counters.c.value).where(named)).scalar()
    if last is None:
        return 0
    beside = _document_of(table) if table in _RELATIVE else null()
    query = select(_ROWID.label("row"), beside.label("beside"), *(table.c[name] for name in columns)).select_from(table)
    rows = connection.execute(query.where(last >= _ROWID).order_by(_ROWID.desc()).limit(ROWS)).mappings().all()
    if not rows:
        connection.execute(delete(counters).where(named))
        return 0
    written = update(table).where(bindparam("row") == _ROWID).values({name: bindparam(f"new_{name}") for name in columns})
    connection.execute(
        written, [{"row": row["row"]} | {f"new_{name}": _value(row, name) for name in columns} for row in rows]
    )
    connection.execute(update(counters).where(named).values(value=rows[-1]["row"] - 1))
    return len(rows)


def _value(row: RowMapping, name: str) -> str | Beside | None:
    return Beside(row[name], row["beside"]) if row["beside"] is not None else row[name]


def _document_of(table: Table) -> ColumnElement[str]:
    """Select what the texts of a row are stored relative to; words are those of the latest revision."""
    beside = select(revisions.c.document).where(revisions.c.article_id == table.c.article_id)
    if "revision" in table.c:
        return beside.where(revisions.c.revision == table.c.revision).scalar_subquery()
    latest = (articles.c.id == revisions.c.article_id) & (articles.c.revision == revisions.c.revision)
    return beside.join(articles, latest).scalar_subquery()
