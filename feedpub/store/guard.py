"""The one guard: which articles any output may show.

It asks what is stored and no clock: an article becomes public by a change that takes a number in the sequence, its release
from embargo included, and stops being public by another one.
"""

from sqlalchemy import BindParameter, ColumnElement, Select, and_, false, func, or_, select, true

from feedpub.store.tables import articles, changes


def shown() -> ColumnElement[bool]:
    """Hold for articles that may be shown: those that the change list has told of and that this version can read.

    Returns:
        A condition on ``articles``.
    """
    # What was deleted is never announced; it is named all the same, because the index of the newest begins with it.
    return and_(articles.c.deleted == false(), articles.c.announced.is_not(None), articles.c.unreadable.is_(None))


def shown_of_few() -> ColumnElement[bool]:
    """Hold for the same articles as ``shown``, where few are looked up by their ids.

    Returns:
        A condition on ``articles``.
    """
    # Spelled so that SQLite does not go through an index that nearly all are in, as it would without statistics.
    present = func.coalesce(articles.c.deleted, false()) == false()
    return and_(present, articles.c.announced.is_not(None), articles.c.unreadable.concat("").is_(None))


def proven() -> ColumnElement[bool]:
    """Hold for the same articles as ``shown``, where nothing but the digest of what is told of them is asked for.

    The digest is there as long as they are shown. A planner that is not told of deletion, either, goes by their ids.

    Returns:
        A condition on ``articles``.
    """
    return articles.c.digest.is_not(None)


def waiting() -> ColumnElement[bool]:
    """Hold for articles that wait for the end of their embargo, or for somebody to release them after it.

    Returns:
        A condition on ``articles``.
    """
    held = and_(articles.c.announced.is_(None), articles.c.embargo.is_not(None))
    return and_(held, articles.c.deleted == false(), articles.c.status != "withheld")


def uncounted() -> Select[tuple[str]]:
    """Select the ids of articles that do not stand: of those that may be shown, what was taken back is only a notice.

    They are few, so that what counts many need not look each of those up.

    Returns:
        The query.
    """
    return select(articles.c.id).where(or_(unseen(), articles.c.status == "canceled"))


def unseen() -> ColumnElement[bool]:
    """Hold for articles that may not be shown, which are few: counting them is less work than counting all others.

    Returns:
        A condition on ``articles``.
    """
    # Each of these has an index, so that not all articles are looked at; SQLite uses none for what is not null, but it does
    # for what is no less than the least of all texts.
    return or_(articles.c.deleted == true(), articles.c.announced.is_(None), articles.c.unreadable >= "")


def announced(sequence: int | BindParameter[int] | None = None) -> ColumnElement[bool]:
    """Hold for changes that are told: what became public and was not withdrawn later, and removals until they are dropped.

    What an article said before it was removed or taken back is nobody's to read any more. At one number of the sequence the
    answer is the same for ever, whatever is written after it.

    Args:
        sequence: number of the last change that counts; None for all there are.

    Returns:
        A condition on ``changes``.
    """
    withdrawn, told = changes.c.withdrawn, changes.c.op.in_(("upsert", "delete"))
    if sequence is None:
        return and_(told, withdrawn.is_(None))
    return and_(changes.c.sequence <= sequence, told, or_(withdrawn.is_(None), withdrawn > sequence))
