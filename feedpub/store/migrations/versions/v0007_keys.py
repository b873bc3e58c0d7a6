"""The keys of a database: one, which signs the cursors of lists."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table and the key."""
    made = op.create_table("keys", sa.Column("name", _KEY, primary_key=True), sa.Column("value", sa.String, nullable=False))
    op.bulk_insert(made, [{"name": "cursors", "value": secrets.token_hex(32)}])
