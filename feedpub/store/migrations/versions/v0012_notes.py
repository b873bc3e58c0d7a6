"""What of each document was left out when it was read."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column; of what was accepted before, the notes come when it is read again."""
    op.add_column("documents", sa.Column("notes", sa.Text))
