"""A process that compresses what is stored, and tells of every turn."""

from feedpub.store import open_store


def main(url: str) -> None:
    """Compress."""
    with open_store(url) as store:
        while rows := store.compaction.step():
            print(rows, flush=True)  # noqa: T201 - that is how it tells
