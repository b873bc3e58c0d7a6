"""What the store remembers of sources and of the documents that they list."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    false,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import delete as remove

from feedpub.model.record import NotedDocument, RefusedCopy, RefusedDocument, SourceState
from feedpub.store.engine import upsert
from feedpub.store.guard import shown
from feedpub.store.known_document import VANISHED, KnownDocument
from feedpub.store.known_rows import documents_beside, documents_of
from feedpub.store.refused import copy_of, forget_copy, keep_copy
from feedpub.store.session import ReadSession
from feedpub.store.source_documents import SourceDocuments
from feedpub.store.tables import articles, documents, refused_copies, sources

_insert = insert(documents)
_holding = (
    select(documents.c.article_id, documents.c.source, documents.c.key)
    .join(articles, articles.c.id == documents.c.article_id)
    .where(documents.c.article_id.in_(bindparam("ids", expanding=True)), articles.c.deleted == false())
    .where(documents.c.present, documents.c.superseded == false())
    .order_by(documents.c.source, documents.c.key)
)
_LONGEST = 500  # PostgreSQL indexes keys of up to 2,704 bytes; a character has up to four

# Of a document whose version does not count nobody misses anything.
_NOTEWORTHY = and_(documents.c.notes.is_not(None), documents.c.present, documents.c.superseded == false())
_NOTED = [name for name in KnownDocument._fields if name not in ("key", "sample")]


def _states(connection: Connection) -> tuple[SourceState, ...]:
    rows = connection.execute(select(sources).order_by(sources.c.name)).all()
    public = select(articles.c.source, func.count().label("public")).where(shown()).group_by(articles.c.source)
    counts = {row.source: row.public for row in connection.execute(public)}
    refused: dict[str, list[RefusedDocument]] = {}
    copy = and_(refused_copies.c.source == documents.c.source, refused_copies.c.key == documents.c.key)
    found = select(documents, refused_copies.c.size).outerjoin(refused_copies, copy)
    for row in connection.execute(found.where(documents.c.refusal.is_not(None)).order_by(documents.c.key)):
        facts = {"reason": row.refusal, "since": row.refused, "field": row.refused_field, "size": row.size}
        entry = RefusedDocument(key=row.key, **facts)
        refused.setdefault(row.source, []).append(entry)
    return tuple(
        SourceState(
            name=row.name,
            attempted=row.attempted,
            succeeded=row.succeeded,
            failure=row.failure,
            refreshes=row.refreshes,
            public=counts.get(row.name, 0),
            refused=tuple(refused.get(row.name, ())),
        )
        for row in rows
    )


class Sources:
    """What may be read of sources and of the documents that they list.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def states(self) -> tuple[SourceState, ...]:
        """Look up how all sources do.

        Returns:
            The states, by name; none for a source that was never refreshed.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._session.connect() as connection:
            return _states(connection)

    def documents(self, source: str) -> SourceDocuments:
        """Look up all documents that a source ever listed, except those that were never accepted and are gone.

        Of those whose stored events cannot be read the digest is left out, so that they are read again.

        Args:
            source: its name.

        Returns:
            The documents by key.

        Raises:
            StoreError: the database cannot be used.
        """
        return documents_of(self._session, source)

    def noted(self, limit: int) -> tuple[NotedDocument, ...]:
        """List the documents of which something was left out when they were read.

        Args:
            limit: how many at most.

        Returns:
            Those of the articles that changed last come first.

        Raises:
            StoreError: the database cannot be used.
        """
        columns = (documents.c.source, documents.c.key, documents.c.notes)
        query = select(*columns).join(articles, articles.c.id == documents.c.article_id).where(_NOTEWORTHY)
        order = (articles.c.last_change.desc(), documents.c.source, documents.c.key)
        with self._session.connect() as connection:
            return tuple(NotedDocument(*row) for row in connection.execute(query.order_by(*order).limit(limit)))

    def count_noted(self) -> int:
        """Count the documents of which something was left out.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._session.connect() as connection:
            return connection.execute(select(func.count()).select_from(documents).where(_NOTEWORTHY)).scalar_one()

    def refused_copy(self, source: str, key: str) -> RefusedCopy | None:
        """Return a document that was refused, as it was.

        Args:
            source: name of its source.
            key: the document's.

        Returns:
            Its bytes; None where they are not kept.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._session.connect() as connection:
            return copy_of(connection, source, key)


class SourceWriter:
    """Writes what is known of sources and documents, within one transaction that locks out other writers.

    Args:
        connection: of that transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def attempted(self, source: str, now: datetime) -> None:
        """Note that a refresh begins.

        Args:
            source: name of the source.
            now: the time.
        """
        self._note(source, attempted=now, refreshes=sources.c.refreshes + 1)

    def succeeded(self, source: str, now: datetime) -> None:
        """Note that a refresh came to its end.

        Args:
            source: name of the source.
            now: the time.
        """
        self._note(source, succeeded=now, failure=None)

    def failed(self, source: str, reason: str) -> None:
        """Note that a refresh failed as a whole.

        Args:
            source: name of the source.
            reason: what was wrong with it.
        """
        self._note(source, failure=storable(reason))

    def note(self, source: str, document: KnownDocument, now: datetime, *, is_new: bool = False) -> None:
        """Remember a document as it is now. A refused one is in quarantine; what was last accepted of it stays published.

        Args:
            source: name of the source.
            document: as it is now.
            now: the time.
            is_new: nothing is known of it so far.
        """
        key = {"source": source, "key": document.key}
        values = {name: getattr(document, name) for name in _NOTED}
        values["refused"] = (
            None if document.refusal is None else now if is_new else self._refused(key, document.refusal, now)
        )
        if is_new:
            self._connection.execute(_insert, key | values)
            return
        upsert(self._connection, documents, key, values)
        if document.refusal is None:
            forget_copy(self._connection, source, document.key)

    def known(self, source: str, key: str, article: str | None, other: str | None) -> set[KnownDocument]:
        """Look up what is known now of a document and of its source's other documents of two articles.

        Args:
            source: name of the source.
            key: the document's.
            article: id of an article, or None.
            other: id of another one, or None.

        Returns:
            The documents, as ``Sources.documents`` gives them.
        """
        return documents_beside(self._connection, source, key, article, other)

    def keep_copy(self, source: str, key: str, copy: RefusedCopy) -> None:
        """Keep the bytes of a document that was refused, until it is accepted, is gone, or others take the room.

        Args:
            source: name of the source.
            key: the document's.
            copy: to keep.
        """
        keep_copy(self._connection, source, key, copy)

    def vanish(self, source: str, key: str) -> None:
        """Forget a document that is gone, except which article it was.

        Args:
            source: name of the source.
            key: the document's.
        """
        forget_copy(self._connection, source, key)
        here = (documents.c.source == source, documents.c.key == key)
        self._connection.execute(remove(documents).where(*here, documents.c.article_id.is_(None)))
        self._connection.execute(update(documents).where(*here).values({**VANISHED, "refused": None}))

    def listed_elsewhere(self, source: str, article_id: str) -> tuple[str, str] | None:
        """Find the document of another source that holds an article.

        Args:
            source: name of the source that is left out.
            article_id: the article's id.

        Returns:
            The other source and its document's key; None where no other source holds it now.
        """
        found = self._elsewhere(source, article_id, documents.c.superseded == false())
        return None if found is None else (found.source, found.key)

    def holders(self, source: str, key: str, article_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Find the documents that hold articles, other than one.

        Args:
            source: name of the source of the document that is left out.
            key: of that document.
            article_ids: of the articles.

        Returns:
            By id, in the order of the ids, source and key of each, of another source first. Articles are left out that were
            deleted, or that no other document holds now.
        """
        asked = list(article_ids)
        found: dict[str, tuple[str, str]] = {}
        for article_id, its_source, its_key in self._connection.execute(_holding, {"ids": asked}) if asked else ():
            before = found.get(article_id)
            if (its_source, its_key) != (source, key) and (before is None or before[0] == source != its_source):
                found[article_id] = its_source, its_key
        return {article_id: found[article_id] for article_id in asked if article_id in found}

    def separate(self, source: str, key: str, *, is_separate: bool) -> bool:
        """Say whether a document is an article of its own, whatever it looks like; it is read when it is next listed.

        Args:
            source: name of its source.
            key: the document's.
            is_separate: False: it is told by its text and address again.

        Returns:
            Whether it is a copy that can be split off, or was split off and can be joined again.
        """
        here = (documents.c.source == source, documents.c.key == key, documents.c.present)
        if not is_separate:
            values: dict[str, Any] = {"separate": False, "digest": None}
            done = update(documents).where(*here, documents.c.separate).values(values)
        else:
            elsewhere = select(documents.c.article_id).where(*here, documents.c.superseded).scalar_subquery()
            article = self._connection.execute(select(elsewhere)).scalar_one_or_none()
            if article is None or not self.holders(source, key, (article,)):
                return False
            values = {"separate": True, "digest": None, "minted": None, "article_id": None, "superseded": False}
            done = update(documents).where(*here).values(values)
        return self._connection.execute(done.returning(documents.c.key)).first() is not None

    def hand_over(self, source: str, article_id: str) -> bool:
        """Let another source hold an article whose document is gone: its copy is read when it is next listed.

        Args:
            source: where the document is gone.
            article_id: the article's id.

        Returns:
            Whether another source has it.
        """
        if self.listed_elsewhere(source, article_id):
            return True
        if (heir := self._elsewhere(source, article_id)) is None:
            return False
        here = (documents.c.source == heir.source, documents.c.key == heir.key)
        self._connection.execute(update(documents).where(*here).values(superseded=False, digest=None))
        return True

    def _elsewhere(self, source: str, article_id: str, *conditions: ColumnElement[bool]) -> Any:
        others = select(documents.c.source, documents.c.key).where(
            documents.c.article_id == article_id, documents.c.source != source, documents.c.present, *conditions
        )
        return self._connection.execute(others.order_by(documents.c.source, documents.c.key).limit(1)).one_or_none()

    def _refused(self, key: dict[str, str], refusal: str, now: datetime) -> datetime:
        same = select(documents.c.refused).filter_by(**key, refusal=refusal)
        return self._connection.execute(same).scalar_one_or_none() or now

    def _note(self, source: str, **values: Any) -> None:
        if self._connection.execute(select(sources.c.name).where(sources.c.name == source)).first() is None:
            self._connection.execute(insert(sources).values(name=source, refreshes=0))
        self._connection.execute(update(sources).where(sources.c.name == source).values(values))


def storable(text: str) -> str:
    """Make a string that every database takes, also as a key.

    Args:
        text: a name or message, which may be of any length and hold what is no character.

    Returns:
        The same, cut where it is long, with escapes for zero bytes and halves of characters.
    """
    characters = text[:_LONGEST].encode("utf-8", "backslashreplace").decode()
    return characters.replace("\0", "\\x00")[:_LONGEST]
