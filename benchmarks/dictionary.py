"""Trains the dictionary of stored documents on those of the samples: python -m benchmarks.dictionary FILE.

The one in feedpub/store/data stays as it is for ever: stores have been written with it. Another one is another file.
"""

import sys
import tempfile
from pathlib import Path

import zstandard
from sqlalchemy import select

from feedpub.settings import Settings
from feedpub.store import open_store
from feedpub.store.tables import facts, revisions, traces
from feedpub.wiring.ingesting import ingest_places

_SIZE = 32_768
"""Bytes: of documents of other articles, twice as many save nothing, and half as many cost 3 in 100."""


def samples() -> list[bytes | bytearray | memoryview[int]]:
    """Read what the store makes of the samples."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/store.db"
        list(ingest_places(Settings(database_url=url), [Path("articles")]))
        with open_store(url) as store, store.writing() as writing:
            columns = (revisions.c.document, traces.c.trace, facts.c.facts)
            found = [text for column in columns for text in writing.connection.execute(select(column)).scalars()]
    return [text.encode() for text in found]


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(zstandard.train_dictionary(_SIZE, samples()).as_bytes())
