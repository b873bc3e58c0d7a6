"""A publisher over a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedpub.publish import Publisher
from feedpub.store import Store, open_store
from tests.builders import NOON
from tests.formats.samples import SITE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/news.db", clock=lambda: NOON) as opened:
        yield opened


@pytest.fixture
def publisher(store: Store) -> Publisher:
    return Publisher(store, SITE, feed_size=5)
