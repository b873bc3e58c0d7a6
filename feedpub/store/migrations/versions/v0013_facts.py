"""Lists are cut by place, time and source as well, and lists of changes by all of it: what events were found by is kept."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from pydantic_core import from_json

from feedpub.model.edtf import interval_of
from feedpub.model.nearness import point_at
from feedpub.store import facts
from feedpub.store.tables import Instant, event_dates, locations

revision = "0013"
down_revision = "0014"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_CHUNK = 500  # articles that are in memory at once
_indexed = sa.text(
    "SELECT id, revision, status, sequence, announced FROM articles WHERE id > :after ORDER BY id LIMIT :limit"
)
# Newest first: of what was taken back, the index has what its last public revision said.
_documents = sa.text(
    "SELECT document FROM revisions WHERE article_id = :id AND revision <= :revision ORDER BY revision DESC LIMIT :limit"
)
_date = sa.text("UPDATE facets SET published = (SELECT published FROM articles WHERE articles.id = facets.article_id)")


def upgrade() -> None:
    """Make the tables, and enter every article.

    By what earlier revisions were found is not known; nobody can have followed a list that was cut by it.
    """
    _tables()
    op.execute(_date)
    _indexes()
    connection = op.get_bind()
    after = ""
    while rows := connection.execute(_indexed, {"after": after, "limit": _CHUNK}).all():
        for row in rows:
            _enter(connection, row)
        after = rows[-1].id


def _tables() -> None:
    op.add_column("facets", sa.Column("published", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    numbers = [sa.Column(name, sa.Double, nullable=False) for name in ("x", "y", "z", "confidence")]
    op.create_table("locations", _article(), *numbers)
    times = [sa.Column(name, Instant, nullable=False) for name in ("starts", "ends")]
    sure = sa.Column("confidence", sa.Double, nullable=False)
    op.create_table("event_dates", _article(), *times, sure)
    op.create_table(
        "facts",
        sa.Column("since", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("until", sa.BigInteger),
        _article(),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
    )


def _article() -> sa.Column[str]:
    return sa.Column("article_id", _KEY, sa.ForeignKey("articles.id"), nullable=False)


def _indexes() -> None:
    op.create_index("facets_newest", "facets", ["kind", "slug", "published", "article_id", "confidence"])
    op.create_index("locations_article", "locations", ["article_id"])
    op.create_index("locations_points", "locations", ["z", "x", "y", "article_id", "confidence"])
    op.create_index("event_dates_article", "event_dates", ["article_id"])
    op.create_index("event_dates_times", "event_dates", ["starts", "ends", "article_id", "confidence"])
    op.create_index("articles_source", "articles", ["source", "published", "id"])
    op.create_index("facts_until", "facts", ["until"])
    op.create_index("facts_article", "facts", ["article_id", "until"])


def _enter(connection: sa.Connection, row: Any) -> None:
    notice = row.status == "canceled"
    key = {"id": row.id, "revision": row.revision, "limit": 100 if notice else 1}
    event = next(_usable(connection.execute(_documents, key).scalars()), {})
    for table, rows in ((locations, _points(event)), (event_dates, _dates(event))):
        if rows:
            connection.execute(sa.insert(table), [{"article_id": row.id} | one for one in rows])
    if row.announced is not None:
        facts.begin(connection, row.id, row.sequence)


def _usable(documents: Iterator[str]) -> Iterator[dict[str, Any]]:
    """Read documents without the checks that making events of them takes, as far as they can be."""
    for document in documents:
        try:
            event = from_json(document)
        except ValueError:
            continue  # a row that cannot be read is entered when its document is read again
        if isinstance(event, dict) and event.get("status") != "canceled":
            yield event


def _points(event: dict[str, Any]) -> list[dict[str, Any]]:
    try:
        named = [one for one in event.get("where", ()) if one["use"] == "literal" and "latitude" in one]
        return [
            dict(zip("xyz", point_at(one["latitude"], one["longitude"]), strict=True)) | {"confidence": one["confidence"]}
            for one in named
        ]
    except (KeyError, TypeError, AttributeError):
        return []


def _dates(event: dict[str, Any]) -> list[dict[str, Any]]:
    try:
        named = [(one["value"], one["confidence"]) for one in event.get("when", ()) if one["role"] == "event"]
        times = [(*interval_of(value), confidence) for value, confidence in named]
        return [dict(zip(("starts", "ends", "confidence"), one, strict=True)) for one in times]
    except (KeyError, TypeError, AttributeError, ValueError):
        return []
