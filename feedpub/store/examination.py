"""Looking through everything that is stored for what cannot be read, before a reader meets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, false, or_, select

from feedpub.errors import UnreadableError
from feedpub.model.record import UnreadableEvent
from feedpub.store.faults import Fault
from feedpub.store.rows import current_revisions, heading_of
from feedpub.store.tables import articles, documents, traces

CHUNK = 200
"""Articles that are looked at in one transaction: some megabytes, and some milliseconds of work."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at some articles found.

    Args:
        faults: of articles that are not marked.
        marked: ids of articles that are marked as unreadable; newer versions may read them.
        last: id of the last article, None where there is none left.
    """

    faults: tuple[Fault, ...]
    marked: tuple[str, ...]
    last: str | None


def examine(connection: Connection, after: str) -> Examined:
    """Look at the latest revisions of the articles behind an id, in the order of ids.

    Args:
        connection: of a reader.
        after: the id.

    Returns:
        What was found.
    """
    explained = and_(traces.c.article_id == articles.c.id, traces.c.revision == articles.c.revision)
    marks = (articles.c.unreadable, articles.c.untraced, traces.c.revision.label("explained"))
    query = current_revisions().add_columns(*marks).outerjoin(traces, explained)
    query = query.where(articles.c.id > after, articles.c.deleted == false()).order_by(articles.c.id).limit(CHUNK)
    rows = connection.execute(query).all()
    faults = tuple(fault for row in rows for fault in _faults(row))
    marked = tuple(row.article_id for row in rows if row.unreadable is not None)
    return Examined(faults, marked, rows[-1].article_id if rows else None)


def _faults(row: Any) -> Iterator[Fault]:
    if row.unreadable is not None:
        return
    try:
        heading_of(row)
    except UnreadableError as error:
        yield Fault(row.article_id, row.revision, "event", error.reason)
        return  # its document is read again, which explains it anew
    if row.untraced is None and row.explained is None:
        yield Fault(row.article_id, row.revision, "explanation", "the explanation of its answers is missing")


def unreadable_events(connection: Connection, pending: tuple[Fault, ...]) -> tuple[UnreadableEvent, ...]:
    """List the articles that cannot be read in whole.

    Args:
        connection: of a reader.
        pending: what this process has met and nobody has marked yet.

    Returns:
        The articles, by id.
    """
    met = {fault.article_id: fault.reason for fault in pending}
    marked = or_(articles.c.unreadable.is_not(None), articles.c.untraced.is_not(None), articles.c.id.in_(met))
    columns = (articles.c.id, articles.c.slug, articles.c.source, articles.c.unreadable, articles.c.untraced)
    query = select(*columns, documents.c.key).outerjoin(documents, documents.c.article_id == articles.c.id)
    query = query.where(marked, articles.c.deleted == false()).order_by(articles.c.id, documents.c.present, documents.c.key)
    found = {row.id: row for row in connection.execute(query)}
    return tuple(
        UnreadableEvent(
            id=row.id,
            slug=row.slug,
            source=row.source,
            document=row.key,
            shown=row.unreadable is None and row.id not in {fault.article_id for fault in pending if fault.part == "event"},
            reason=row.unreadable or met.get(row.id) or row.untraced,
        )
        for row in found.values()
    )
