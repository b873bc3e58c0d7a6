"""Words and traces are stored relative to their documents in SQLite, bit by bit."""

from alembic import op

from feedpub.store import compaction
from feedpub.store.tables import traces, words

revision = "0022"
down_revision = "0021"
ROLLING = True  # On PostgreSQL nothing changes.


def upgrade() -> None:
    """Note that all that is stored is larger than it need be; the columns take all forms."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        compaction.begin(connection, traces, words)
