"""What proves the log of changes: what each tells, a chain over all of them, and what the shown events add up to.

All of it is written by the transaction that makes the change. The digests are of the stored bytes of what is told, which are
delivered as they are: no later program, that reads them into a model with more keys, delivers others than were digested.
"""

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from feedpub.model.digests import NOTHING, SetDigest, chained, digits_of, hidden_link, link_of
from feedpub.model.event import Event
from feedpub.site.notices import shown
from feedpub.store.canonical import digest_of_text
from feedpub.store.engine import upsert_all
from feedpub.store.tables import articles, changes, prefixes, revisions

LEVELS = 3
"""Digits of the longest prefix of which the sum is kept: among 100,000 events some 24 have it."""

_shown_of = select(articles.c.digest).where(articles.c.id == bindparam("of"))
_sums_of = select(prefixes).where(prefixes.c.prefix.in_(bindparam("prefixes", expanding=True)))
_last_change = select(changes.c.chain, changes.c.shown, changes.c.shown_digest).order_by(changes.c.sequence.desc()).limit(1)


class Standing(NamedTuple):
    """What the log and the shown events come to behind a change.

    Args:
        chain: over all changes so far.
        shown: how many events are shown.
        digest: of all that are shown; empty for changes that were made before it was kept.
    """

    chain: str = NOTHING
    shown: int = 0
    digest: str = NOTHING


class Entered(NamedTuple):
    """A change as it is entered.

    Args:
        sequence: its number.
        op: upsert, delete or hidden.
        article_id: the article's id.
        revision: that an upsert brings.
        digest: of what it tells; None where it tells no event that can be read.
    """

    sequence: int
    op: str
    article_id: str
    revision: int
    digest: str | None

    @property
    def link(self) -> str:
        """What the chain has of it."""
        if self.op == "upsert":
            return link_of(self.sequence, "upsert", self.article_id, self.revision, self.digest)
        return link_of(self.sequence, "delete", self.article_id) if self.op == "delete" else hidden_link(self.sequence)


class Proof:
    """What proves the log, as a transaction writes it that locks out other writers.

    Args:
        connection: of that transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: Standing | None = None
        self._sums: dict[str, tuple[int, str]] = {}
        self._moved: set[str] = set()

    def columns(self, change: Entered, *, is_first: bool = False) -> dict[str, Any]:
        """Work out what proves a change, and have the sums of prefixes follow it.

        Args:
            change: the next one; the article's row still has the digest of what was shown of it before.
            is_first: nothing was shown of the article before.

        Returns:
            Values of its columns.
        """
        before = None if is_first else self._connection.execute(_shown_of, {"of": change.article_id}).scalar()
        last = self._last or standing(self._connection)
        total, digest = _moved(last.shown, last.digest, change, before)
        self._last = Standing(chained(last.chain, change.link), total, digest)
        if before != change.digest:
            self._move_prefixes(change, before)
        return {"digest": change.digest, "chain": self._last.chain, "shown": total, "shown_digest": digest}

    def finish(self) -> None:
        """Write the sums that moved, which all changes of the transaction have moved together."""
        if self._moved:
            rows = [
                {"prefix": prefix, "shown": self._sums[prefix][0], "digest": self._sums[prefix][1]} for prefix in self._moved
            ]
            upsert_all(self._connection, prefixes, sorted(rows, key=itemgetter("prefix")))
            self._moved.clear()

    def keep(self) -> Callable[[], None]:
        """Return what takes the proof back to here, as a part of the transaction is taken back."""
        last, sums, moved = self._last, dict(self._sums), set(self._moved)

        def back() -> None:
            self._last, self._sums, self._moved = last, sums, moved

        return back

    def digest_of_revision(self, article_id: str, revision: int) -> str | None:
        """Digest what is told of a stored revision.

        Args:
            article_id: the article's id.
            revision: its number.

        Returns:
            The digest; None where the document is missing or is no JSON.
        """
        told = func.coalesce(revisions.c.told, revisions.c.document)
        query = select(told).where(revisions.c.article_id == article_id, revisions.c.revision == revision)
        return digest_of_text(self._connection.execute(query).scalar())

    def _move_prefixes(self, change: Entered, before: str | None) -> None:
        digits = digits_of(change.article_id)
        named = [digits[:length] for length in range(1, LEVELS + 1)]
        if unread := [prefix for prefix in named if prefix not in self._sums]:
            found = self._connection.execute(_sums_of, {"prefixes": unread})
            self._sums |= dict.fromkeys(unread, (0, NOTHING)) | {row.prefix: (row.shown, row.digest) for row in found}
        self._sums |= {prefix: _moved(*self._sums[prefix], change, before) for prefix in named}
        self._moved.update(named)


def standing(connection: Connection, sequence: int | None = None) -> Standing:
    """Tell what the log and the shown events came to behind a change.

    Args:
        connection: of any transaction.
        sequence: its number, not before the store was first upgraded to keep such sums; None for the last one.

    Returns:
        The sums.
    """
    query = _last_change if sequence is None else _last_change.where(changes.c.sequence <= sequence)
    row = connection.execute(query).one_or_none()
    return Standing(row.chain or NOTHING, row.shown or 0, row.shown_digest or "") if row else Standing()


def told_instead(event: Event) -> str | None:
    """Write what is told of an event where that is not the event itself.

    Args:
        event: to be stored.

    Returns:
        The document, or None.
    """
    told = shown(event)
    return None if told is event else told.model_dump_json()


def sums_by_prefix(members: Iterator[tuple[str, str]]) -> dict[str, tuple[int, str]]:
    """Add up a set of events by the prefixes of which sums are kept, and in whole under the empty one.

    Args:
        members: id and digest of each.

    Returns:
        How many there are and their digest, by prefix.
    """
    counts: dict[str, int] = {}
    sums: dict[str, SetDigest] = {}
    for name, digest in members:
        digits = digits_of(name)
        for prefix in (digits[:length] for length in range(LEVELS + 1)):
            counts[prefix] = counts.get(prefix, 0) + 1
            sums.setdefault(prefix, SetDigest()).add(name, digest)
    return {prefix: (count, sums[prefix].hex) for prefix, count in counts.items()}


def _moved(total: int, digest: str, change: Entered, before: str | None) -> tuple[int, str]:
    """Take what was shown of an article out of a sum, and what is shown of it now in."""
    members = SetDigest(digest)
    if before is not None:
        members.remove(change.article_id, before)
    if change.digest is not None:
        members.add(change.article_id, change.digest)
    return total + (change.digest is not None) - (before is not None), members.hex
