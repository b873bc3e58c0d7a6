from collections.abc import Iterator

import pytest

from feedpub.store import Store, open_store


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(database) as opened:
        yield opened
