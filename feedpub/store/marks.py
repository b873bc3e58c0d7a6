"""Marking in the store what cannot be read, and lifting the mark once it can: so that all who read it agree."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, and_, update

from feedpub.errors import UnreadableError
from feedpub.store.engine import upsert
from feedpub.store.faults import Fault
from feedpub.store.log import ChangeLog
from feedpub.store.proof import told_instead
from feedpub.store.rows import current_revisions, stored_event
from feedpub.store.sources import storable
from feedpub.store.tables import articles, revisions, traces


class MarkWriter:
    """Marks rows that cannot be read, within one transaction that locks out other writers.

    Args:
        connection: of that transaction.
        log: of the same.
    """

    def __init__(self, connection: Connection, log: ChangeLog) -> None:
        self._connection = connection
        self._log = log

    def mark(self, faults: Iterable[Fault], now: datetime) -> int:
        """Take events that cannot be read out of what is published, each by a change with a number of its own.

        Args:
            faults: that were met; those of revisions that are no longer the latest are passed over.
            now: the time.

        Returns:
            How many articles were marked that were not.
        """
        return sum(self._mark(fault, now) for fault in faults)

    def lift(self, article_id: str, now: datetime) -> bool:
        """Publish an event again that could not be read and can be; it is announced anew, for it was told to nobody.

        Args:
            article_id: the article's id.
            now: the time.

        Returns:
            Whether it was marked and is no longer.
        """
        row = self._log.row(article_id)
        if row is None or row.unreadable is None or self._cannot(article_id):
            return False
        self._log.write_row(article_id, {"unreadable": None})
        self._tell(article_id, row.revision)
        if row.announced is not None:
            at, digest = self._log.moment(now, row), self._log.proof.digest_of_revision(article_id, row.revision)
            self._log.withdraw(article_id, self._log.announce(article_id, row.revision, at, {}, digest=digest))
        return True

    def confirm(self, article_id: str, trace: str, now: datetime) -> None:
        """Complete what is stored of an article that was read again and is unchanged.

        Args:
            article_id: the article's id.
            trace: how its answers were chosen, as JSON.
            now: the time.
        """
        self.lift(article_id, now)
        row = self._log.row(article_id)
        if row is not None and row.untraced is not None:
            upsert(self._connection, traces, {"article_id": article_id, "revision": row.revision}, {"trace": trace})
            self._log.write_row(article_id, {"untraced": None})

    def _mark(self, fault: Fault, now: datetime) -> bool:
        row = self._log.row(fault.article_id)
        if row is None or row.deleted or row.revision != fault.revision:
            return False
        if fault.part == "explanation":
            self._log.write_row(fault.article_id, {"untraced": storable(fault.reason)})
            return row.untraced is None
        # Read once more: it may have been put right since, or only the reader's memory was bad.
        reason = self._cannot(fault.article_id)
        if reason is None or row.unreadable is not None:
            return False
        self._log.write_row(fault.article_id, {"unreadable": storable(reason)})
        if row.announced is not None:
            self._log.conceal(fault.article_id, fault.revision, self._log.moment(now, row))
        return True

    def _tell(self, article_id: str, revision: int) -> None:
        """Store what is told of a revision, which nobody could say while it could not be read."""
        latest = current_revisions().where(articles.c.id == article_id)
        told = told_instead(stored_event(self._connection.execute(latest).one()).event)
        same = and_(revisions.c.article_id == article_id, revisions.c.revision == revision)
        self._connection.execute(update(revisions).where(same).values(told=told))

    def _cannot(self, article_id: str) -> str | None:
        """Tell why the latest revision cannot be read; None where it can."""
        latest = current_revisions().where(articles.c.id == article_id)
        try:
            stored_event(self._connection.execute(latest).one())
        except UnreadableError as error:
            return error.reason
        return None
