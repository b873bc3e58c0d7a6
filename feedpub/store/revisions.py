"""The revisions of an event that anybody may read: those that the change list tells of, and that nothing took back since."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from feedpub.store.guard import announced, shown
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, changes, revisions


class ToldRevision(NamedTuple):
    """A revision that was told.

    Args:
        revision: its number.
        sequence: of the change that brought it.
        changed: when readers could first see it.
        modified: instant of the last significant change.
        digest: of what was told.
        told: the document.
    """

    revision: int
    sequence: int
    changed: datetime
    modified: datetime
    digest: str
    told: str


class Revisions:
    """What may be read of revisions.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def told(self, article_id: str, limit: int, before: int | None = None) -> tuple[ToldRevision, ...]:
        """List the revisions of an article that were told, the latest first.

        Args:
            article_id: the article's id.
            limit: how many at most.
            before: only earlier ones than this.

        Returns:
            The revisions; none where the article is not shown.
        """
        told = func.coalesce(revisions.c.told, revisions.c.document).label("told")
        query = _told(article_id, changes.c.revision, changes.c.sequence, revisions.c.changed, revisions.c.modified,
                      changes.c.digest, told)  # fmt: skip
        query = query.order_by(changes.c.revision.desc()).limit(limit)
        if before is not None:
            query = query.where(changes.c.revision < before)
        with self._session.connect() as connection:
            return tuple(ToldRevision(*row) for row in connection.execute(query))

    def count(self, article_id: str) -> int:
        """Count the revisions of an article that were told."""
        with self._session.connect() as connection:
            return int(connection.execute(_told(article_id, func.count())).scalar_one())


def _told(article_id: str, *columns: Any) -> Select[Any]:
    joined = revisions.c.article_id == changes.c.article_id, revisions.c.revision == changes.c.revision
    query = select(*columns).select_from(changes).join(articles, articles.c.id == changes.c.article_id)
    query = query.join(revisions, joined[0] & joined[1])
    of_article = (changes.c.article_id == article_id, changes.c.op == "upsert", changes.c.digest.is_not(None))
    return query.where(*of_article, announced(), shown())
