"""How many events have each facet is kept, by the database itself: lists of people, places and so on count nothing."""

import sqlalchemy as sa
from alembic import op

from feedpub.store.totals_triggers import TRIGGERS, stands

revision = "0016"
down_revision = "0015"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


_fill = sa.text(
    "INSERT INTO facet_totals (kind, slug, total) SELECT kind, slug, count(*) FROM facets"  # noqa: S608 - no data
    f" WHERE article_id NOT IN (SELECT id FROM articles WHERE NOT {stands('articles')}) GROUP BY kind, slug"
)


def upgrade() -> None:
    """Make the table, count what is there, and have the database keep it."""
    op.create_table(
        "facet_totals",
        sa.Column("kind", _KEY, primary_key=True),
        sa.Column("slug", _KEY, primary_key=True),
        sa.Column("total", sa.Integer, nullable=False),
    )
    connection = op.get_bind()
    connection.execute(_fill)
    op.create_index("facet_totals_most", "facet_totals", ["kind", sa.text("total DESC"), "slug"])
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
