"""What one transaction may write: all of it is stored, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from feedpub.store.articles import ArticleWriter
from feedpub.store.engine import translated
from feedpub.store.log import ChangeLog
from feedpub.store.marks import MarkWriter
from feedpub.store.signatures import SignatureWriter
from feedpub.store.sources import SourceWriter


class Writing:
    """A transaction that locks out other writers, by its parts: ``articles``, ``marks``, ``signatures`` and ``sources``.

    Args:
        connection: of that transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        log = self._log = ChangeLog(connection)
        self.articles = ArticleWriter(connection, log)
        self.marks = MarkWriter(connection, log)
        self.signatures = SignatureWriter(connection)
        self.sources = SourceWriter(connection)

    @contextmanager
    def part(self) -> Iterator[None]:
        """Write a part of the transaction that is stored in whole or not at all, whatever becomes of the rest.

        Raises:
            StoreError: the database refuses it.
        """
        back = self._log.proof.keep()
        try:
            with translated(self.connection.engine.url), self.connection.begin_nested():
                yield
        except BaseException:
            back()
            raise

    def finish(self) -> None:
        """Write what all changes have moved together, before the transaction is committed."""
        self._log.proof.finish()


@contextmanager
def writing_on(connection: Connection) -> Iterator[Writing]:
    """Write in a transaction that is committed behind it.

    Args:
        connection: of that transaction, which locks out other writers.

    Yields:
        What may be written.
    """
    writing = Writing(connection)
    yield writing
    writing.finish()
