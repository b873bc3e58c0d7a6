"""The articles that several documents bring, with the documents that are copies of each."""

from sqlalchemy import and_, false, func, or_, select

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
        """List the articles that several files or feeds have now.

        Returns:
            By page's name; the document that is published stands first, then the others by source and name.

        Raises:
            StoreError: the database cannot be used.
        """
        # Older versions of a story under one id are no copies of it: of copies no version is known.
        present = and_(documents.c.present, or_(documents.c.superseded == false(), documents.c.edition.is_(None)))
        several = select(documents.c.article_id).where(present).group_by(documents.c.article_id).having(func.count() > 1)
        listed = and_(articles.c.id.in_(several), articles.c.deleted == false(), present)
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
