"""The tables: articles and their immutable revisions, the change sequence, documents and sources, leases.

Instants are whole microseconds since 1970 in UTC: exact, ordered, and the same on every database.
"""

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Double,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)
from sqlalchemy.types import TypeDecorator

from feedpub.store.compression import CompressedText
from feedpub.store.relative_text import RelativeText

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
UNDATED = datetime(1, 1, 1, tzinfo=UTC)
"""When events happened that do not tell: they come last."""


class Instant(TypeDecorator[datetime]):
    """An instant, stored as microseconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Count the microseconds."""
        return None if value is None else (value - EPOCH) // TICK

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the instant back; None for what is none, as a damaged row may have: it must not spoil the whole query."""
        try:
            return None if value is None else EPOCH + value * TICK
        except (OverflowError, TypeError):
            return None


class NotesText(TypeDecorator[tuple[str, ...]]):
    """Notes on a document, stored as JSON; nothing where there are none."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write them down."""
        return json.dumps(value, ensure_ascii=False) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002 - SQLAlchemy's signature
        """Read them; none for what cannot be read."""
        try:
            return tuple(map(str, json.loads(value))) if value else ()
        except (TypeError, ValueError):
            return ()


# Identifiers sort by code point on every database, whatever language its server speaks.
_Key = String().with_variant(String(collation="C"), "postgresql")

metadata = MetaData()

# Tables whose rows are short lie in the order of their keys alone in SQLite (sqlite_with_rowid): others have their rows once
# and their keys once more. The columns of the keys come first, in the order of the keys: where they do not, SQLite 3.40's
# PRAGMA integrity_check takes other columns for empty.

