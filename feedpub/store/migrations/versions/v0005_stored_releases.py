"""What is public depends on what is stored alone: withdrawn changes, rows that cannot be read, leases without clocks."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_removed = sa.text(
    "UPDATE changes SET withdrawn = (SELECT min(later.sequence) FROM changes AS later WHERE later.op = 'delete' "
    "AND later.article_id = changes.article_id AND later.sequence > changes.sequence) WHERE op = 'upsert'"
)
# Of an article that was taken back the last change brought the notice.
_taken_back = sa.text(
    "UPDATE changes SET withdrawn = (SELECT sequence FROM articles WHERE articles.id = changes.article_id) "
    "WHERE op = 'upsert' AND withdrawn IS NULL AND EXISTS (SELECT 1 FROM articles WHERE articles.id = changes.article_id "
    "AND articles.status = 'canceled' AND articles.announced IS NOT NULL AND changes.revision < articles.revision)"
)


def upgrade() -> None:
    """Add the columns, and note of every change whether a later one withdrew it.

    An embargo that has passed without being announced is released as any other, by whoever next looks for what is due.
    """
    _withdrawals()
    _articles()
    _leases()


def _withdrawals() -> None:
    op.add_column("changes", sa.Column("withdrawn", sa.BigInteger))
    op.create_index("changes_article", "changes", ["article_id", "sequence"])
    op.execute(_removed)
    op.execute(_taken_back)


def _articles() -> None:
    op.add_column("articles", sa.Column("unreadable", sa.Text))
    op.add_column("articles", sa.Column("untraced", sa.Text))
    op.drop_index("articles_embargo", "articles")
    op.create_index("articles_waiting", "articles", ["announced", "embargo"])
    op.create_index("articles_unreadable", "articles", ["unreadable"])
    op.create_index("articles_untraced", "articles", ["untraced"])


def _leases() -> None:
    # Whoever held one until now is of the version before, and is to find that it holds it no longer.
    op.drop_table("leases")
    op.create_table(
        "leases",
        sa.Column("name", _KEY, primary_key=True),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("beats", sa.BigInteger, nullable=False),
    )
