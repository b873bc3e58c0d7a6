"""Which version of its article each document holds, and the bytes of documents that were refused."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns; of what was accepted before, the stored article tells its version."""
    op.add_column("documents", sa.Column("edition", sa.Text))
    op.add_column("documents", sa.Column("superseded", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("documents", sa.Column("refused_field", sa.Text))
    op.create_table(
        "refused_copies",
        sa.Column("source", _KEY, primary_key=True),
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("kept", sa.BigInteger, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("refused_copies_kept", "refused_copies", ["kept"])
