"""The articles that several sources bring, with the documents that are copies of each."""

from sqlalchemy import and_, false, func, select

from feedpub.model.record import CopiedArticle
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, documents


class CopiedArticles:
    """What may be read of them.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def all(self) -> tuple[CopiedArticle, ...]:
        """List the articles that several sources have now.

        Returns:
            By page's name; the document that is published stands first, then the others by source and name.

        Raises:
            StoreError: the database cannot be used.
        """
        several = (
            select(documents.c.article_id)
            .where(documents.c.present)
            .group_by(documents.c.article_id)
            .having(func.count(documents.c.source.distinct()) > 1)
        )
        listed = and_(articles.c.id.in_(several), articles.c.deleted == false(), documents.c.present)
        query = (
            select(articles.c.slug, documents.c.source, documents.c.key)
            .join(documents, documents.c.article_id == articles.c.id)
            .where(listed)
            .order_by(articles.c.slug, documents.c.superseded, documents.c.source, documents.c.key)
        )
        found: dict[str, list[tuple[str, str]]] = {}
        with self._session.connect() as connection:
            for row in connection.execute(query):
                found.setdefault(row.slug, []).append((row.source, row.key))
        return tuple(CopiedArticle(slug, tuple(copies)) for slug, copies in found.items())
