"""Lists of events can be sorted by change and by when they happened, and quotations are listed: what that takes is kept."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from pydantic_core import from_json

from feedpub.model.edtf import interval_of
from feedpub.store.tables import EPOCH, TICK, UNDATED

revision = "0015"
down_revision = "0013"

_CHUNK = 500  # documents that are in memory at once
_documents = sa.text(
    "SELECT id, document FROM articles JOIN revisions ON article_id = id AND revisions.revision = articles.revision"
    " WHERE id > :after ORDER BY id LIMIT :limit"
)
_note = sa.text("UPDATE articles SET happened = :happened, quotes = :quotes WHERE id = :id")


def upgrade() -> None:
    """Add the columns, and note of each article what its latest revision says."""
    undated = sa.text(str((UNDATED - EPOCH) // TICK))
    op.add_column("articles", sa.Column("happened", sa.BigInteger, nullable=False, server_default=undated))
    op.add_column("articles", sa.Column("quotes", sa.Integer, nullable=False, server_default=sa.text("0")))
    op.create_index("articles_status", "articles", ["status"])
    op.create_index("articles_updated", "articles", ["deleted", "sequence", "id"])
    op.create_index("articles_happened", "articles", ["deleted", "happened", "id"])
    connection, after = op.get_bind(), ""
    while rows := connection.execute(_documents, {"after": after, "limit": _CHUNK}).all():
        if noted := [{"id": row.id} | found for row in rows if (found := _found(row.document))]:
            connection.execute(_note, noted)
        after = rows[-1].id


def _found(document: str) -> dict[str, Any] | None:
    """Read what a document says, without the checks that making an event of it takes; None where it cannot be read."""
    try:
        event = from_json(document)
        if event["status"] == "canceled":
            return None
        dates = [one["value"] for one in event["when"] if one["role"] == "event"]
        happened = interval_of(dates[0])[0] if dates else UNDATED
        return {"happened": (happened - EPOCH) // TICK, "quotes": len(event["quotes"])}
    except (KeyError, TypeError, ValueError):
        return None
