"""The rows in which the store has what is known of a source's documents."""

from itertools import chain, starmap
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, case, false, func, not_, or_, select, true

from feedpub.store.known_document import KnownDocument
from feedpub.store.tables import articles, documents

_faulty = or_(articles.c.unreadable.is_not(None), articles.c.untraced.is_not(None))


def _known() -> Select[Any]:
    digest = case((_faulty, None), else_=documents.c.digest).label("digest")
    sample = func.coalesce(articles.c.sample, false()).label("sample")
    derived = {"digest": digest, "sample": sample}
    columns = [derived[name] if name in derived else documents.c[name] for name in KnownDocument._fields]
    return select(*columns).outerjoin(articles, articles.c.id == documents.c.article_id)


_here = documents.c.source == bindparam("source")
# Of thousands of documents nearly all are as a new one is but for a few columns, in which they are read; the others, samples
# and those whose articles are at fault are looked up apart, which takes half of the time.
_OWN = ("key", "minted", "article_id", "digest", "edition", "stamp")
_is_usual = and_(
    documents.c.present,
    *(documents.c[name] == false() for name in ("missing", "by_hand", "superseded", "separate")),
    *(documents.c[name].is_(None) for name in ("refusal", "refused_digest", "refused_by", "refused_field", "notes")),
)
_usual = select(*(documents.c[name] for name in _OWN)).where(_here, _is_usual).order_by(documents.c.key)
_unusual = _known().where(_here, not_(_is_usual))
# A comparison, because SQLite finds by an index what is equal or greater, and not what is not null.
_marked = select(articles.c.id, articles.c.sample, _faulty.label("faulty")).where(
    or_(articles.c.sample == true(), articles.c.unreadable >= "", articles.c.untraced >= "")
)
# The source is named with each, and no list of ids, so that each is found by an index of its own.
_known_of_articles = _known().where(
    or_(
        and_(_here, documents.c.key == bindparam("key")),
        and_(_here, documents.c.article_id == bindparam("article")),
        and_(_here, documents.c.article_id == bindparam("other")),
    )
)


def documents_of(connection: Connection, source: str) -> dict[str, KnownDocument]:
    """Read all documents of a source, by key and in its order.

    Of those whose stored events cannot be read the digest is left out, so that they are read again.

    Args:
        connection: to the store.
        source: its name.
    """
    usual = connection.execute(_usual, {"source": source}).all()
    unusual = connection.execute(_unusual, {"source": source}).all()
    marked = {row.id: row for row in connection.execute(_marked)}
    known = {each.key: each for each in starmap(KnownDocument, chain(usual, unusual))}
    known |= _with_marks(known, marked) if marked else {}
    return {key: known[key] for key in sorted(known)} if unusual else known


def documents_beside(
    connection: Connection, source: str, key: str, article: str | None, other: str | None
) -> set[KnownDocument]:
    """Read a document, and the source's other ones of two articles.

    Args:
        connection: to the store.
        source: its name.
        key: the document's.
        article: id of an article, or None.
        other: id of another one, or None.
    """
    asked = {"source": source, "key": key, "article": article, "other": other}
    return set(map(KnownDocument._make, connection.execute(_known_of_articles, asked)))


def _with_marks(known: dict[str, KnownDocument], marked: dict[str, Row[Any]]) -> dict[str, KnownDocument]:
    """Return the documents of articles that are samples or at fault, as they are known."""
    return {
        each.key: each._replace(digest=None if mark.faulty else each.digest, sample=bool(mark.sample))
        for each in known.values()
        if (mark := marked.get(each.article_id or ""))
    }
