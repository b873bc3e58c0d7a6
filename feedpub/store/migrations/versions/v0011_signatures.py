"""By what the copies of an article that several sources bring are recognised, and which articles are excerpts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table; articles stored before are told apart by address and text once their next revision is stored."""
    op.add_column("articles", sa.Column("excerpt", sa.Boolean, nullable=False, server_default=sa.false()))
    # The mark can stand in no text: quotation marks in JSON's strings are escaped.
    op.execute(
        "UPDATE articles SET excerpt = true WHERE EXISTS (SELECT 1 FROM revisions WHERE article_id = articles.id"
        """ AND revisions.revision = articles.revision AND document LIKE '%"excerpt"\\:true%')"""
    )
    op.add_column("documents", sa.Column("separate", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "signatures",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article_id", _KEY, sa.ForeignKey("articles.id"), primary_key=True),
    )
    op.create_index("signatures_article", "signatures", ["article_id"])
