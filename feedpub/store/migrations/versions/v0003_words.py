"""The index of words, filled from the latest revisions."""

import sqlalchemy as sa
from alembic import op

from feedpub.site.words import words_of

revision = "0003"
down_revision = "0002"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_ids = sa.text("SELECT id FROM articles WHERE NOT deleted ORDER BY id")
_latest = sa.text(
    "SELECT document FROM revisions JOIN articles ON articles.id = revisions.article_id "
    "AND articles.revision = revisions.revision WHERE articles.id = :id"
)
_index = sa.text("INSERT INTO words (article_id, said, stems) VALUES (:id, :said, :stems)")
_SQLITE = (
    "CREATE VIRTUAL TABLE words_index USING fts5("
    "said, stems, content = 'words', content_rowid = 'number', columnsize = 0, tokenize = 'ascii')",
    "CREATE TRIGGER words_added AFTER INSERT ON words BEGIN "
    "INSERT INTO words_index (rowid, said, stems) VALUES (new.number, new.said, new.stems); END",
    "CREATE TRIGGER words_removed AFTER DELETE ON words BEGIN "
    "INSERT INTO words_index (words_index, rowid, said, stems) VALUES ('delete', old.number, old.said, old.stems); END",
)
_POSTGRESQL = (
    "ALTER TABLE words ADD vector tsvector NOT NULL GENERATED ALWAYS AS "
    "(array_to_tsvector(string_to_array(trim(said || ' ' || stems), ' '))) STORED",
    "CREATE INDEX words_vector ON words USING gin (vector)",
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
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
    # One document at a time: a large store does not fit into memory.
    for name in connection.execute(_ids).scalars().all():
        document = connection.execute(_latest, {"id": name}).scalar_one()
        try:
            said, stems = words_of(document)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # no event that can be read: entered when its document is read again
        connection.execute(_index, {"id": name, "said": said, "stems": stems})
