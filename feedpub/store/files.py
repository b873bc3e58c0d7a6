"""How a SQLite file is opened: made for its owner alone, and read as far as it can be where nothing can be written."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

_OWNER_ONLY = 0o600  # it holds what is under embargo; SQLite gives its -wal and -shm the rights of the file itself
_NO_WRITING = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY}
)


class PassingFile(sqlite3.Connection):
    """A connection to a file that cannot be written to, to be used for one transaction only.

    It would stay without the right to write when that is over, and so would all others of its process, because SQLite shares
    the index of a log among them.
    """


class FrozenFile(PassingFile):
    """A connection to a file as it stands, which no write-ahead log adds to.

    SQLite then takes no locks. Nobody writes as long as the disk is full or the folder cannot be written to, and after each
    transaction the ordinary way is tried first.
    """


def open_file(path: str, options: dict[str, Any]) -> sqlite3.Connection:
    """Open a database file, and make it where there is none.

    Readers need a log and an index beside the file, and a full disk or a read-only folder lets nobody make them. Where the
    last writer has put everything into the file itself, it can be read without them.

    Args:
        path: of the file.
        options: of the driver.

    Returns:
        A connection that has read from the file.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    with suppress(OSError), os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)):
        pass  # what cannot be made here, SQLite gives the reason for
    factory = sqlite3.Connection if _is_writable(Path(path)) else PassingFile
    connection: sqlite3.Connection = sqlite3.connect(path, factory=factory, **options)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if not forbids_writing(error) or _has_log(path):
            raise
        return _frozen(path, options)
    return connection


def forbids_writing(error: object) -> bool:
    """Tell whether an error is about a disk or a folder that lets nobody write, rather than about a statement.

    Args:
        error: what SQLite raised.

    Returns:
        Whether connections that were made meanwhile are not to be used again: one that was opened without the right to
        write stays without it.
    """
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _NO_WRITING


def _is_writable(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _has_log(path: str) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _frozen(path: str, options: dict[str, Any]) -> sqlite3.Connection:
    address = f"file:{quote(str(Path(path).absolute()))}?mode=ro&immutable=1"
    connection: FrozenFile = sqlite3.connect(address, uri=True, factory=FrozenFile, **options)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
