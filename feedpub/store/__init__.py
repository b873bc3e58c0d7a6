"""The store: articles, their immutable revisions and the sequence of changes, in SQLite or PostgreSQL.

``open_store`` gives a Store. Reading goes through the guard (guard.py); writing happens in one transaction at a time, so
that sequence numbers follow commits. ``restoration``, which only putting back a backup needs, is imported from there.
"""

from feedpub.store.articles import Held
from feedpub.store.changes import Extent
from feedpub.store.contents import StoredState, plain_tables
from feedpub.store.database import Snapshot, Store, open_store
from feedpub.store.events import Position
from feedpub.store.exports import ExportedEvent
from feedpub.store.following import ToldChanges
from feedpub.store.known_document import KnownDocument
from feedpub.store.leases import REFRESH, Lease, LeaseState, LeaseWatch
from feedpub.store.list_changes import ListChange, list_of
from feedpub.store.ordered import Place
from feedpub.store.ordering import key_of
from feedpub.store.portraits import LATEST_EVENTS
from feedpub.store.revisions import ToldRevision
from feedpub.store.samples import SampleDocument
from feedpub.store.signatures import Sharing
from feedpub.store.source_documents import SourceDocuments
from feedpub.store.sources import storable
from feedpub.store.state import Subset
from feedpub.store.touched import Touched
from feedpub.store.traces import DROPPED
from feedpub.store.wide_counts import FacetPlace
from feedpub.store.writing import Writing

__all__ = [
    "DROPPED",
    "LATEST_EVENTS",
    "REFRESH",
    "ExportedEvent",
    "Extent",
    "FacetPlace",
    "Held",
    "KnownDocument",
    "Lease",
    "LeaseState",
    "LeaseWatch",
    "ListChange",
    "Place",
    "Position",
    "SampleDocument",
    "Sharing",
    "Snapshot",
    "SourceDocuments",
    "Store",
    "StoredState",
    "Subset",
    "ToldChanges",
    "ToldRevision",
    "Touched",
    "Writing",
    "key_of",
    "list_of",
    "open_store",
    "plain_tables",
    "storable",
]