counters = Table(
    "counters",
    metadata,
    Column("name", _Key, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# Made with the database, never told to anybody.
keys = Table(
    "keys",
    metadata,
    Column("name", _Key, primary_key=True),
    Column("value", String, nullable=False),  # in hexadecimal
)

# What is true of an article now. Status and published repeat its latest revision, so that lists need one index; embargo
# is also the moment that copy waits for which is dated ahead.
articles = Table(
    "articles",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("source", String, nullable=False),
    Column("slug", String, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("embargo", Instant),
    Column("published", Instant, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("announced", Integer),  # the revision that the change list last showed; none while nothing is public
    Column("removed", Instant),
    Column("removed_sequence", BigInteger),
    Column("last_change", Instant, nullable=False),  # the next change of the article must be later
    Column("unreadable", Text),  # why this version cannot read the latest revision, which is not shown; none where it can
    Column("sample", Boolean, nullable=False, server_default=false()),  # its latest revision is one of feedpub's samples
    Column("confidence", Float, nullable=False, server_default="1"),  # of the surest of the answers that were last public
    Column("excerpt", Boolean, nullable=False, server_default=false()),  # of somebody else's copy, whose page is elsewhere
    Column("untraced", Text),  # why nobody can be told how the answers were chosen; the revision is shown all the same
    Column("digest", String),  # of what is told of the revision that is shown; none while none is (proof.py)
    Column("happened", Instant, nullable=False, server_default=str((UNDATED - EPOCH) // TICK)),  # when its event began
    Column("quotes", Integer, nullable=False, server_default="0"),  # how many quotations may be shown of it
    Column("pictured", Boolean, nullable=False, server_default=false()),  # its latest revision has pictures
    Index("articles_newest", "deleted", "published", "id"),
    Index("articles_status", "status"),
    Index("articles_updated", "deleted", "sequence", "id"),
    Index("articles_happened", "deleted", "happened", "id"),
    Index("articles_waiting", "announced", "embargo"),
    Index("articles_unreadable", "unreadable"),
    Index("articles_untraced", "untraced"),
    Index("articles_removed", "removed_sequence"),
    Index("articles_sample", "sample"),
    Index("articles_source", "source", "published", "id"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("article_id", _Key, ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("published", Instant, nullable=False),
    Column("modified", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("document", CompressedText, nullable=False),
    Column(
        "told", CompressedText
    ),  # what the change list tells instead of the document: a notice, a sample that says what it is
)

# Apart from the revisions: a trace is as large as the event and hardly ever read.
traces = Table(
    "traces",
    metadata,
    Column("article_id", _Key, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("trace", RelativeText(), nullable=False),
    ForeignKeyConstraint(["article_id", "revision"], ["revisions.article_id", "revisions.revision"]),
)

changes = Table(
    "changes",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("op", String, nullable=False),  # upsert, delete, or hidden: something that no reader may see
    Column("article_id", _Key, ForeignKey("articles.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", Instant, nullable=False),  # never earlier than that of the change before
    Column("withdrawn", BigInteger),  # the later change since which nobody is told of this one
    Column("digest", String),  # of what an upsert tells; none where that is no JSON
    Column("chain", String),  # of the digests of all changes up to this one
    Column("shown", BigInteger),  # how many events could be seen after it; none for those made before this was counted
    Column("shown_digest", String),  # of all of them
    Index("changes_article", "article_id", "sequence"),
)

# What the events add up to whose ids begin alike, so that a copy finds by halving where it differs.
prefixes = Table(
    "prefixes",
    metadata,
    Column("prefix", _Key, primary_key=True),  # one to three hexadecimal digits
    Column("shown", BigInteger, nullable=False),
    Column("digest", String, nullable=False),
)

# By what each article may be found, as its latest revision has it; of one that was taken back or removed, as its last public
# one had it.
facets = Table(
    "facets",
    metadata,
    Column("kind", _Key, nullable=False),
    Column("slug", _Key, nullable=False),
    Column("published", Instant, nullable=False, server_default="0"),  # repeats the article's, so that lists need no more
    Column("article_id", _Key, ForeignKey("articles.id"), nullable=False),
    Column("label", _Key, nullable=False),
    Column("confidence", Float, nullable=False, server_default="1"),  # of the surest answer that names it
    PrimaryKeyConstraint("kind", "slug", "published", "article_id"),
    Index("facets_article", "article_id", "kind", "slug"),
    sqlite_with_rowid=False,
)

# How many articles that stand have each facet. The database keeps it by triggers (migrations/versions/v0016_totals.py),
# whatever is written to facets and articles; the facets that no article has any more stay at 0.
facet_totals = Table(
    "facet_totals",
    metadata,
    Column("kind", _Key, primary_key=True),
    Column("slug", _Key, primary_key=True),
    Column("total", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index("facet_totals_most", facet_totals.c.kind, facet_totals.c.total.desc(), facet_totals.c.slug)

# Of the literal places of each article, where they are known: points of the unit sphere. They come and go with its facets.
locations = Table(
    "locations",
    metadata,
    Column("z", Double, nullable=False),
    Column("x", Double, nullable=False),
    Column("y", Double, nullable=False),
    Column("article_id", _Key, ForeignKey("articles.id"), nullable=False),
    Column("confidence", Double, nullable=False),
    PrimaryKeyConstraint("z", "x", "y", "article_id"),
    Index("locations_article", "article_id"),
    sqlite_with_rowid=False,
)

# The times at which what each article tells of happened. They come and go with its facets.
event_dates = Table(
    "event_dates",
    metadata,
    Column("article_id", _Key, ForeignKey("articles.id"), nullable=False),
    Column("starts", Instant, nullable=False),
    Column("ends", Instant, nullable=False),
    Column("confidence", Double, nullable=False),
    Index("event_dates_article", "article_id"),
    Index("event_dates_times", "starts", "ends", "article_id", "confidence"),
)

# By what an article was found, from the change that made a revision public until the one that ended it; see store.facts.
facts = Table(
    "facts",
    metadata,
    Column("since", BigInteger, primary_key=True, autoincrement=False),
    Column("until", BigInteger),  # none while it holds
    Column("article_id", _Key, ForeignKey("articles.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("facts", CompressedText, nullable=False),  # JSON
    Index("facts_until", "until"),
    Index("facts_article", "article_id", "until"),
)

# What each article is found by when people search. Beside it stands an index that only SQLite or only PostgreSQL has.
words = Table(
    "words",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article_id", _Key, ForeignKey("articles.id"), nullable=False, unique=True),
    Column("said", RelativeText(of_words=True), nullable=False),  # terms in order
    Column("stems", RelativeText(of_words=True), nullable=False),  # that are none of these terms
)

# What events are counted by, written down by a process that has it in memory (kept_sets.py): of use as long as the log of
# changes goes on from where it was, and no backup has it, for all of it can be read from other tables.
event_sets = Table(
    "event_sets",
    metadata,
    Column("form", _Key, primary_key=True),  # what it is written in; of another one it is nobody's here
    Column("sequence", BigInteger, nullable=False),  # of the last change that it knows
    Column("chain", String, nullable=False),  # of the changes up to that one
    Column("digest", String, nullable=False),  # of the content
    Column("content", LargeBinary, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("name", _Key, primary_key=True),
    Column("attempted", Instant),
    Column("succeeded", Instant),
    Column("failure", Text),
    Column("refreshes", BigInteger, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("source", _Key, primary_key=True),
    Column("key", _Key, primary_key=True),
    Column("minted", String),  # the id that the document itself asks for; its article may be older and keep another
    Column("article_id", _Key, ForeignKey("articles.id")),
    Column("digest", String),  # of the last bytes that were accepted
    Column("present", Boolean, nullable=False),
    Column("missing", Boolean, nullable=False),  # vanished with too many others to be believed
    Column("by_hand", Boolean, nullable=False),
    Column("refusal", Text),
    Column("refused", Instant),
    Column("refused_field", Text),  # the part at fault, where one is known
    Column("refused_digest", String),  # of the present bytes, where the program that refused them would do so again
    Column("refused_by", String),  # that program
    Column("edition", Text),  # as JSON: which version of the article its accepted bytes are
    Column("notes", NotesText),  # what of these bytes was left out
    Column("superseded", Boolean, nullable=False, server_default=false()),  # another one holds the article
    Column("separate", Boolean, nullable=False, server_default=false()),  # an article of its own: a person said so
    Column("stamp", Text),  # of its file when it was last read (sources/stamps.py)
    Index("documents_article", "article_id"),
)

# Numbers that all copies of an article have in common; see ingest.likeness.
signatures = Table(
    "signatures",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", _Key, ForeignKey("articles.id"), primary_key=True),
    Index("signatures_article", "article_id"),
    sqlite_with_rowid=False,
)

# What was refused, as it was, so that somebody can look at it: as much of it as is kept, the latest.
refused_copies = Table(
    "refused_copies",
    metadata,
    Column("source", _Key, primary_key=True),
    Column("key", _Key, primary_key=True),
    Column("kept", Instant, nullable=False),  # since when
    Column("size", BigInteger, nullable=False),
    Column("media_type", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("refused_copies_kept", "kept"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", _Key, primary_key=True),
    Column("holder", String, nullable=False),  # empty once it was given back
    Column("epoch", BigInteger, nullable=False),  # how often it was taken
    Column("beats", BigInteger, nullable=False),  # moved by the holder again and again, to show that it lives
)
