from sqlalchemy import Connection, MetaData, insert, inspect, select, text

from feedpub.store import Store, search
from feedpub.store.compression import restored
from feedpub.store.migrations.upgrading import upgrade
from feedpub.store.tables import traces, words

_RELATIVE = {table.name: table for table in (traces, words)}  # whose texts can be read beside others alone


def undo(store: Store, version: str) -> None:
    """Take a store back to an earlier version of its schema, with everything that it had a place for."""
    with store.writing() as writing:
        connection = writing.connection
        kept = _contents(connection)
        for name in _tables(connection, descending=True):
            connection.execute(text(f"DROP TABLE {name} {'CASCADE' if connection.dialect.name == 'postgresql' else ''}"))
        upgrade(connection, version)
        for name in {"counters", "keys"} & set(_tables(connection)):
            connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - two names of tables
        then = MetaData()
        then.reflect(connection, only=_tables(connection))
        for table in then.sorted_tables:
            rows = [
                {one.name: row[one.name] for one in table.c if one.name in row and one.computed is None}
                for row in kept.get(table.name, ())
            ]
            if rows:
                connection.execute(insert(table), rows)
        search.fill(connection)


def _tables(connection: Connection, *, descending: bool = False) -> list[str]:
    """The tables that both databases have, each after those that it refers to."""
    names = [name for name, _ in inspect(connection).get_sorted_table_and_fkc_names() if name]
    ours = [name for name in names if not name.startswith("words_index_")]
    return ours[::-1] if descending else [name for name in ours if name not in ("words_index", "alembic_version")]


def _contents(connection: Connection) -> dict[str, list[dict[str, object]]]:
    now = MetaData()
    now.reflect(connection, only=_tables(connection))
    return {
        table.name: [
            {name: _plain(value) for name, value in row._mapping.items()}
            for row in connection.execute(select(_RELATIVE.get(table.name, table)))
        ]
        for table in now.sorted_tables
        if table.name != "leases"
    }


def _plain(value: object) -> object:
    """Give what is stored the form that it had in all earlier versions."""
    return restored(value).decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value
