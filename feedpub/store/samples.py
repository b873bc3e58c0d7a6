"""Samples and what publishers have published themselves: which of them a store holds."""

from typing import NamedTuple

from sqlalchemy import Connection, false, select, true

from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, documents


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


class Samples:
    """What may be read of samples.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def are_shown(self) -> bool:
        """Tell whether any sample is public."""
        # What was deleted is never announced; where it is named as well, SQLite looks at all that was not deleted.
        public = (articles.c.sample == true(), articles.c.announced.is_not(None), articles.c.unreadable.is_(None))
        with self._session.connect() as connection:
            return connection.execute(select(articles.c.id).where(*public).limit(1)).first() is not None

    def has_own(self) -> bool:
        """Tell whether there is an article that is no sample, public or not, and was not deleted."""
        own = (articles.c.sample == false(), articles.c.deleted == false())
        with self._session.connect() as connection:
            return connection.execute(select(articles.c.id).where(*own).limit(1)).first() is not None

    def documents(self) -> tuple[SampleDocument, ...]:
        """List the samples that were not deleted, with the documents that they came from."""
        with self._session.connect() as connection:
            return sample_documents(connection)


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
