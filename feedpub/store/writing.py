"""What one transaction may write: all of it is stored, or nothing."""

from sqlalchemy import Connection

from feedpub.store.articles import ArticleWriter
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
        log = ChangeLog(connection)
        self.articles = ArticleWriter(connection, log)
        self.marks = MarkWriter(connection, log)
        self.signatures = SignatureWriter(connection)
        self.sources = SourceWriter(connection)
