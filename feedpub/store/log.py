"""The log of changes, which numbers every one of them, and the rows of articles that it moves."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, bindparam, insert, select, update

from feedpub.store import facts
from feedpub.store.proof import Entered, Proof
from feedpub.store.tables import TICK, articles, changes, counters

Op = Literal["upsert", "delete", "hidden"]
# Statements that every change takes are made once: making one takes longer than having it done.
_row = select(articles).where(articles.c.id == bindparam("of"))
_latest = select(changes.c.at).order_by(changes.c.sequence.desc()).limit(1)
_write = update(articles).where(articles.c.id == bindparam("of"))
_enter = insert(changes)
_step = update(counters).where(counters.c.name == "sequence").values(value=counters.c.value + 1).returning(counters.c.value)


class ChangeLog:
    """The log, as a transaction writes it that locks out other writers.

    Args:
        connection: of that transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.proof = Proof(connection)
        self._latest: datetime | None = None

    def row(self, article_id: str) -> Row[Any] | None:
        """Look up the row of an article."""
        return self._connection.execute(_row, {"of": article_id}).one_or_none()

    def moment(self, now: datetime, row: Row[Any] | None) -> datetime:
        """Date a change: never before another one, however clocks step or differ, and later than the article's last one.

        Readers who ask by date (If-Modified-Since) would not be told of a change that is dated back.
        """
        if self._latest is None:
            self._latest = self._connection.execute(_latest).scalar()
        return max(now, self._latest or now, row.last_change + TICK if row and row.last_change else now)

    def announce(  # noqa: PLR0913 - what is known of a change
        self,
        article_id: str,
        revision: int,
        changed: datetime,
        state: dict[str, Any],
        *,
        digest: str | None,
        found: dict[str, Any] | None = None,
        is_first: bool = False,
    ) -> int:
        """Make a revision public.

        Args:
            article_id: the article's id.
            revision: its number.
            changed: instant at which what readers see changes.
            state: what else is written to the article's row.
            digest: of what is told of it; None where it cannot be read.
            found: by what it is found (facts.py); None: as the index has it.
            is_first: nothing was told of the article before.

        Returns:
            The change's number.
        """
        sequence = self._record("upsert", article_id, revision, changed, digest, is_first=is_first)
        public = {"announced": revision, "removed": None, "removed_sequence": None, "digest": digest}
        self.write_row(article_id, state | public | {"sequence": sequence, "last_change": changed})
        if not is_first:
            facts.end(self._connection, article_id, sequence)
        if found is None:
            facts.begin(self._connection, article_id, sequence)
        else:
            facts.note(self._connection, article_id, sequence, revision, found)
        return sequence

    def hide(self, article_id: str, row: Row[Any] | None, state: dict[str, Any], at: datetime) -> None:
        """Take an article out of what is public, or keep it out.

        Args:
            article_id: the article's id.
            row: of the article as it was; None for one that is new.
            state: what else is written to its row.
            at: the instant.
        """
        was_public = row is not None and row.announced is not None
        revision = state.get("revision") or (row.revision if row else 1)
        sequence = self._record("delete" if was_public else "hidden", article_id, revision, at)
        if was_public:
            self.withdraw(article_id, sequence)
            facts.end(self._connection, article_id, sequence)
        gone = {"announced": None, "removed": at, "removed_sequence": sequence, "digest": None} if was_public else {}
        self.write_row(article_id, state | gone | {"sequence": sequence, "last_change": at})

    def conceal(self, article_id: str, revision: int, at: datetime) -> None:
        """Take an article out of what is shown without telling anybody, because it cannot be read.

        Args:
            article_id: the article's id.
            revision: its number.
            at: the instant.
        """
        self._record("hidden", article_id, revision, at)
        self.write_row(article_id, {"digest": None})

    def withdraw(self, article_id: str, sequence: int) -> None:
        """Have the change list tell no more of what an article said before a change."""
        untouched = and_(changes.c.article_id == article_id, changes.c.op == "upsert", changes.c.withdrawn.is_(None))
        earlier = update(changes).where(untouched, changes.c.sequence < sequence)
        self._connection.execute(earlier.values(withdrawn=sequence))

    def write_row(self, article_id: str, values: dict[str, Any]) -> None:
        """Write to the row of an article."""
        self._connection.execute(_write, {"of": article_id} | values)

    def _record(  # noqa: PLR0913 - what a change consists of
        self, op: Op, article_id: str, revision: int, at: datetime, digest: str | None = None, *, is_first: bool = False
    ) -> int:
        """Give a change the next number."""
        sequence = next_sequence(self._connection)
        proof = self.proof.columns(Entered(sequence, op, article_id, revision, digest), is_first=is_first)
        row = {"sequence": sequence, "op": op, "article_id": article_id, "revision": revision, "at": at}
        self._connection.execute(_enter, row | proof)
        self._latest = at
        return sequence


def next_sequence(connection: Connection) -> int:
    """Take the next number; the counter's row stays locked until the transaction ends, so numbers follow commits.

    Args:
        connection: of a writer.

    Returns:
        The number.
    """
    return int(connection.execute(_step).scalar_one())
