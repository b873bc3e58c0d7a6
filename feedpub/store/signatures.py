"""Numbers that copies of an article have in common, to find the article among all others."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, bindparam, delete, insert, select, union_all

from feedpub.store.session import ReadSession
from feedpub.store.tables import signatures

Sharing = dict[str, frozenset[int]]
"""By id of an article, the numbers that it has of those that were asked for; those that have most come first."""

_MOST = 100  # articles: more of them that share a number are alike in what says nothing
# Articles that are looked at for each number. What more have in common is of a phrase that a house prints below each text:
# it finds nothing that rarer numbers do not, and however large the archive is, no more of it is read.
_COMMON = 200

_insert, _forget = insert(signatures), delete(signatures).where(signatures.c.article_id == bindparam("of"))


class Signatures:
    """What may be read of signatures.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def sharing(self, numbers: Iterable[int]) -> Sharing:
        """Find the articles that share a number, also those that were deleted.

        Args:
            numbers: of a signature.

        Returns:
            The articles, each with what it shares; at most a hundred.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._session.connect() as connection:
            return _sharing(connection, numbers)


class SignatureWriter:
    """Keeps the signatures of articles, within one transaction that locks out other writers.

    Args:
        connection: of that transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, article_id: str, numbers: Iterable[int], *, is_new: bool = False) -> None:
        """Replace the signature of an article.

        Args:
            article_id: of an article in the store.
            numbers: of 64 bits with a sign.
            is_new: the article had none before.
        """
        if not is_new:
            self._connection.execute(_forget, {"of": article_id})
        rows = [{"number": number, "article_id": article_id} for number in numbers]
        if rows:
            self._connection.execute(_insert, rows)

    def sharing(self, numbers: Iterable[int]) -> Sharing:
        """Find the articles that share a number, also those that were deleted.

        Args:
            numbers: of a signature.

        Returns:
            The articles, each with what it shares; at most a hundred.
        """
        return _sharing(self._connection, numbers)


def _sharing(connection: Connection, numbers: Iterable[int]) -> Sharing:
    asked = {f"number{place}": number for place, number in enumerate(dict.fromkeys(numbers))}
    if not asked:
        return {}
    having: dict[int, list[str]] = {}
    for row in connection.execute(_having(len(asked)), asked):
        having.setdefault(row.number, []).append(row.article_id)
    telling = {number: found for number, found in having.items() if len(found) <= _COMMON} or having
    shared: dict[str, set[int]] = {}
    for number, found in telling.items():
        for article_id in found:
            shared.setdefault(article_id, set()).add(number)
    most = sorted(shared, key=lambda article_id: (-len(shared[article_id]), article_id))
    return {article_id: frozenset(shared[article_id]) for article_id in most[:_MOST]}


@cache
def _having(count: int) -> CompoundSelect[Any]:
    """Select the first articles that have each of so many numbers."""
    row = signatures.c
    each = (
        select(row.number, row.article_id)
        .where(row.number == bindparam(f"number{place}"))
        .order_by(row.article_id)
        .limit(_COMMON + 1)
        for place in range(count)
    )
    return union_all(*(select(one.subquery()) for one in each))
