"""The index of facets, filled from the latest revisions."""

import sqlalchemy as sa
from alembic import op
from pydantic import ValidationError

from feedpub.model.event import Event
from feedpub.store.facets import index

revision = "0002"
down_revision = "0001"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_ids = sa.text("SELECT id FROM articles ORDER BY id")
_latest = sa.text(
    "SELECT document FROM revisions JOIN articles ON articles.id = revisions.article_id "
    "AND articles.revision = revisions.revision WHERE articles.id = :id"
)


def upgrade() -> None:
    """Make the table, and enter every article that is there."""
    op.create_table(
        "facets",
        sa.Column("kind", _KEY, primary_key=True),
        sa.Column("slug", _KEY, primary_key=True),
        sa.Column("article_id", _KEY, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("label", _KEY, nullable=False),
    )
    op.create_index("facets_article", "facets", ["article_id"])
    connection = op.get_bind()
    # One document at a time: a large store does not fit into memory.
    for name in connection.execute(_ids).scalars().all():
        document = connection.execute(_latest, {"id": name}).scalar_one()
        try:
            index(connection, Event.model_validate_json(document))
        except ValidationError:
            continue  # entered when its document is read again
