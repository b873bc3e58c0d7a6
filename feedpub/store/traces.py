"""How the answers of a revision were chosen, for whoever may see it."""

from typing import NoReturn

from sqlalchemy import select

from feedpub.errors import UnreadableError
from feedpub.store.faults import Fault
from feedpub.store.guard import announced
from feedpub.store.session import ReadSession
from feedpub.store.tables import changes, traces


class Traces:
    """What may be read of traces.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def find(self, article_id: str, revision: int) -> str | None:
        """Return how a revision's answers were chosen.

        Args:
            article_id: the article's id.
            revision: one of its revisions that the change list tells of.

        Returns:
            The trace as JSON, or None where there is none that may be shown.

        Raises:
            UnreadableError: it may be shown, and is missing.
        """
        brought = (changes.c.op == "upsert", changes.c.article_id == article_id, changes.c.revision == revision)
        query = select(traces.c.trace).where(traces.c.article_id == article_id, traces.c.revision == revision)
        with self._session.connect() as connection:
            if connection.execute(select(changes.c.sequence).where(*brought, announced()).limit(1)).first() is None:
                return None
            trace: str | None = connection.execute(query).scalar_one_or_none()
        if trace is None:
            self.refuse(article_id, revision, "the explanation of its answers is missing")
        return trace

    def refuse(self, article_id: str, revision: int, reason: str) -> NoReturn:
        """Note that nobody can be told how a revision's answers were chosen, until its document is read again.

        Args:
            article_id: the article's id.
            revision: its number.
            reason: what is wrong with its trace.

        Raises:
            UnreadableError: always.
        """
        self._session.faults.note(Fault(article_id, revision, "explanation", reason))
        raise UnreadableError(article_id, reason)
