"""Which bytes were refused, and by which program, so that they are not read again by the same."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the two columns; what is refused now is read once more."""
    op.add_column("documents", sa.Column("refused_digest", sa.String))
    op.add_column("documents", sa.Column("refused_by", sa.String))
