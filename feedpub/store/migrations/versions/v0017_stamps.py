"""Files that were not written since they were read need not be read to know that."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the column; the stamps come when the files are next read."""
    op.add_column("documents", sa.Column("stamp", sa.Text))
