"""The index of words, filled from the latest revisions."""

import sqlalchemy as sa
from alembic import op

from feedpub.site.words import words_of
from feedpub.store.search import index
from feedpub.store.words_index import WORDS_INDEX

revision = "0003"
down_revision = "0002"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_ids = sa.text("SELECT id FROM articles WHERE NOT deleted ORDER BY id")
_latest = sa.text(
    "SELECT document FROM revisions JOIN articles ON articles.id = revisions.article_id "
    "AND articles.revision = revisions.revision WHERE articles.id = :id"
)


def upgrade() -> None:
    """Make the table with the index that the database has for it, and enter every article that is there."""
    op.create_table(
        "words",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("article_id", _KEY, sa.ForeignKey("articles.id"), nullable=False, unique=True),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("stems", sa.Text, nullable=False),
    )
    connection = op.get_bind()
    for statement in WORDS_INDEX[connection.dialect.name]:
        op.execute(statement)
    # One document at a time: a large store does not fit into memory.
    for name in connection.execute(_ids).scalars().all():
        document = connection.execute(_latest, {"id": name}).scalar_one()
        try:
            index(connection, name, words_of(document))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # no event that can be read: entered when its document is read again
