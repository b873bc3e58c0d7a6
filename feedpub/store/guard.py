"""The one guard: which articles any output may show at a moment."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select

from feedpub.store.tables import articles, changes


def releasable() -> ColumnElement[bool]:
    """Hold for articles that may be shown once their embargo, where there is one, has passed.

    Returns:
        A condition on ``articles``.
    """
    return and_(articles.c.deleted == false(), articles.c.status != "withheld")


def shown(as_of: datetime) -> ColumnElement[bool]:
    """Hold for articles that may be shown.

    Args:
        as_of: the moment; an embargo that ends at it has passed.

    Returns:
        A condition on ``articles``.
    """
    return and_(releasable(), or_(articles.c.embargo.is_(None), articles.c.embargo <= as_of))


def uncounted(as_of: datetime) -> Select[tuple[str]]:
    """Select the ids of articles that do not stand: of those that may be shown, what was taken back is only a notice.

    They are few, so that what counts many need not look each of those up.

    Args:
        as_of: the moment.

    Returns:
        The query.
    """
    return select(articles.c.id).where(or_(not_(shown(as_of)), articles.c.status == "canceled"))


def told(as_of: datetime) -> ColumnElement[bool]:
    """Hold for changes that may be told: every removal, and the revisions of articles that may be shown.

    Of an article taken back only the notice is told; what it said before is nobody's to read any more.

    Args:
        as_of: the moment.

    Returns:
        A condition on ``changes`` joined with ``articles``.
    """
    current = or_(articles.c.status != "canceled", changes.c.revision == articles.c.revision)
    return or_(changes.c.op == "delete", and_(changes.c.op == "upsert", shown(as_of), current))
