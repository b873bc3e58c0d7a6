"""All that is stored, table by table, in values that every database takes: what a backup is made of.

Values are those of the tables and no more, also where a damaged row has something else: a backup keeps what it finds.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, MetaData, Table, func, select
from sqlalchemy.types import TypeDecorator, TypeEngine

from feedpub.model.digests import SetDigest
from feedpub.store.canonical import digest_of_text
from feedpub.store.compression import CompressedText
from feedpub.store.engine import keep_open
from feedpub.store.event_rows import sequence_of
from feedpub.store.migrations import newest_version
from feedpub.store.proof import Standing, standing
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, event_sets, leases, metadata, revisions

_AT_ONCE = 500  # rows that are in memory
_OF_PROCESSES = (leases, event_sets)
_KEPT_BY_TRIGGERS = "facet_totals"  # last, because what comes before it moves it


class StoredState(NamedTuple):
    """What a store comes to.

    Args:
        sequence: number of the last change.
        standing: what the log says of itself behind it.
        digest: of all shown events, worked out anew from their documents.
    """

    sequence: int
    standing: Standing
    digest: str


class Contents:
    """What may be read of it, in one snapshot.

    Args:
        session: of the snapshot.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    @property
    def schema(self) -> str:
        """The version of the schema, which is always this program's."""
        return newest_version()

    def state(self) -> StoredState:
        """Work out what everything comes to.

        Returns:
            The state.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._session.connect() as connection:
            return state_of(connection)

    def rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """Read all rows of a table.

        Args:
            table: one of ``plain_tables``.

        Yields:
            The rows, by primary key, or by all columns where there is none.

        Raises:
            StoreError: the database cannot be used.
        """
        query = select(table).order_by(*(table.primary_key.columns or table.columns))
        with self._session.connect() as connection:
            keep_open(connection)
            for row in connection.execute(query, execution_options={"yield_per": _AT_ONCE}):
                yield tuple(row)


def plain_tables() -> tuple[Table, ...]:
    """Describe the tables of this version by the values that lie in them, each after those that it refers to.

    Returns:
        The tables, but for that of leases, whose holders are processes of one site, and what processes read again.
    """
    plain = MetaData()
    named = sorted(metadata.sorted_tables, key=lambda table: table.name == _KEPT_BY_TRIGGERS)
    return tuple(Table(table.name, plain, *map(_plain, table.columns)) for table in named if table not in _OF_PROCESSES)


def state_of(connection: Connection) -> StoredState:
    """Work out what a store comes to.

    Args:
        connection: of a snapshot, or of a writer.

    Returns:
        The state.
    """
    sequence = sequence_of(connection)
    return StoredState(sequence, standing(connection), _digest_of_shown(connection))


def _digest_of_shown(connection: Connection) -> str:
    told = func.coalesce(revisions.c.told, revisions.c.document).label("told")
    shown = (revisions.c.article_id == articles.c.id) & (revisions.c.revision == articles.c.announced)
    query = select(articles.c.id, told).join(revisions, shown).where(articles.c.digest.is_not(None))
    found = SetDigest()
    for row in connection.execute(query, execution_options={"yield_per": _AT_ONCE}):
        # A damaged row has none, before and after; who reads it next marks it.
        if (digest := digest_of_text(row.told)) is not None:
            found.add(row.id, digest)
    return found.hex


def _plain(column: Column[Any]) -> Column[Any]:
    return Column(column.name, _plain_type(column.type), primary_key=column.primary_key)


def _plain_type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(kind, TypeDecorator) and not isinstance(kind, CompressedText):
        return kind.impl_instance
    return kind
