"""The index of words: what each event says in its headline, standfirst and text, and whom and which places it names.

It is kept in step with the latest revision, and holds what nobody may see as well; every read goes through the guard. The
words are cut and stemmed here (language/terms.py) rather than by SQLite's FTS5 or PostgreSQL's text search, which are given
what they only have to compare: so both find the same. words_index.py makes what each of them needs.
"""

from typing import Any

from pydantic_core import from_json
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    column,
    func,
    insert,
    literal,
    literal_column,
    select,
    table,
    text,
    update,
)
from sqlalchemy import delete as remove
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from feedpub.model.search import Search, Sought
from feedpub.store.relative_text import Beside, is_lost
from feedpub.store.tables import articles, words

_insert = insert(words).returning(words.c.number)
_known = select(words.c.number, words.c.said, words.c.stems).where(words.c.article_id == bindparam("of"))
_remove = remove(words).where(words.c.article_id == bindparam("of"))
_following = select(words.c.number, words.c.said, words.c.stems).where(words.c.number > bindparam("last"))
_following = _following.order_by(words.c.number).limit(500)
_blank = update(words).where(words.c.number == bindparam("of_number")).values(said="", stems="")
# Schemas have it from version 0003, with the table, to 0017.
_filled_otherwise = text(
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'words_added')"
    " OR NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'words')"
)
# What SQLite's index takes in, and how it is told to forget: https://sqlite.org/fts5.html, section 6.4.
_add = text("INSERT INTO words_index (rowid, said, stems) VALUES (:number, :said, :stems)")
_drop = text("INSERT INTO words_index (words_index, rowid, said, stems) VALUES ('delete', :number, :said, :stems)")
_drop_all = text("INSERT INTO words_index (words_index) VALUES ('delete-all')")


def index(connection: Connection, article_id: str, found_by: tuple[str, str], document: str) -> None:
    """Enter what an event is found by, which the index has nothing of.

    Args:
        connection: of a writer.
        article_id: the article's id.
        found_by: the words and stems of its latest revision (site/words.py).
        document: of that revision.
    """
    said, stems = found_by
    row = {"article_id": article_id, "said": Beside(said, document), "stems": Beside(stems, document)}
    number = connection.execute(_insert, row).scalar_one()
    if connection.dialect.name == "sqlite":
        connection.execute(_add, {"number": number, "said": said, "stems": stems})


def fill(connection: Connection, *, blank: bool = False) -> None:
    """Enter all that the table has in SQLite's index, which has nothing; PostgreSQL, and triggers, do so by themselves.

    Args:
        connection: of a writer.
        blank: empty the rows that are damaged, so that the table says what the index has of them, which is nothing.
    """
    if connection.dialect.name != "sqlite" or connection.execute(_filled_otherwise).first() is not None:
        return
    last = 0
    while rows := connection.execute(_following, {"last": last}).all():
        lost = {row.number for row in rows if _is_damaged(row)}
        if sound := [dict(row._mapping) for row in rows if row.number not in lost]:
            connection.execute(_add, sound)
        if lost and blank:
            connection.execute(_blank, [{"of_number": number} for number in lost])
        last = rows[-1].number


def forget(connection: Connection, article_id: str) -> None:
    """Take an article out of the index.

    Args:
        connection: of a writer.
        article_id: the article's id.
    """
    rows = connection.execute(_known, {"of": article_id}).all() if connection.dialect.name == "sqlite" else ()
    connection.execute(_remove, {"of": article_id})
    if any(map(_is_damaged, rows)):
        # Nobody knows any more what the index has of it, and so it is made anew, for all damaged rows at once: other writers
        # wait, some 45 s where there are a hundred thousand articles.
        connection.execute(_drop_all)
        fill(connection, blank=True)
        return
    for row in rows:
        connection.execute(_drop, dict(row._mapping))


def _is_damaged(row: Any) -> bool:
    return is_lost(row.said) or is_lost(row.stems)


def is_sound(row: Any) -> bool:
    """Tell whether a row of words tells what its article says: one that was damaged is none, or empty."""
    return bool(row.said) and not _is_damaged(row)


def says(search: Search) -> ColumnElement[bool]:
    """Hold for articles that say what is searched for, where very many are asked.

    Args:
        search: the words.

    Returns:
        A condition on ``articles``.
    """
    return articles.c.id.in_(saying(search))


def says_itself(search: Search, article_id: ColumnElement[str], *, few: bool) -> ColumnElement[bool]:
    """Hold for an article that says what is searched for, where one after the other is asked until a page is full.

    Args:
        search: the words.
        article_id: column of the article that is asked.
        few: few articles say it: the index is asked once for all of them, which takes it as long as asking for one.
    """
    said = _matching(_FewMatching if few else _MatchingItself, search)
    return select(words.c.number).where(words.c.article_id == article_id, said).correlate_except(words).exists()


def saying(search: Search) -> Select[tuple[str]]:
    """Select the ids of articles that say what is searched for, however many do.

    Args:
        search: the words.
    """
    return select(words.c.article_id).where(_matching(_Matching, search))


