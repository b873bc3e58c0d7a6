"""Passes over a source, and what the store says afterwards."""

from datetime import datetime
from typing import Any

from feedpub.ingest import Outcome, refresh
from feedpub.model.document import article_id
from feedpub.model.record import SourceState, StoredEvent
from feedpub.store import Store
from tests.builders import NOON, FakeSource, document, drafting_apart


def bring(store: Store, source: FakeSource, now: datetime = NOON, **options: Any) -> list[Outcome]:
    """Refresh a source."""
    return list(refresh(source, store=store, now=now, **drafting_apart(options)))


def short(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(outcome.key, outcome.status) for outcome in outcomes]


def shown(store: Store, key: str = "harbour") -> StoredEvent:
    stored = store.events.by_id(article_id("wire", key))
    assert isinstance(stored, StoredEvent)
    return stored


def state(store: Store) -> SourceState:
    return store.sources.states()[0]


def folder(*keys: str) -> FakeSource:
    return FakeSource([document(key) for key in keys])
