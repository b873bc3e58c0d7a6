"""Events put into a store, and taken out of it, without a document of theirs."""

from datetime import datetime
from typing import Any

from feedpub.store import Store
from tests.builders import MINUTE, NOON, event


def put(store: Store, key: str = "harbour", now: datetime = NOON, published: datetime = NOON, **changes: Any) -> str:
    """Store an event, and return its id."""
    new = event(key, **changes)
    with store.writing() as writing:
        writing.articles.put(new, "[]", published=published, modified=max(published, now), now=now)
    return new.id


def delete(store: Store, article: str, now: datetime = NOON + MINUTE) -> None:
    """Delete an article by its id."""
    with store.writing() as writing:
        writing.articles.delete(article, now)
