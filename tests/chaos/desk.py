"""A process that writes articles straight into a store, and goes on until each has had its fate:
python -m tests.chaos.desk DATABASE NAME ARTICLES SEED.

Several of them write at once, each its own articles: new ones (a part under a short embargo), edits that change what the
articles are about, retractions, removals, articles that are held back and let out again, and releases.
"""

import random
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feedpub.errors import StoreError
from feedpub.model.event import Event
from feedpub.store import Store, open_store
from tests.builders import event
from tests.chaos.topics import SECTIONS, TAGS, text_of

_ACTS = {"edit": 60, "retract": 8, "delete": 14, "withhold": 8, "embargo": 10}
_EACH = 2  # acts for each article, its first one included
_PATIENCE = 300.0  # seconds for which a store may be busy


@dataclass(frozen=True)
class Story:
    """What a desk says of an article.

    Args:
        version: counts from 1.
        topic: what it is about: another with each edit, and not with a retraction, whose notice goes to those who read it.
        status: usable, withheld or canceled.
        embargo: before which nobody may see it, or None.
        deleted: it is gone; it may come back.
    """

    version: int = 1
    topic: int = 1
    status: str = "usable"
    embargo: datetime | None = None
    deleted: bool = False


class Desk:
    """Editors who share a store with others.

    Args:
        store: to write to.
        name: of the desk, with which its articles' keys begin.
        articles: how many it writes.
        seed: of all that it does.
    """

    def __init__(self, store: Store, name: str, articles: int, seed: int) -> None:
        self._store, self._name, self._articles = store, name, articles
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._stories: list[Story] = []

    def work(self) -> None:
        """Do all acts, and wait for the last embargo."""
        for act in range(self._articles * _EACH):
            self._try(act)
            if act % 20 == 0:
                self._store.release(self._store.now())
        moments = [story.embargo for story in self._stories if story.embargo]
        while moments and self._store.now() <= max(moments) + timedelta(seconds=0.2):
            time.sleep(0.2)
        self._store.release(self._store.now())

    def _try(self, act: int) -> None:
        left = self._articles - len(self._stories)
        if left and (not self._stories or self._chance.random() < left / (self._articles * _EACH - act)):
            self._stories.append(Story(embargo=self._soon() if self._chance.random() < 0.15 else None))
            self._write(len(self._stories) - 1)
            return
        number = self._chance.randrange(len(self._stories))
        self._stories[number] = self._next(self._stories[number])
        self._write(number)

    def _next(self, story: Story) -> Story:
        act = self._chance.choices(list(_ACTS), list(_ACTS.values()))[0]
        topic = story.topic + (act != "retract")
        story = replace(story, version=story.version + 1, topic=topic, deleted=False)
        if act == "delete":
            return replace(story, deleted=True)
        if act == "embargo":
            return replace(story, status="usable", embargo=self._soon())
        return replace(story, status={"retract": "canceled", "withhold": "withheld"}.get(act, "usable"))

    def _soon(self) -> datetime:
        return self._store.now() + timedelta(seconds=self._chance.uniform(0.3, 3.0))

    def _write(self, number: int) -> None:
        story, now = self._stories[number], self._store.now()
        told = self._event(number, story)
        with self._store.writing() as writing:
            if story.deleted:
                writing.articles.delete(told.id, now)
            else:
                moment = told.article.published
                writing.articles.put(told, "{}", published=moment, modified=moment, now=now)  # type: ignore[arg-type]  # a desk tells the time of day

    def _event(self, number: int, story: Story) -> Event:
        key = f"{self._name}-{number:05}"
        chance = random.Random(f"{key} {story.topic}")  # noqa: S311 - no secret
        return event(
            key,
            headline=f"Council reopens {key}, version {story.version}",
            text=text_of(chance, story.version),
            section=chance.choice(SECTIONS),
            tags=tuple(sorted(chance.sample(TAGS, 2))),
            status=story.status,
            embargo=story.embargo,
        )


def main(database: str, name: str, articles: str, seed: str) -> None:
    """Do one desk's work."""
    with open_store(database, timeout=_PATIENCE) as store:
        Desk(store, name, int(articles), int(seed)).work()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except StoreError as error:
        sys.exit(str(error))
