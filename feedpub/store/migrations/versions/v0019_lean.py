"""Facets, places and signatures lie in the order in which they are looked for, once instead of twice or three times."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from feedpub.store.totals_triggers import TRIGGERS

revision = "0019"
down_revision = "0018"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_TRIGGERS = {"facets_added": "facets", "facets_removed": "facets", "articles_came": "articles", "articles_went": "articles"}


def _article() -> sa.Column[str]:
    return sa.Column("article_id", _KEY, sa.ForeignKey("articles.id"), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _KEY, nullable=False)


def _tables() -> dict[str, tuple[list[sa.Column[Any]], list[str]]]:
    sure = sa.Column("confidence", sa.Float, nullable=False, server_default=sa.text("1"))
    published = sa.Column("published", sa.BigInteger, nullable=False, server_default=sa.text("0"))
    facet: list[sa.Column[Any]] = [_text("kind"), _text("slug"), published, _article(), _text("label"), sure]
    total: list[sa.Column[Any]] = [_text("kind"), _text("slug"), sa.Column("total", sa.Integer, nullable=False)]
    z, x, y, sure_of_place = (sa.Column(name, sa.Double, nullable=False) for name in ("z", "x", "y", "confidence"))
    place: list[sa.Column[Any]] = [z, x, y, _article(), sure_of_place]
    signature: list[sa.Column[Any]] = [sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False), _article()]
    return {
        "facets": (facet, ["kind", "slug", "published", "article_id"]),
        "facet_totals": (total, ["kind", "slug"]),
        "locations": (place, ["z", "x", "y", "article_id"]),
        "signatures": (signature, ["number", "article_id"]),
    }


# A point that an article was given twice is kept as the surer one.
_ROWS = {"locations": "SELECT z, x, y, article_id, max(confidence) AS confidence FROM {} GROUP BY z, x, y, article_id"}


def upgrade() -> None:
    """Make the tables anew, by statements alone that the database works through; readers see the old ones until then."""
    connection = op.get_bind()
    for name, table in _TRIGGERS.items():
        op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.dialect.name == "postgresql" else ""))
    for table, (columns, key) in _tables().items():
        _make_anew(table, columns, key)
    op.create_index("facets_article", "facets", ["article_id", "kind", "slug"])
    op.create_index("facet_totals_most", "facet_totals", ["kind", sa.text("total DESC"), "slug"])
    op.create_index("locations_article", "locations", ["article_id"])
    op.create_index("signatures_article", "signatures", ["article_id"])
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def _make_anew(table: str, columns: list[sa.Column[Any]], key: list[str]) -> None:
    op.rename_table(table, f"{table}_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table}_before DROP CONSTRAINT IF EXISTS {table}_pkey")  # whose name the new one takes
    made = op.create_table(table, *columns, sa.PrimaryKeyConstraint(*key), sqlite_with_rowid=False)
    names = ", ".join(column.name for column in made.columns)
    rows = _ROWS.get(table, f"SELECT {names} FROM {{}}").format(f"{table}_before")  # noqa: S608 - names of columns
    op.execute(f"INSERT INTO {table} ({names}) {rows} ORDER BY {', '.join(key)}")
    op.drop_table(f"{table}_before")
