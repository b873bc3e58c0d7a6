"""The change list as somebody reads it who follows the events that answer a query: nothing that comes or goes is lost.

Whether an article answered the query just before a change, and whether it does after it, is decided by what was noted then
(facts.py): so a list that is cut stays the same for the same numbers, whatever is edited later.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, and_, or_, select

from feedpub.errors import UnreadableError
from feedpub.model.facts import Words, matches, says
from feedpub.model.record import Change
from feedpub.model.selection import Query
from feedpub.site.words import words_of
from feedpub.store.facts import facet_key, facts_in
from feedpub.store.rows import change_log, change_of
from feedpub.store.search import is_sound
from feedpub.store.tables import EPOCH, articles, changes, facts, revisions, words

_LOOKED_AT = 2_000  # numbers of the sequence that are looked at for one page
_DECIDED = 500  # changes of these of which the facts are read: some 10 ms of work
# Work for one page that asks for words: a look into the index for a revision that stands, 0.1 ms, and cutting another one
# into words, which takes some five times as long.
_READ, _CUT = 200, 5


class ToldChanges(NamedTuple):
    """A page of a list of changes.

    Args:
        changes: in the order of commits.
        sequence: number up to which the page tells everything.
        has_more: there are numbers behind that, which may bring more.
        skipped: of all changes, links of the numbers between the last of these and that number.
    """

    changes: tuple[Change, ...]
    sequence: int
    has_more: bool
    skipped: tuple[str, ...] = ()


def matching_page(connection: Connection, query: Query, after: int, limit: int, until: int) -> ToldChanges:
    """Read what a list of events that answer a query gained and lost.

    Args:
        connection: of a reader.
        query: what the list is cut to.
        after: number behind which the page begins.
        limit: changes on it at most; there may be fewer, or none, though more follow.
        until: number of the last change that counts.

    Returns:
        Upserts of what answers the query, leaves of what did and no longer does, and removals of what did.
    """
    reach = min(until, after + _LOOKED_AT)
    rows = connection.execute(_noted(after, reach).limit(_DECIDED)).all()
    if len(rows) == _DECIDED:
        reach = rows[-1].sequence
    ops: dict[int, str] = {}
    reading = _Decisions(connection, query)
    for row in rows:
        op = _op(row, reading.answers(row), until)
        if reading.exhausted:
            reach = row.sequence - 1
            break
        if op:
            ops[row.sequence] = op
            if len(ops) == limit:
                reach = row.sequence
                break
    left = [Change(sequence=row.sequence, op="leave", id=row.article_id, left=row.at or EPOCH)
            for row in rows if ops.get(row.sequence) == "leave"]  # fmt: skip
    found = [*left, *_carried(connection, [number for number, op in ops.items() if op != "leave"])]
    return ToldChanges(tuple(sorted(found, key=lambda change: change.sequence)), reach, reach < until)


def _noted(after: int, reach: int) -> Select[Any]:
    """Select changes with what was noted of their articles before and after each."""
    came, went = facts.alias(), facts.alias()
    columns = (changes.c.sequence, changes.c.op, changes.c.article_id, changes.c.at, changes.c.withdrawn)
    noted = [came.c.facts.label("came"), came.c.revision.label("came_by")]
    noted += [went.c.facts.label("went"), went.c.revision.label("went_by")]
    log = changes.outerjoin(came, came.c.since == changes.c.sequence).outerjoin(went, went.c.until == changes.c.sequence)
    found = select(*columns, *noted).select_from(log).where(changes.c.sequence > after, changes.c.sequence <= reach)
    found = found.where(or_(came.c.since.is_not(None), went.c.since.is_not(None)))
    return found.order_by(changes.c.sequence)


def _op(row: Row[Any], answers: tuple[bool, bool], until: int) -> str | None:
    """Tell what a follower must be told of a change.

    A revision that was withdrawn later is told to nobody; that its article left the list all the same is, because what
    follows may never have been in it.

    Args:
        row: the change.
        answers: whether its article answered the query before it, and whether it does after it.
        until: number of the last change that counts.
    """
    before, after = answers
    withdrawn = row.withdrawn is not None and row.withdrawn <= until
    if row.op == "delete":
        return "delete" if before and not withdrawn else None
    if after:
        return None if withdrawn else "upsert"
    return "leave" if before else None


def _carried(connection: Connection, numbers: Sequence[int]) -> Iterator[Change]:
    """Make the changes that carry an event or a tombstone; what cannot be read is told once it can be."""
    for row in connection.execute(change_log().where(changes.c.sequence.in_(numbers))) if numbers else ():
        with suppress(UnreadableError):
            yield change_of(row)


class _Decisions:
    """Decides of changes whether their articles answered a query.

    Args:
        connection: of a reader.
        query: the query.
    """

    def __init__(self, connection: Connection, query: Query) -> None:
        self._connection = connection
        self._query = query
        # Most changes concern nothing of a facet: what does not name it need not be read.
        self._marks = [f'"{facet_key(one.kind, one.slug)}"' for one in query.selections]
        self._left = _READ

    @property
    def exhausted(self) -> bool:
        """Whether more revisions had to be read than may be for one page; the last answer is none."""
        return self._left < 0

    def answers(self, row: Row[Any]) -> tuple[bool, bool]:
        """Tell whether the article of a change answered the query before it, and whether it does after it."""
        before = self._answers(row.article_id, row.went, row.went_by)
        return before, self._answers(row.article_id, row.came, row.came_by)

    def _answers(self, article_id: str, noted: str | None, revision: int | None) -> bool:
        if noted is None or any(mark not in noted for mark in self._marks):
            return False
        if not matches(facts_in(noted), self._query):
            return False
        return self._query.search is None or says(self._words(article_id, revision or 0), self._query.search)

    def _words(self, article_id: str, revision: int) -> Words:
        stands = and_(articles.c.id == words.c.article_id, articles.c.revision == revision)
        indexed = select(words.c.said, words.c.stems).join(articles, stands).where(words.c.article_id == article_id)
        self._left -= 1
        if (found := self._connection.execute(indexed).one_or_none()) and is_sound(found):
            return Words(*found)
        self._left -= _CUT
        same = (revisions.c.article_id == article_id, revisions.c.revision == revision)
        document = self._connection.execute(select(revisions.c.document).where(*same)).scalar()
        try:
            return Words(*words_of(document or ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            return Words("", "")  # no event that can be read
