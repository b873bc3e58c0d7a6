"""Numbers that copies of an article have in common, to find the article among all others."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, false, func, insert, select

from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, signatures

_MOST = 20  # candidates: more articles that share a number are alike in what says nothing

_insert = insert(signatures)
_shared = func.count().label("shared")
_sharing = (
    select(signatures.c.article_id, _shared)
    .join(articles, articles.c.id == signatures.c.article_id)
    .where(signatures.c.number.in_(bindparam("numbers", expanding=True)), articles.c.deleted == false())
    .group_by(signatures.c.article_id)
    .order_by(_shared.desc(), signatures.c.article_id)
    .limit(_MOST)
)


class Signatures:
    """What may be read of signatures.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def articles_with(self, numbers: Iterable[int]) -> list[str]:
        """Find the articles that share a number and were not deleted.

        Args:
            numbers: of a signature.

        Returns:
            Their ids, those that share most first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._session.connect() as connection:
            return _articles_with(connection, numbers)


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
            self._connection.execute(delete(signatures).where(signatures.c.article_id == article_id))
        rows = [{"number": number, "article_id": article_id} for number in numbers]
        if rows:
            self._connection.execute(_insert, rows)

    def articles_with(self, numbers: Iterable[int]) -> list[str]:
        """Find the articles that share a number and were not deleted.

        Args:
            numbers: of a signature.

        Returns:
            Their ids, those that share most first.
        """
        return _articles_with(self._connection, numbers)


def _articles_with(connection: Connection, numbers: Iterable[int]) -> list[str]:
    asked = list(numbers)
    return [row.article_id for row in connection.execute(_sharing, {"numbers": asked})] if asked else []
