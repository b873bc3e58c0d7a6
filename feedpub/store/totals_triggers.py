"""How many articles have each facet, as the database keeps it by triggers; made with the tables.

What writes facets or articles need not know of the totals. A migration that makes one of these tables anew, as Alembic does
to alter columns in SQLite, has to make its triggers anew.
"""

from sqlalchemy import DDL, event
from sqlalchemy.schema import ExecutableDDLElement

from feedpub.store.tables import metadata


def stands(row: str) -> str:
    """Hold for an article that may be shown and was not taken back, as guard.py has it."""
    return f"(NOT {row}.deleted AND {row}.announced IS NOT NULL AND {row}.unreadable IS NULL AND {row}.status <> 'canceled')"


_MORE = "ON CONFLICT (kind, slug) DO UPDATE SET total = facet_totals.total + 1"
_ALL_MORE = (
    "INSERT INTO facet_totals (kind, slug, total)"  # noqa: S608 - no data
    f" SELECT kind, slug, 1 FROM facets WHERE article_id = NEW.id {_MORE}"
)
_ALL_LESS = (
    "UPDATE facet_totals SET total = total - 1"
    " WHERE (kind, slug) IN (SELECT kind, slug FROM facets WHERE article_id = NEW.id)"
)
_ONE_MORE = f"INSERT INTO facet_totals (kind, slug, total) VALUES (NEW.kind, NEW.slug, 1) {_MORE}"  # noqa: S608 - no data
_ONE_LESS = "UPDATE facet_totals SET total = total - 1 WHERE kind = OLD.kind AND slug = OLD.slug"
_MARKS = "deleted, announced, unreadable, status"


def _counts(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM articles WHERE id = {row}.article_id AND {stands('articles')})"  # noqa: S608 - no data


_SQLITE = (
    f"CREATE TRIGGER facets_added AFTER INSERT ON facets WHEN {_counts('NEW')} BEGIN {_ONE_MORE}; END",
    f"CREATE TRIGGER facets_removed AFTER DELETE ON facets WHEN {_counts('OLD')} BEGIN {_ONE_LESS}; END",
    f"CREATE TRIGGER articles_came AFTER UPDATE OF {_MARKS} ON articles"
    f" WHEN {stands('NEW')} AND NOT {stands('OLD')} BEGIN {_ALL_MORE}; END",
    f"CREATE TRIGGER articles_went AFTER UPDATE OF {_MARKS} ON articles"
    f" WHEN {stands('OLD')} AND NOT {stands('NEW')} BEGIN {_ALL_LESS}; END",
)


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$"


# Dropping a table drops its triggers, but not their functions.
_POSTGRESQL = (
    _function("feedpub_facet_added", f"IF {_counts('NEW')} THEN {_ONE_MORE}; END IF"),
    _function("feedpub_facet_removed", f"IF {_counts('OLD')} THEN {_ONE_LESS}; END IF"),
    _function("feedpub_article_came", _ALL_MORE),
    _function("feedpub_article_went", _ALL_LESS),
    "CREATE TRIGGER facets_added AFTER INSERT ON facets FOR EACH ROW EXECUTE FUNCTION feedpub_facet_added()",
    "CREATE TRIGGER facets_removed AFTER DELETE ON facets FOR EACH ROW EXECUTE FUNCTION feedpub_facet_removed()",
    f"CREATE TRIGGER articles_came AFTER UPDATE OF {_MARKS} ON articles FOR EACH ROW"
    f" WHEN ({stands('NEW')} AND NOT {stands('OLD')}) EXECUTE FUNCTION feedpub_article_came()",
    f"CREATE TRIGGER articles_went AFTER UPDATE OF {_MARKS} ON articles FOR EACH ROW"
    f" WHEN ({stands('OLD')} AND NOT {stands('NEW')}) EXECUTE FUNCTION feedpub_article_went()",
)
TRIGGERS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
"""Statements by the name of the dialect."""


def _made_on(dialect: str, statement: str) -> ExecutableDDLElement:
    made: ExecutableDDLElement = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy has no types for it
    return made.execute_if(dialect=dialect)


for _dialect, _statements in TRIGGERS.items():
    for _statement in _statements:
        event.listen(metadata, "after_create", _made_on(_dialect, _statement))
