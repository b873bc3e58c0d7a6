"""Writing the store: revisions, removals and releases, each with its number in the sequence."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, select, update

from feedpub.errors import UnreadableError
from feedpub.model.article import Article
from feedpub.model.event import Event
from feedpub.site.slugs import article_slugs
from feedpub.site.words import words_of
from feedpub.store import facts, finding, search
from feedpub.store.canonical import digest_of_text
from feedpub.store.guard import waiting
from feedpub.store.log import ChangeLog
from feedpub.store.ordering import sort_keys
from feedpub.store.proof import told_instead
from feedpub.store.relative_text import Beside
from feedpub.store.rows import current_revisions, stored_event
from feedpub.store.tables import EPOCH, articles, revisions, traces

# Statements that every article takes are made once: making one takes longer than having it done.
_new, _revise, _explain = insert(articles), insert(revisions), insert(traces)
_known = select(articles.c.id).where(articles.c.id == bindparam("of"))
_taken = select(articles.c.id).where(articles.c.slug == bindparam("slug"))
_held = (
    current_revisions()
    .add_columns(articles.c.deleted, articles.c.published.label("first"))
    .where(articles.c.id == bindparam("of"))
)


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds of an article, public or not: for deciding what a new version of it means.

    Args:
        event: its latest revision; None where this version cannot read it.
        published: instant of first publication.
        modified: instant of the last significant change.
        deleted: it disappeared from its source.
    """

    event: Event | None
    published: datetime
    modified: datetime
    deleted: bool


