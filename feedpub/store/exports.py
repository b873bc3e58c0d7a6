"""All events that were shown at one number of the sequence, however long ago, in pages that need no long transaction.

What was shown then is told by the log of changes, of which nothing is ever taken out: of each article its last change up to
that number. So the answer stays the same whatever is written meanwhile, but for what nobody may read any more.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, or_, select

from feedpub.errors import UnreadableError
from feedpub.model.facts import Words, matches, says
from feedpub.model.search import Search
from feedpub.model.selection import EVERYTHING, Query
from feedpub.site.words import words_of
from feedpub.store.documents import heading_in
from feedpub.store.facts import facet_key, facts_in
from feedpub.store.faults import Fault
from feedpub.store.search import is_sound
from feedpub.store.session import ReadSession
from feedpub.store.tables import EPOCH, articles, changes, facts, revisions, words

_LOOKED_AT = 500
"""Articles that are looked at in one transaction: some milliseconds of work."""
_LOADED = 20
"""Documents that are in memory at once; the largest have some megabytes."""


class ExportedEvent(NamedTuple):
    """An event that was shown.

    Args:
        sequence: of the change that brought it.
        id: the article's id.
        revision: that was shown.
        digest: of what was told of it.
        told: the document; None where nobody may read it any more.
        slug: its page's name in the URL.
        changed: when readers could first see the revision.
    """

    sequence: int
    id: str
    revision: int
    digest: str
    told: str | None = None
    slug: str = ""
    changed: datetime = EPOCH


class Exports:
    """Reads what was shown.

    Args:
        session: in which it is read; each page is a question of its own.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def members(self, sequence: int, query: Query = EVERYTHING, after: str = "") -> Iterator[list[ExportedEvent]]:
        """List the events that were shown behind a change, without their documents.

        Args:
            sequence: number of the change.
            query: what the list is cut to, by what each event was found by then.
            after: only ids that follow this one.

        Yields:
            The events by id, in parts that fit into memory; what was withdrawn since is among them.
        """
        last: str | None = after
        while last is not None:
            with self._session.connect() as connection:
                found, last = _page(connection, sequence, query, last)
            if found:
                yield [ExportedEvent(row.sequence, row.article_id, row.revision, row.digest) for row in found]

    def events(self, sequence: int, query: Query = EVERYTHING, after: str = "") -> Iterator[list[ExportedEvent]]:
        """List the same with their documents, of all but what nobody may read any more.

        Args:
            sequence: number of the change.
            query: what the list is cut to, by what each event was found by then.
            after: only ids that follow this one.

        Yields:
            The events by id, a few at a time.
        """
        for members in self.members(sequence, query, after):
            for start in range(0, len(members), _LOADED):
                yield list(self._with_documents(members[start : start + _LOADED]))

    def _with_documents(self, members: Sequence[ExportedEvent]) -> Iterator[ExportedEvent]:
        told = func.coalesce(revisions.c.told, revisions.c.document).label("told")
        brought = and_(changes.c.article_id == revisions.c.article_id, changes.c.revision == revisions.c.revision)
        query = select(changes.c.sequence, articles.c.slug, revisions.c.changed, told).join(revisions, brought)
        query = query.join(articles, articles.c.id == changes.c.article_id).where(changes.c.withdrawn.is_(None))
        query = query.where(changes.c.sequence.in_([one.sequence for one in members]))
        with self._session.connect() as connection:
            rows = {row.sequence: row for row in connection.execute(query)}
        for one in members:
            row = rows.get(one.sequence)
            yield (
                one
                if row is None or not self._is_readable(one, row.told)
                else one._replace(told=row.told, slug=row.slug, changed=row.changed or EPOCH)
            )

    def _is_readable(self, one: ExportedEvent, told: str) -> bool:
        try:
            heading_in(told, one.id, one.revision)
        except UnreadableError as error:
            self._session.faults.note(Fault(one.id, one.revision, "event", error.reason))
            return False
        return True


def _page(connection: Connection, sequence: int, query: Query, after: str) -> tuple[list[Any], str | None]:
    """Find what was shown among the next articles, and the id of the last of these; None where there are no more."""
    behind = (changes.c.article_id > after, changes.c.sequence <= sequence)
    heads = select(changes.c.article_id, func.max(changes.c.sequence).label("last")).where(*behind)
    heads = heads.group_by(changes.c.article_id).order_by(changes.c.article_id).limit(_LOOKED_AT)
    looked_at = connection.execute(heads).all()
    if not looked_at:
        return [], None
    columns = (changes.c.sequence, changes.c.article_id, changes.c.revision, changes.c.digest)
    shown = select(*columns).where(changes.c.op == "upsert", changes.c.digest.is_not(None))
    shown = shown.where(changes.c.sequence.in_([row.last for row in looked_at])).order_by(changes.c.article_id)
    last = looked_at[-1].article_id if len(looked_at) == _LOOKED_AT else None
    rows: list[Any] = list(connection.execute(shown))
    return list(_matching(connection, rows, sequence, query)), last


def _matching(connection: Connection, rows: Sequence[Any], sequence: int, query: Query) -> Iterator[Any]:
    if query == EVERYTHING:
        yield from rows
        return
    held = and_(facts.c.since <= sequence, or_(facts.c.until.is_(None), facts.c.until > sequence))
    noted = select(facts.c.article_id, facts.c.facts).where(held, facts.c.article_id.in_([row.article_id for row in rows]))
    found = {row.article_id: row.facts for row in connection.execute(noted)}
    keys = [f'"{facet_key(one.kind, one.slug)}"' for one in query.selections]
    for row in rows:
        known = found.get(row.article_id)
        # Most articles have nothing of a facet, and what is known of them need not be parsed.
        if known is None or not all(key in known for key in keys):
            continue
        if matches(facts_in(known), query) and _said(connection, row, query.search):
            yield row


def _said(connection: Connection, row: Any, search: Search | None) -> bool:
    """Tell whether a revision said what is searched for; the words of those that stand are in the index."""
    if search is None:
        return True
    stands = and_(articles.c.id == words.c.article_id, articles.c.revision == row.revision)
    indexed = select(words.c.said, words.c.stems).join(articles, stands).where(words.c.article_id == row.article_id)
    if (found := connection.execute(indexed).one_or_none()) and is_sound(found):
        return says(Words(*found), search)
    same = (revisions.c.article_id == row.article_id, revisions.c.revision == row.revision)
    document = connection.execute(select(revisions.c.document).where(*same)).scalar()
    try:
        return says(Words(*words_of(document or "")), search)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False  # no event that can be read
