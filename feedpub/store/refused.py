"""The bytes of documents that were refused, kept for whoever wants to look at them: the latest, within bounds."""

from sqlalchemy import Connection, delete, func, select

from feedpub.model.record import RefusedCopy
from feedpub.store.engine import upsert
from feedpub.store.tables import refused_copies

MOST_BYTES_EACH = 2_000_000
"""Of a copy that is kept; what is larger is cut. Documents are not larger by default, and feeds are refused in parts."""
_MOST_COPIES = 500  # some weeks of a desk's mishaps; a flood of them is one fault, of which the latest will do
_MOST_BYTES = 50_000_000  # altogether: little beside the articles, also where a whole feed of others is refused


def keep_copy(connection: Connection, source: str, key: str, copy: RefusedCopy) -> None:
    """Keep the bytes of a document, and give up those that were kept the longest where they are too many.

    Args:
        connection: of a writer.
        source: name of the document's source.
        key: the document's.
        copy: to keep.
    """
    values = copy._asdict() | {"media_type": copy.media_type[:200], "content": copy.content[:MOST_BYTES_EACH]}
    upsert(connection, refused_copies, {"source": source, "key": key}, values)
    _bound(connection)


def forget_copy(connection: Connection, source: str, key: str) -> None:
    """Give up the bytes of a document, if they are kept.

    Args:
        connection: of a writer.
        source: name of the document's source.
        key: the document's.
    """
    connection.execute(delete(refused_copies).filter_by(source=source, key=key))


def copy_of(connection: Connection, source: str, key: str) -> RefusedCopy | None:
    """Return the bytes of a document that was refused; None where they are not kept.

    Args:
        connection: of a reader.
        source: name of the document's source.
        key: the document's.
    """
    row = connection.execute(select(refused_copies).filter_by(source=source, key=key)).one_or_none()
    return None if row is None else RefusedCopy(row.content, row.size, row.media_type, row.kept)


def _bound(connection: Connection) -> None:
    kept = (
        func.min(refused_copies.c.size, MOST_BYTES_EACH)
        if connection.dialect.name == "sqlite"
        else func.least(refused_copies.c.size, MOST_BYTES_EACH)
    )
    columns = (refused_copies.c.source, refused_copies.c.key, kept.label("bytes"))
    order = (refused_copies.c.kept.desc(), refused_copies.c.source, refused_copies.c.key)
    held = 0
    for number, row in enumerate(connection.execute(select(*columns).order_by(*order)).all(), 1):
        held += row.bytes
        if number > _MOST_COPIES or held > _MOST_BYTES:
            forget_copy(connection, row.source, row.key)