class ArticleWriter:
    """Writes articles within one transaction that locks out other writers.

    Args:
        connection: of that transaction.
        log: of the same.
    """

    def __init__(self, connection: Connection, log: ChangeLog) -> None:
        self._connection = connection
        self._log = log
        self._absent: set[str] = set()  # ids that no article has, as this transaction has seen

    def exists(self, article_id: str) -> bool:
        """Tell whether there is an article, public, deleted or whatever."""
        if article_id not in self._absent and self._connection.execute(_known, {"of": article_id}).first() is None:
            self._absent.add(article_id)
        return article_id not in self._absent

    def held(self, article_id: str) -> Held | None:
        """Look up an article for ingest alone: the guard has no say in what an editor's change means.

        Args:
            article_id: the article's id.

        Returns:
            Its latest revision, or None.
        """
        if article_id in self._absent:
            return None
        row = self._connection.execute(_held, {"of": article_id}).one_or_none()
        if row is None:
            self._absent.add(article_id)
            return None
        try:
            event = stored_event(row).event
        except UnreadableError:
            event = None
        published = row.published or row.first or EPOCH
        return Held(event, published, row.modified or published, row.deleted)

    def put(  # noqa: PLR0913 - what a revision consists of
        self,
        event: Event,
        trace: str,
        *,
        published: datetime,
        modified: datetime,
        now: datetime,
        waits: datetime | None = None,
        words: tuple[str, str] | None = None,
    ) -> int:
        """Add a revision.

        Args:
            event: of an article, new or known.
            trace: how its answers were chosen, as JSON.
            published: instant of first publication.
            modified: instant of the last significant change.
            now: the time.
            waits: until when it is not shown, whatever its copy says of an embargo; or None.
            words: that it is found by (site/words.py); None: as its document says.

        Returns:
            The revision's number, from 1.
        """
        row = None if event.id in self._absent else self._log.row(event.id)
        self._absent.discard(event.id)
        number = row.revision + 1 if row else 1
        stored = self._log.moment(now, row)
        embargo = max(filter(None, (event.article.embargo, waits)), default=None)
        if row is None:
            self._connection.execute(_new, _unwritten(event.article, self._free_slug(event.article)))
        numbered = event.model_copy(update={"revision": number})
        document, told = numbered.model_dump_json(), told_instead(numbered)
        key = {"article_id": event.id, "revision": number}
        frozen = {"published": published, "modified": modified, "changed": stored, "document": document, "told": told}
        self._connection.execute(_revise, key | frozen)
        self._connection.execute(_explain, key | {"trace": Beside(trace, document)})
        found = self._index(event, document, words or words_of(document), published, row)
        state = _state(numbered, is_indexed=found is not None) | {"embargo": embargo, "published": published}
        if event.status == "withheld" or (embargo is not None and embargo > now):
            self._log.hide(event.id, row, state, stored)
            return number
        noted = found and facts.of_index(state | {"source": row.source if row else event.article.source}, *found)
        given: dict[str, Any] = {"digest": digest_of_text(told or document), "found": noted, "is_first": row is None}
        sequence = self._log.announce(event.id, number, stored, state, **given)
        if event.status == "canceled":
            self._log.withdraw(event.id, sequence)
        return number

    def amend(self, event: Event, held: Held, now: datetime, waits: datetime | None) -> None:
        """Add a revision in which the answers, and how they were chosen, are those of the last one.

        Args:
            event: the last revision with something else beside its answers.
            held: the last revision as it is stored.
            now: the time.
            waits: until when it is not shown, or None.
        """
        last = select(traces.c.trace).where(traces.c.article_id == event.id, traces.c.revision == event.revision)
        trace = self._connection.execute(last).scalar_one_or_none() or ""
        self.put(event, trace, published=held.published, modified=held.modified, now=now, waits=waits)

    def _index(
        self, event: Event, document: str, words: tuple[str, str], published: datetime, row: Row[Any] | None
    ) -> finding.Indexed | None:
        """Have an article found by what a revision says; returns None where it is found by what the last one said."""
        if row is not None:
            search.forget(self._connection, event.id)
        search.index(self._connection, event.id, words, document)
        if event.status == "canceled" and row is not None and row.announced is not None:
            # Those who follow what it was about have read it, and its notice reaches them in the same feeds.
            finding.date(self._connection, event.id, published)
            return None
        if row is not None:
            finding.forget(self._connection, event.id)
        return finding.index(self._connection, event, published)

    def delete(self, article_id: str, now: datetime) -> None:
        """Remove an article: it leaves a tombstone if it was public.

        Args:
            article_id: of an article in the store.
            now: the time.
        """
        row = self._log.row(article_id)
        if row is not None and not row.deleted:
            search.forget(self._connection, article_id)
            if row.announced is None:  # what it says now was never public: no feed may tell of its end
                finding.forget(self._connection, article_id)
            self._log.hide(
                article_id, row, {"deleted": True, "unreadable": None, "untraced": None}, self._log.moment(now, row)
            )

    def release(self, now: datetime) -> int:
        """Make public every article whose embargo has passed; again changes nothing.

        Args:
            now: the time by the database's clock (``Store.now``).

        Returns:
            How many articles were released.
        """
        due = self._connection.execute(_due(now).order_by(articles.c.embargo, articles.c.id)).all()
        for row in due:
            at = self._log.moment(now, row)
            latest = and_(revisions.c.article_id == row.id, revisions.c.revision == row.revision)
            self._connection.execute(update(revisions).where(latest).values(changed=at))
            readable = row.unreadable is None
            digest = self._log.proof.digest_of_revision(row.id, row.revision) if readable else None
            self._log.announce(row.id, row.revision, at, {}, digest=digest)
        return len(due)

    def _free_slug(self, article: Article) -> str:
        """Choose the slug of a new article's page; no other writer can take it meanwhile."""
        return next(slug for slug in article_slugs(article) if not self._is_taken(slug))

    def _is_taken(self, slug: str) -> bool:
        return self._connection.execute(_taken, {"slug": slug}).first() is not None


def is_due(connection: Connection, now: datetime) -> bool:
    """Tell whether an embargo has passed whose article is not public yet.

    Args:
        connection: of a reader.
        now: the time.

    Returns:
        Whether ``release`` has something to do.
    """
    return connection.execute(_due(now).limit(1)).first() is not None


def _due(now: datetime) -> Any:
    columns = (articles.c.id, articles.c.revision, articles.c.last_change, articles.c.unreadable)
    return select(*columns).where(waiting(), articles.c.embargo <= now)


def _unwritten(article: Article, slug: str) -> dict[str, Any]:
    """A row that the revision's own values replace within the same transaction."""
    return {
        "id": article.id,
        "source": article.source,
        "slug": slug,
        "revision": 0,
        "status": "withheld",
        "published": EPOCH,
        "deleted": False,
        "sequence": 0,
        "last_change": EPOCH,
    }


def _state(event: Event, *, is_indexed: bool) -> dict[str, Any]:
    """What the row of an article says of its last revision, once that is found by what it says."""
    sure = {"confidence": 1.0 if event.status == "canceled" else event.confidence} if is_indexed else {}
    marks = {"sample": event.article.sample is not None, "excerpt": event.article.excerpt is not None}
    whole = {"deleted": False, "unreadable": None, "untraced": None}
    return {"revision": event.revision, "status": event.status} | sure | marks | whole | sort_keys(event)