def few_saying(search: Search) -> Select[tuple[str]]:
    """Select the ids of the few articles that say what is searched for, without looking at those that do not.

    Args:
        search: the words.
    """
    return select(words.c.article_id).where(_matching(_FewMatching, search))


def count_saying(connection: Connection, search: Search, most: int) -> int:
    """Count articles that say what is searched for, up to a bound.

    Args:
        connection: of a reader.
        search: the words.
        most: the bound.
    """
    rows = _numbers_saying(connection, search).limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(rows)).scalar_one())


def all_saying(connection: Connection, search: Search) -> list[int]:
    """Read the numbers that articles which say what is searched for have in the table of words, however many do.

    Args:
        connection: of a reader.
        search: the words.
    """
    rows = _numbers_saying(connection, search).subquery()
    # One row that names all: a hundred thousand rows take five times as long.
    joined = connection.execute(select(func.aggregate_strings(cast(rows.c.number, String), ","))).scalar()
    numbers: list[int] = from_json(f"[{joined or ''}]")
    return numbers


def _numbers_saying(connection: Connection, search: Search) -> Select[Any]:
    """Select these numbers; SQLite has them in its index, and need not look at the table."""
    if connection.dialect.name == "sqlite":
        found = _index.c.words_index.match(_fts5(search))
        rowid: ColumnElement[int] = literal_column("rowid", Integer)
        return select(rowid.label("number")).select_from(_index).where(found)
    return select(words.c.number).where(_matching(_Matching, search))


class _Matching(FunctionElement[bool]):
    """A condition on ``words``: the query for SQLite, that for PostgreSQL, then each phrase and whether it must occur."""

    type = Boolean()
    inherit_cache = True


class _FewMatching(_Matching):
    """The same, by which SQLite looks rows up.

    A condition that is compared with 1, as SQLAlchemy does with all others here, is asked of every row: twice as fast where
    all hold, a hundred times slower where none does.
    """

    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002 (it is compared with nothing, whatever it stands in)
        """Return the condition as it is."""
        return self


class _MatchingItself(_FewMatching):
    """The same of one row that is known."""

    inherit_cache = True


_index = table("words_index", column("words_index"))


def _matching(form: type[_Matching], search: Search) -> _Matching:
    exact = [
        (one, wanted) for wanted, parts in ((True, search.wanted), (False, search.unwanted)) for one in parts if not one.stem
    ]
    phrases = [part for one, wanted in exact for part in (literal(f" {' '.join(one.words)} "), literal(wanted))]
    return form(literal(_fts5(search)), literal(_tsquery(search)), *phrases)


@compiles(_Matching, "sqlite")
def _in_sqlite(element: _Matching, compiler: SQLCompiler, **given: Any) -> str:
    query = compiler.process(element.clauses.clauses[0], **given)
    return f"words.number IN (SELECT rowid FROM words_index WHERE words_index MATCH {query})"  # noqa: S608 - names a parameter


@compiles(_MatchingItself, "sqlite")
def _of_row_in_sqlite(element: _MatchingItself, compiler: SQLCompiler, **given: Any) -> str:
    query = compiler.process(element.clauses.clauses[0], **given)
    found = f"SELECT 1 FROM words_index WHERE rowid = words.number AND words_index MATCH {query}"  # noqa: S608 - as above
    return f"EXISTS ({found})"


@compiles(_Matching, "postgresql")
def _in_postgresql(element: _Matching, compiler: SQLCompiler, **given: Any) -> str:
    """Ask the tsvector for words, and the text for phrases: a tsvector forgets the places of what occurs often."""
    _, query, *phrases = (compiler.process(one, **given) for one in element.clauses.clauses)
    conditions = [f"words.vector @@ CAST({query} AS tsquery)"]
    for phrase, wanted in zip(phrases[::2], phrases[1::2], strict=True):
        conditions.append(f"(strpos(' ' || words.said || ' ', {phrase}) > 0) = {wanted}")
    return " AND ".join(conditions)


def _fts5(search: Search) -> str:
    """Write a query (https://sqlite.org/fts5.html, section 3); terms are letters and digits, and need no escape."""

    def part(one: Sought) -> str:
        if not one.stem:
            return f'said : "{" ".join(one.words)}"'
        word = f'"{one.words[0]}"{" *" if one.prefix else ""}'
        return word if one.stem in one.words else f'({word} OR "{one.stem}")'

    return " NOT ".join((f"({' AND '.join(map(part, search.wanted))})", *map(part, search.unwanted)))


def _tsquery(search: Search) -> str:
    """Write a query as PostgreSQL's documentation, section 8.11.2, has it; a phrase that must not occur is no part of it."""

    def part(one: Sought) -> str:
        if not one.stem:
            return "(" + " & ".join(f"'{word}'" for word in one.words) + ")"
        word = f"'{one.words[0]}'{':*' if one.prefix else ''}"
        return word if one.stem in one.words else f"({word} | '{one.stem}')"

    return " & ".join((*map(part, search.wanted), *(f"!{part(one)}" for one in search.unwanted if one.stem)))
