"""A process that compresses what is stored, and tells of every turn: python -m tests.store.compactor URL."""

import sys

from feedpub.store import open_store


def main(url: str) -> None:
    """Compress."""
    with open_store(url) as store:
        while rows := store.compaction.step():
            print(rows, flush=True)  # noqa: T201 - that is how it tells


if __name__ == "__main__":
    main(sys.argv[1])
