"""What each database needs beside the table of words so that it finds them fast; made with the table.

PostgreSQL fills its index by itself. SQLite's is filled by what writes the table (search.py), which holds compressed texts.
"""

from sqlalchemy import DDL, event
from sqlalchemy.schema import ExecutableDDLElement

from feedpub.store.tables import words

_SQLITE = (
    # Terms come folded, so that what is left is to cut them at spaces: whatever is not ASCII belongs to a term. FTS5 never
    # reads the table: it is told what it has to forget, and no text is asked of it.
    "CREATE VIRTUAL TABLE words_index USING fts5("
    "said, stems, content = 'words', content_rowid = 'number', columnsize = 0, tokenize = 'ascii')",
)
_POSTGRESQL = (
    "ALTER TABLE words ADD vector tsvector NOT NULL GENERATED ALWAYS AS "
    "(array_to_tsvector(string_to_array(trim(said || ' ' || stems), ' '))) STORED",
    "CREATE INDEX words_vector ON words USING gin (vector)",
)
WORDS_INDEX = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
"""Statements by the name of the dialect."""


def _made_on(dialect: str, statement: str) -> ExecutableDDLElement:
    made: ExecutableDDLElement = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy has no types for it
    return made.execute_if(dialect=dialect)


for _dialect, _statements in WORDS_INDEX.items():
    for _statement in _statements:
        event.listen(words, "after_create", _made_on(_dialect, _statement))
