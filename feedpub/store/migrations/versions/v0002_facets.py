"""The index of facets; a later version fills it, which can read every event (0010)."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "facets",
        sa.Column("kind", _KEY, primary_key=True),
        sa.Column("slug", _KEY, primary_key=True),
        sa.Column("article_id", _KEY, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("label", _KEY, nullable=False),
    )
    op.create_index("facets_article", "facets", ["article_id"])
