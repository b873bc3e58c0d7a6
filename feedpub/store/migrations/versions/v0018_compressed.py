"""Documents, traces and words are compressed in SQLite, bit by bit; which articles have pictures is noted."""

import sqlalchemy as sa
from alembic import op

from feedpub.store import compaction
from feedpub.store.tables import revisions, traces, words

revision = "0018"
down_revision = "0017"

# The mark can stand in no text: quotation marks in JSON's strings are escaped.
_note = sa.text(
    "UPDATE articles SET pictured = true WHERE EXISTS (SELECT 1 FROM revisions WHERE article_id = articles.id"
    """ AND revisions.revision = articles.revision AND document LIKE '%"images"\\:[{%')"""
)


def upgrade() -> None:
    """Add the column, fill it, and note that all that is stored is text."""
    op.add_column("articles", sa.Column("pictured", sa.Boolean, nullable=False, server_default=sa.false()))
    connection = op.get_bind()
    connection.execute(_note)
    if connection.dialect.name == "sqlite":
        for name in ("words_added", "words_removed"):  # which would enter what is compressed
            connection.execute(sa.text(f"DROP TRIGGER {name}"))
        compaction.begin(connection, revisions, traces, words)
