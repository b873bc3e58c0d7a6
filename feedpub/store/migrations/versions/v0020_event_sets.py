"""What events are counted by is kept, so that a process need not read all rows before it can answer."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
ROLLING = True  # It adds a table that is filled by programs that know it.

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table; it is filled by whoever has read the rows once."""
    op.create_table(
        "event_sets",
        sa.Column("form", _KEY, primary_key=True),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("chain", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
