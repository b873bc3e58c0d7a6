"""What must be true of a store's tables, whoever was killed while writing them."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Row, create_engine, select, text

from feedpub.drafting import digest
from feedpub.errors import SourceError
from feedpub.model.document import Document
from feedpub.model.event import Event
from feedpub.site.facets import facets_of
from feedpub.sources.byhand import BY_HAND, documents_at
from feedpub.sources.directory import DirectorySource
from feedpub.store.tables import EPOCH, articles, changes, counters, documents, facets, revisions, traces, words
from tests.chaos.newsroom import Newsroom, version_in

_SHOWN = 5  # examples in a message


def soundness(url: str, newsrooms: list[Newsroom]) -> list[str]:
    """List what is half, missing or left over in a store.

    Args:
        url: of the database.
        newsrooms: whose folders it was filled from.
    """
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return [*_whole_file(connection), *_sequence(connection), *_revisions(connection), *_indexes(connection)] + [
                fault for newsroom in newsrooms for fault in _documents(connection, newsroom)
            ]
    finally:
        engine.dispose()


def _whole_file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    if (said := connection.execute(text("PRAGMA integrity_check")).scalar()) != "ok":
        yield f"integrity_check says {said}"
    if broken := connection.execute(text("PRAGMA foreign_key_check")).all():
        yield f"foreign_key_check finds {len(broken)} rows"


def _sequence(connection: Connection) -> Iterator[str]:
    numbers = list(connection.execute(select(changes.c.sequence).order_by(changes.c.sequence)).scalars())
    last = connection.execute(select(counters.c.value).where(counters.c.name == "sequence")).scalar_one()
    if numbers != list(range(1, last + 1)):
        yield f"the sequence has {len(numbers)} numbers up to {last}"
    latest: dict[str, tuple[int, datetime]] = {}
    moment = EPOCH
    for row in connection.execute(select(changes).order_by(changes.c.sequence)):
        revision, at = latest.get(row.article_id, (0, EPOCH))
        if revision > row.revision or at >= row.at or moment > row.at:
            yield f"change {row.sequence} of {row.article_id} is no later than the one before it"
        latest[row.article_id], moment = (row.revision, row.at), row.at


def _revisions(connection: Connection) -> Iterator[str]:
    rows = connection.execute(select(articles)).all()
    latest = {row.id: row.revision for row in rows}
    if damaged := [row.id for row in rows if row.unreadable or row.untraced]:
        yield f"{len(damaged)} articles are marked as damaged: {damaged[:_SHOWN]}"
    stored: dict[str, list[int]] = {}
    versions: dict[str, int] = {}
    columns = (revisions.c.article_id, revisions.c.revision, revisions.c.document)
    for row in connection.execute(select(*columns).order_by(*columns[:2])):
        stored.setdefault(row.article_id, []).append(row.revision)
        event = Event.model_validate_json(row.document)
        if (event.id, event.revision) != (row.article_id, row.revision):
            yield f"revision {row.revision} of {row.article_id} holds another"
        before, version = versions.get(event.id, 0), version_in(event.article.headline)
        if version < before:
            yield f"revision {row.revision} of {row.article_id} takes version {before} back to {version}"
        versions[event.id] = version
    whole = {key: list(range(1, last + 1)) for key, last in latest.items()}
    if whole != {key: sorted(numbers) for key, numbers in stored.items()}:
        yield "an article lacks one of its revisions"
    traced = Counter(connection.execute(select(traces.c.article_id)).scalars())
    if traced != Counter(latest):
        yield f"{sum(latest.values())} revisions have {traced.total()} traces"


def _indexes(connection: Connection) -> Iterator[str]:
    said = set(connection.execute(select(words.c.article_id)).scalars())
    standing = select(articles).where(articles.c.deleted.is_(False))
    latest = revisions.c.article_id == articles.c.id, revisions.c.revision == articles.c.revision
    rows = connection.execute(standing.add_columns(revisions.c.document).join(revisions, latest[0] & latest[1])).all()
    if said != {row.id for row in rows}:
        yield f"{len(rows)} articles stand, and the index of words has {len(said)}"
    wrong = [row.id for row in rows if row.status != "canceled" and not _is_indexed(connection, row)]
    if wrong:
        yield f"{len(wrong)} articles have other facets than their events: {wrong[:_SHOWN]}"


def _is_indexed(connection: Connection, row: Row[tuple[object, ...]]) -> bool:
    query = select(facets.c.kind, facets.c.slug).where(facets.c.article_id == row.id)
    wanted = {(one.kind, one.slug) for one in facets_of(Event.model_validate_json(row.document))}
    return wanted == {(found.kind, found.slug) for found in connection.execute(query)}


def _documents(connection: Connection, newsroom: Newsroom) -> Iterator[str]:
    rows = connection.execute(select(documents).where(documents.c.source == newsroom.source)).all()
    known = {row.key: row for row in rows}
    for found in _listed(newsroom):
        if isinstance(found, SourceError) or not _is_known(found, known.pop(found.key, None)):
            yield f"{newsroom.source}: {getattr(found, 'key', found)} is not known as it is"
    # What a person gave by hand is nobody's to sweep.
    if gone := [key for key, row in known.items() if row.present and not row.by_hand]:
        yield f"{newsroom.source}: {len(gone)} documents are gone and still present: {gone[:_SHOWN]}"


def _listed(newsroom: Newsroom) -> Iterator[Document | SourceError]:
    if newsroom.source == BY_HAND:
        return documents_at([newsroom.folder])
    return DirectorySource(newsroom.source, newsroom.folder).documents()


def _is_known(document: Document, row: Row[tuple[object, ...]] | None) -> bool:
    return row is not None and row.present and not row.missing and not row.refusal and row.digest == digest(document)
