"""The rows in which the store has what is known of a source's documents."""

from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, case, false, func, not_, or_, select, true

from feedpub.store.known_document import KnownDocument
from feedpub.store.session import ReadSession
from feedpub.store.source_documents import PlainDocuments, SourceDocuments
from feedpub.store.tables import articles, documents

_faulty = or_(articles.c.unreadable.is_not(None), articles.c.untraced.is_not(None))


def _known() -> Select[Any]:
    digest = case((_faulty, None), else_=documents.c.digest).label("digest")
    sample = func.coalesce(articles.c.sample, false()).label("sample")
    derived = {"digest": digest, "sample": sample}
    columns = [derived[name] if name in derived else documents.c[name] for name in KnownDocument._fields]
    return select(*columns).outerjoin(articles, articles.c.id == documents.c.article_id)


_here = documents.c.source == bindparam("source")
# A comparison, because SQLite finds by an index what is equal or greater, and not what is not null.
_marked = select(articles.c.id).where(
    or_(articles.c.sample == true(), articles.c.unreadable >= "", articles.c.untraced >= "")
)
# Of thousands of documents nearly all hold the articles that they asked for, and a look at their files asks for no more than
# what these were: to read that, of these alone, takes a third of the time that all takes.
_is_plain = and_(
    documents.c.present,
    documents.c.minted == documents.c.article_id,
    *(documents.c[name].is_not(None) for name in ("digest", "stamp")),
    *(documents.c[name] == false() for name in ("missing", "by_hand", "superseded", "separate")),
    *(documents.c[name].is_(None) for name in ("refusal", "refused_digest", "refused_by", "refused_field")),
    documents.c.article_id.not_in(_marked),
)
_plain = select(documents.c.key, documents.c.article_id, documents.c.digest, documents.c.stamp).where(_here, _is_plain)
_others = _known().where(_here, not_(func.coalesce(_is_plain, false())))
_count = select(func.count()).select_from(documents).where(_here)
_all = _known().where(_here)
_one = _known().where(_here, documents.c.key == bindparam("key"))
# The source is named with each, and no list of ids, so that each is found by an index of its own.
_known_of_articles = _known().where(
    or_(
        and_(_here, documents.c.key == bindparam("key")),
        and_(_here, documents.c.article_id == bindparam("article")),
        and_(_here, documents.c.article_id == bindparam("other")),
    )
)


def documents_of(session: ReadSession, source: str) -> SourceDocuments:
    """Read the documents of a source.

    Of those whose stored events cannot be read the digest is left out, so that they are read again.

    Args:
        session: in which they are read, also later.
        source: its name.
    """

    def look_up(key: str | None) -> list[KnownDocument]:
        query, asked = (_all, {"source": source}) if key is None else (_one, {"source": source, "key": key})
        with session.connect() as connection:
            return list(map(KnownDocument._make, connection.execute(query, asked)))

    with session.connect() as connection:
        plain = connection.execute(_plain.order_by(documents.c.key), {"source": source}).all()
        are_all_plain = connection.execute(_count, {"source": source}).scalar_one() == len(plain)
        others = () if are_all_plain else connection.execute(_others, {"source": source}).all()
    keys, *columns = zip(*plain, strict=True) if plain else ((),) * len(_plain.selected_columns)
    others_by_key = {row.key: KnownDocument._make(row) for row in others}
    return SourceDocuments(PlainDocuments(*(dict(zip(keys, each, strict=True)) for each in columns)), others_by_key, look_up)


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
