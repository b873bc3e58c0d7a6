"""By what articles were found is compressed in SQLite, bit by bit."""

from alembic import op

from feedpub.store import compaction
from feedpub.store.tables import facts

revision = "0021"
down_revision = "0020"
ROLLING = True  # On PostgreSQL nothing changes.


def upgrade() -> None:
    """Note that all that is stored is text; the column takes both forms."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        compaction.begin(connection, facts)
