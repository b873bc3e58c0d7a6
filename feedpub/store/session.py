"""In what the store is read: a transaction, and one row that cannot be read spoils only itself."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select

from feedpub.errors import UnreadableError
from feedpub.store.faults import Fault, Faults
from feedpub.store.headings import Headings
from feedpub.store.news_days import NewsDays
from feedpub.store.rows import page_of
from feedpub.store.said_words import SaidWords
from feedpub.store.wide_counts import WideCounts

_ROUNDS = 20  # in which a page is filled up; whole stores of another version are marked by then, or soon (examination.py)
Made = TypeVar("Made")


class Kept:
    """What all threads of a process keep of what they have read, so that nobody reads it anew."""

    def __init__(self) -> None:
        self.wide = WideCounts()
        self.news_days = NewsDays()
        self.headings = Headings()
        self.said = SaidWords()


class ReadSession:
    """In what the parts of the store read. What shows an event goes through the guard (guard.py).

    Args:
        connect: begins a transaction for a question, or gives the one of a snapshot.
        faults: where it is noted what cannot be read.
        kept: what the process keeps of what was read before.
    """

    def __init__(self, connect: Callable[[], AbstractContextManager[Connection]], faults: Faults, kept: Kept) -> None:
        self.connect = connect
        self.faults = faults
        self.wide = kept.wide
        self.news_days = kept.news_days
        self.headings = kept.headings
        self.said = kept.said

    def readable(self, rows: Iterable[Row[Any]], make: Callable[[Row[Any]], Made]) -> list[Made]:
        """Make things of rows; those that cannot be read are noted and left out."""
        made = []
        for row in rows:
            try:
                made.append(make(row))
            except UnreadableError as error:
                self.faults.note(Fault(row.article_id, row.revision, "event", error.reason))
        return made

    def page(
        self,
        connection: Connection,
        found: Select[tuple[str]],
        order: Sequence[Any],
        article_id: ColumnElement[str],
        make: Callable[[Row[Any]], Made],
    ) -> tuple[Made, ...]:
        """Read a page of events; the next ones take the places of those that cannot be read.

        Args:
            connection: of a reader.
            found: selects the ids of the page's articles, in its order and with its limits.
            order: of the page.
            article_id: the column that the query selects.
            make: makes an event of a row, or what else is wanted of it.

        Returns:
            What was made.
        """
        events: list[Made] = []
        for _ in range(_ROUNDS):
            hidden = self.faults.hidden()
            query = found.where(article_id.not_in(hidden)) if hidden else found
            rows = connection.execute(page_of(query).order_by(*order)).all()
            events = self.readable(rows, make)
            if len(events) == len(rows):
                break
        return tuple(events)
