"""What the database tells of its own condition, over connections of its own that wait for nobody for long."""

from pathlib import Path

from sqlalchemy import Engine, insert, select, update

from feedpub.store.engine import translated
from feedpub.store.opening import Opening
from feedpub.store.tables import counters

SECONDS = 1.5
"""How long a heartbeat waits for other writers: for several transactions; who holds the lock for longer holds up news."""
_HEARTBEAT = "heartbeat"


class Condition:
    """Asks a database how it does.

    Args:
        engine: for this alone: requests may have taken all connections of another.
        opening: of the same database.
    """

    def __init__(self, engine: Engine, opening: Opening) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writing=True)
        self._opening = opening

    @property
    def folder(self) -> Path | None:
        """Where the database's files are; None for a server, which may be anywhere."""
        name = self._engine.url.database
        if self._engine.dialect.name != "sqlite" or name is None or "uri" in self._engine.url.query:
            return None
        return Path(name).absolute().parent

    def beat(self) -> None:
        """Write something, for good: what is taken back never reaches the disk, and would not show that it is full.

        Raises:
            StoreError: nothing can be written within ``SECONDS``.
        """
        self._opening.ensure()
        with translated(self._engine.url), self._writer.begin() as connection:
            # The lock of all writers, as the store takes it: on SQLite that of the file, which begin has taken.
            connection.execute(select(counters.c.value).where(counters.c.name == "sequence").with_for_update())
            mine = counters.c.name == _HEARTBEAT
            moved = update(counters).where(mine).values(value=counters.c.value + 1).returning(counters.c.value)
            if connection.execute(moved).first() is None:
                connection.execute(insert(counters).values(name=_HEARTBEAT, value=1))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()
