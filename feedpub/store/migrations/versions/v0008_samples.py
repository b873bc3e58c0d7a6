"""Samples are marked, so that sitemaps can leave them out and they can make way for a publisher's own articles."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the mark; samples of the version before get it when they are next read."""
    op.add_column("articles", sa.Column("sample", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("articles_sample", "articles", ["sample"])
