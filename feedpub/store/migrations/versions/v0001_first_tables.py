"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them, and begin the sequence at 0."""
    counters = op.create_table(
        "counters",
        sa.Column("name", _KEY, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(counters, [{"name": "sequence", "value": 0}])
    _articles()
    _revisions()
    _changes()
    _sources()


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("slug", sa.String, nullable=False, unique=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("embargo", sa.BigInteger),
        sa.Column("published", sa.BigInteger, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("announced", sa.Integer),
        sa.Column("removed", sa.BigInteger),
        sa.Column("removed_sequence", sa.BigInteger),
        sa.Column("last_change", sa.BigInteger, nullable=False),
    )
    op.create_index("articles_newest", "articles", ["deleted", "published", "id"])
    op.create_index("articles_embargo", "articles", ["embargo"])
    op.create_index("articles_removed", "articles", ["removed_sequence"])


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("article_id", _KEY, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("published", sa.BigInteger, nullable=False),
        sa.Column("modified", sa.BigInteger, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "traces",
        sa.Column("article_id", _KEY, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("trace", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["article_id", "revision"], ["revisions.article_id", "revisions.revision"]),
    )


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("op", sa.String, nullable=False),
        sa.Column("article_id", _KEY, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("name", _KEY, primary_key=True),
        sa.Column("attempted", sa.BigInteger),
        sa.Column("succeeded", sa.BigInteger),
        sa.Column("failure", sa.Text),
        sa.Column("refreshes", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("source", _KEY, primary_key=True),
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("minted", sa.String),
        sa.Column("article_id", _KEY, sa.ForeignKey("articles.id")),
        sa.Column("digest", sa.String),
        sa.Column("present", sa.Boolean, nullable=False),
        sa.Column("missing", sa.Boolean, nullable=False),
        sa.Column("by_hand", sa.Boolean, nullable=False),
        sa.Column("refusal", sa.Text),
        sa.Column("refused", sa.BigInteger),
    )
    op.create_index("documents_article", "documents", ["article_id"])
    op.create_table(
        "leases",
        sa.Column("name", _KEY, primary_key=True),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
    )
