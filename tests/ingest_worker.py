"""A process that ingests generated articles and tells of each."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from feedpub.ingest import refresh
from feedpub.model.document import Document
from feedpub.store import open_store
from tests.builders import TINY, FakeSource, document

ARTICLES = 1_000


def edition(number: int) -> Iterator[Document]:
    """Generate a thousand articles, a tenth of which differ in each edition."""
    for each in range(ARTICLES):
        version = number if each % 10 == 0 else 1
        yield document(f"{each:04}", f"headline: Story {each}, version {version}\nBody of story {each}, version {version}.")


def main(url: str, number: str) -> None:
    """Ingest one edition."""
    source = FakeSource(list(edition(int(number))))
    with open_store(url) as store:
        work = partial(refresh, source, store=store, drafting=TINY)
        for outcome in work(now=lambda: datetime.now(UTC)):
            sys.stdout.write(f"{outcome.key} {outcome.status}\n")
            sys.stdout.flush()
