"""Samples and what publishers have published themselves: which of them a store holds."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, false, select, true

from feedpub.store.rows import LATEST
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, documents, revisions

_KEPT = re.compile(r'"/media/([0-9a-f]{64}\.[a-z]+)"')
_MOST_LOOKED_THROUGH = 1_000  # a site that has more of its own, and samples still, is none that begins


class SampleDocument(NamedTuple):
    """A sample in the store.

    Args:
        source: name of the source that it came from.
        key: what identifies it there.
        article_id: its article.
    """

    source: str
    key: str
    article_id: str


# What was deleted is never announced; where it is named as well, SQLite looks at all that was not deleted. Pages ask it.
_PUBLIC = (
    select(articles.c.id)
    .where(articles.c.sample == true(), articles.c.announced.is_not(None), articles.c.unreadable.is_(None))
    .limit(1)
)


class Samples:
    """What may be read of samples.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def are_shown(self) -> bool:
        """Tell whether any sample is public."""
        with self._session.connect() as connection:
            return connection.execute(_PUBLIC).first() is not None

    def has_own(self) -> bool:
        """Tell whether there is an article that is no sample, public or not, and was not deleted."""
        own = (articles.c.sample == false(), articles.c.deleted == false())
        with self._session.connect() as connection:
            return connection.execute(select(articles.c.id).where(*own).limit(1)).first() is not None

    def documents(self) -> tuple[SampleDocument, ...]:
        """List the samples that were not deleted, with the documents that they came from."""
        with self._session.connect() as connection:
            return sample_documents(connection)

    def pictures(self) -> frozenset[str]:
        """List the kept pictures of the samples that were not deleted: hash and suffix of each."""
        with self._session.connect() as connection:
            return _pictures(connection.execute(_pictured(sample=True)))

    def pictures_of_others(self) -> frozenset[str] | None:
        """List the kept pictures of all other articles.

        Returns:
            Hash and suffix of each; None where there are too many articles to look through.
        """
        with self._session.connect() as connection:
            rows = connection.execute(_pictured(sample=False).limit(_MOST_LOOKED_THROUGH + 1)).all()
            return None if len(rows) > _MOST_LOOKED_THROUGH else _pictures(rows)


def _pictured(*, sample: bool) -> Select[Any]:
    chosen = (articles.c.sample == (true() if sample else false()), articles.c.deleted == false(), articles.c.pictured)
    return select(revisions.c.document).join(articles, LATEST).where(*chosen)


def _pictures(rows: Iterable[Any]) -> frozenset[str]:
    return frozenset(name for row in rows for name in _KEPT.findall(row.document or ""))


def sample_documents(connection: Connection) -> tuple[SampleDocument, ...]:
    """List the samples that were not deleted, with the documents that they came from.

    Args:
        connection: of a reader.
    """
    query = select(documents.c.source, documents.c.key, articles.c.id).join(
        documents, documents.c.article_id == articles.c.id
    )
    rows = connection.execute(
        query.where(articles.c.sample == true(), articles.c.deleted == false()).order_by(articles.c.id)
    )
    return tuple(SampleDocument(*row) for row in rows)
