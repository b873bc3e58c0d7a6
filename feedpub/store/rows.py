"""How rows of the database become the types that leave the store."""

from sqlalchemy import Row, Select, and_, select, type_coerce

from feedpub.errors import UnreadableError
from feedpub.model.record import Change, Heading, Removal, StoredDocument, StoredEvent
from feedpub.store.compression import CompressedBytes
from feedpub.store.documents import document_in, event_in, heading_in
from feedpub.store.tables import EPOCH, UNDATED, articles, changes, revisions

LATEST = and_(revisions.c.article_id == articles.c.id, revisions.c.revision == articles.c.revision)
_DATES = (revisions.c.published, revisions.c.modified, revisions.c.changed)
DOCUMENT = type_coerce(revisions.c.document, CompressedBytes).label("document")
"""Of a revision, to be read at once."""


def current_revisions() -> Select[tuple[object, ...]]:
    """Select articles with their latest revision, also where that is missing.

    Returns:
        The query; its rows are for ``stored_event`` and ``heading_of``.
    """
    named = (articles.c.id.label("article_id"), articles.c.revision, articles.c.slug, articles.c.sequence)
    return select(*named, DOCUMENT, *_DATES).select_from(articles).outerjoin(revisions, LATEST)


def page_of(found: Select[tuple[str]]) -> Select[tuple[object, ...]]:
    """Select the latest revisions of a page of articles, which is found first: a planner might join all the others as well.

    Args:
        found: selects the ids of articles, with the limits of the page.

    Returns:
        The query, without an order; its rows are for ``stored_event``, ``stored_document`` and ``heading_of``.
    """
    more = current_revisions().add_columns(revisions.c.told, articles.c.happened)
    return more.where(articles.c.id.in_(found.correlate(None)))


def change_log() -> Select[tuple[object, ...]]:
    """Select changes with the revision that each brought; a removal needs none.

    Returns:
        The query; its rows are for ``change_of``.
    """
    theirs = and_(changes.c.op == "upsert", revisions.c.article_id == changes.c.article_id)
    change = (changes.c.sequence, changes.c.op, changes.c.article_id, changes.c.revision, changes.c.at)
    proof = (changes.c.digest, changes.c.chain, revisions.c.told)
    now = (articles.c.slug, articles.c.revision.label("latest"), articles.c.unreadable)
    return (
        select(*change, *proof, *now, revisions.c.document, *_DATES)
        .join(articles, articles.c.id == changes.c.article_id)
        .outerjoin(revisions, and_(theirs, revisions.c.revision == changes.c.revision))
    )


def stored_event(row: Row[tuple[object, ...]]) -> StoredEvent:
    """Make an event of a row.

    Args:
        row: of the database.

    Raises:
        UnreadableError: this version cannot read its document.
    """
    event = event_in(row.document, row.article_id, row.revision)
    _make_sure_of_dates(row)
    # Constructed rather than validated: that would prove every span again, of an event that was proven when it was read.
    dates = {"published": row.published, "modified": row.modified, "changed": row.changed}
    return StoredEvent.of_valid({"event": event, "slug": row.slug, **dates, "sequence": row.sequence})


def stored_document(row: Row[tuple[object, ...]]) -> StoredDocument:
    """Make of a row what readers are told, without the checks that making an event of it takes.

    Args:
        row: of the database.

    Raises:
        UnreadableError: this version cannot read its document.
    """
    document = document_in(row.document, row.article_id, row.revision, row.told)
    _make_sure_of_dates(row)
    dates = (row.published, row.modified, row.changed)
    return StoredDocument(document, row.slug, *dates, row.sequence, row.happened or UNDATED)


def heading_of(row: Row[tuple[object, ...]]) -> Heading:
    """Make a heading of a row, without the checks that reading a whole event takes.

    Args:
        row: of the database.

    Raises:
        UnreadableError: this version cannot read its document.
    """
    article = heading_in(row.document, row.article_id, row.revision)
    _make_sure_of_dates(row)
    images = tuple(image.url for image in article.images)
    return Heading(row.slug, article.headline, article.language, row.published, row.modified, images)


def _make_sure_of_dates(row: Row[tuple[object, ...]]) -> None:
    if None in (row.published, row.modified, row.changed):
        raise UnreadableError(row.article_id, "its event has dates that are in no calendar")


def removal_of(row: Row[tuple[object, ...]]) -> Removal:
    """Make a tombstone of an article's row.

    Args:
        row: of the database.
    """
    return Removal(id=row.id, slug=row.slug, removed=row.removed or EPOCH, sequence=row.removed_sequence)


def change_of(row: Row[tuple[object, ...]]) -> Change:
    """Make a change of a row of the log.

    Args:
        row: of the database.

    Raises:
        UnreadableError: this version cannot read the document of the revision that it brought.
    """
    head = {"sequence": row.sequence, "op": row.op, "id": row.article_id, "chain": row.chain}
    if row.op == "upsert":
        return Change(**head, stored=stored_event(row), told=row.told or row.document, digest=row.digest)
    removal = Removal(id=row.article_id, slug=row.slug, removed=row.at or EPOCH, sequence=row.sequence)
    return Change(**head, removal=removal)
