"""A process that changes articles at random.

Several of them work on the same articles, so that everything happens to each: edits, removals, embargoes and releases.
"""

import random
from datetime import UTC, datetime, timedelta

from feedpub.store import open_store
from tests.builders import event

KEYS = tuple(f"dock {number}" for number in range(8))


def main(url: str, seed: str, rounds: str) -> None:
    """Change articles."""
    chance = random.Random(int(seed))  # noqa: S311 - no secret
    with open_store(url) as store:
        for turn in range(int(rounds)):
            now = datetime.now(UTC)
            key = chance.choice(KEYS)
            embargo = now + timedelta(milliseconds=chance.randrange(50)) if chance.random() < 0.3 else None
            headline = f"{key}, writer {seed}, turn {turn}"
            status = chance.choice(("usable", "usable", "usable", "canceled", "withheld"))
            new = event(key, headline=headline, embargo=embargo, status=status)
            if chance.random() < 0.1:
                store.release(now)
            with store.writing() as writing:
                if chance.random() < 0.25:
                    writing.articles.delete(new.id, now)
                else:
                    writing.articles.put(new, "[]", published=now, modified=now, now=now)
