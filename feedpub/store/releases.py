"""Articles that wait for the end of an embargo."""

from datetime import datetime

from sqlalchemy import func, select

from feedpub.model.record import Release
from feedpub.store.guard import waiting
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, documents


class Releases:
    """What may be read of releases that come.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def next(self) -> datetime | None:
        """Return when the first embargo ends.

        Returns:
            The moment, which may have passed where nobody has made the release yet; None where nothing is under embargo.
        """
        with self._session.connect() as connection:
            return connection.execute(select(func.min(articles.c.embargo)).where(waiting())).scalar()

    def coming(self, limit: int) -> tuple[Release, ...]:
        """List the articles that wait for their moment, without a word of what they say.

        Args:
            limit: how many at most.

        Returns:
            The first one first.
        """
        document = select(func.min(documents.c.key)).where(documents.c.article_id == articles.c.id).scalar_subquery()
        query = select(articles.c.id, articles.c.source, document, articles.c.embargo).where(waiting())
        with self._session.connect() as connection:
            found = connection.execute(query.order_by(articles.c.embargo, articles.c.id).limit(limit))
            return tuple(Release(*row) for row in found)
