"""What proves the log of changes: the digest of what each tells, a chain over all, and what the shown events add up to."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from pydantic import ValidationError

from feedpub.model.digests import NOTHING, chained
from feedpub.model.event import Event
from feedpub.store.canonical import digest_of_text
from feedpub.store.proof import Entered, sums_by_prefix, told_instead

revision = "0014"
down_revision = "0012"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_CHUNK = 200  # documents that are in memory at once

# The marks can stand in no text: quotation marks in JSON's strings are escaped.
_special = sa.text(
    "SELECT article_id, revision FROM revisions"
    """ WHERE document LIKE '%"status"\\:"canceled"%' OR document LIKE '%"sample"\\:true%'"""
)
_document = sa.text("SELECT document FROM revisions WHERE article_id = :id AND revision = :number")
_tell = sa.text("UPDATE revisions SET told = :told WHERE article_id = :id AND revision = :number")
_changes = sa.text(
    "SELECT sequence, op, changes.article_id, changes.revision,"
    " CASE WHEN op = 'upsert' THEN COALESCE(told, document) END AS told FROM changes"
    " LEFT JOIN revisions ON revisions.article_id = changes.article_id AND revisions.revision = changes.revision"
    " WHERE sequence > :after ORDER BY sequence LIMIT :limit"
)
_prove = sa.text("UPDATE changes SET digest = :digest, chain = :chain WHERE sequence = :sequence")
_show = sa.text(
    "UPDATE articles SET digest = (SELECT digest FROM changes WHERE article_id = articles.id AND op = 'upsert'"
    " AND changes.revision = articles.revision ORDER BY sequence DESC LIMIT 1)"
    " WHERE NOT deleted AND announced IS NOT NULL AND unreadable IS NULL"
)
_members = sa.text("SELECT id, digest FROM articles WHERE digest IS NOT NULL AND id > :after ORDER BY id LIMIT :limit")
_sum = sa.text("INSERT INTO prefixes (prefix, shown, digest) VALUES (:prefix, :shown, :digest)")
_stand = sa.text(
    "UPDATE changes SET shown = :shown, shown_digest = :digest WHERE sequence = (SELECT max(sequence) FROM changes)"
)


def upgrade() -> None:
    """Add the columns, and prove every change in the order of the log.

    What the shown events added up to is known from the last change on.
    """
    _columns()
    connection = op.get_bind()
    for name, number in connection.execute(_special).all():
        _write_told(connection, {"id": name, "number": number})
    _chain(connection)
    connection.execute(_show)
    sums = sums_by_prefix(_paged(connection))
    shown, digest = sums.pop("", (0, NOTHING))
    connection.execute(_stand, {"shown": shown, "digest": digest})
    if sums:
        connection.execute(_sum, [{"prefix": key, "shown": total, "digest": of} for key, (total, of) in sums.items()])


def _columns() -> None:
    op.add_column("articles", sa.Column("digest", sa.String))
    op.add_column("revisions", sa.Column("told", sa.Text))
    op.add_column("changes", sa.Column("digest", sa.String))
    op.add_column("changes", sa.Column("chain", sa.String))
    op.add_column("changes", sa.Column("shown", sa.BigInteger))
    op.add_column("changes", sa.Column("shown_digest", sa.String))
    op.create_table(
        "prefixes",
        sa.Column("prefix", _KEY, primary_key=True),
        sa.Column("shown", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
    )


def _write_told(connection: sa.Connection, key: dict[str, Any]) -> None:
    try:
        event = Event.model_validate_json(connection.execute(_document, key).scalar_one())
    except (ValidationError, UnicodeError):
        return  # a row that cannot be read is told of nobody; who reads its document again stores what is told
    if (told := told_instead(event)) is not None:
        connection.execute(_tell, key | {"told": told})


def _chain(connection: sa.Connection) -> None:
    chain, after = NOTHING, 0
    while rows := connection.execute(_changes, {"after": after, "limit": _CHUNK}).all():
        proven = []
        for row in rows:
            digest = digest_of_text(row.told) if row.op == "upsert" else None
            change = Entered(row.sequence, row.op, row.article_id, row.revision, digest)
            chain = chained(chain, change.link)
            proven.append({"sequence": row.sequence, "digest": digest, "chain": chain})
        connection.execute(_prove, proven)
        after = rows[-1].sequence


def _paged(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    after = ""
    while rows := connection.execute(_members, {"after": after, "limit": 10 * _CHUNK}).all():
        yield from ((row.id, row.digest) for row in rows)
        after = rows[-1].id
