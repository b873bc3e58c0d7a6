"""Whoever follows the change list ends with an exact copy, whatever happens meanwhile."""

import tempfile
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from feedpub.model.document import article_id
from feedpub.model.record import Change, Removal, StoredEvent
from feedpub.store import Store, open_store
from tests.builders import NOON, event
from tests.forking import forked
from tests.store import writer

HOUR = timedelta(hours=1)
KEYS = strategies.sampled_from(["harbour", "quay", "mill"])


class Poller:
    """Somebody who copies the store through its change list, page by page."""

    def __init__(self, page: int = 3) -> None:
        self.copy: dict[str, str] = {}
        self.cursor = 0
        self._page = page

    def poll(self, store: Store) -> None:
        """Read to the end of the list."""
        while changes := store.changes.listed(self.cursor, self._page, store.changes.sequence()):
            numbers = [change.sequence for change in changes]
            assert numbers == sorted(set(numbers))
            assert numbers[0] > self.cursor
            self.cursor = numbers[-1]
            for change in changes:
                if change.stored:
                    self.copy[change.id] = change.stored.event.article.headline
                else:
                    self.copy.pop(change.id, None)


def public(store: Store) -> dict[str, str]:
    return {stored.event.id: stored.event.article.headline for stored in store.events.newest(1000)}


class Newsroom(RuleBasedStateMachine):
    """Editors, a clock, a scheduler and a poller in any order, against the simplest account of what is public."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(f"sqlite:///{self.folder.name}/store.db")
        self.now = NOON
        self.drafts = 0
        self.kept: dict[str, tuple[str, str, datetime | None]] = {}
        self.public: set[str] = set()
        self.ever_public: set[str] = set()
        self.told: dict[int, tuple[Change, ...]] = {}
        self.seen: dict[str, StoredEvent] = {}
        self.poller = Poller()

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(
        key=KEYS,
        status=strategies.sampled_from(["usable", "usable", "canceled", "withheld"]),
        embargo=strategies.sampled_from([None, None, -1, 1, 2]),
    )
    def write(self, key: str, status: str, embargo: int | None) -> None:
        until = None if embargo is None else self.now + embargo * HOUR
        self.drafts += 1
        headline = f"Draft {self.drafts}"
        new = event(key, headline=headline, status=status, embargo=until)
        with self.store.writing() as writing:
            writing.articles.put(new, "[]", published=NOON, modified=NOON, now=self.now)
        self.kept[new.id] = (headline, status, until)
        self.public.discard(new.id)
        if status != "withheld" and (until is None or until <= self.now):
            self.public.add(new.id)

    @rule(key=KEYS)
    def delete(self, key: str) -> None:
        with self.store.writing() as writing:
            writing.articles.delete(article_id("wire", key), self.now)
        self.kept.pop(article_id("wire", key), None)
        self.public.discard(article_id("wire", key))

    @rule(hours=strategies.sampled_from([0, 0, 1, 3, -1]))
    def set_the_clock(self, hours: int) -> None:
        self.now += hours * HOUR

    @rule()
    def release(self) -> None:
        due = {
            each
            for each, (_, status, until) in self.kept.items()
            if status != "withheld" and until is not None and until <= self.now
        }
        before = self.store.changes.sequence()
        assert self.store.release(self.now) == len(due - self.public) == self.store.changes.sequence() - before
        assert self.store.release(self.now) == 0
        self.public |= due

    @rule()
    def poll(self) -> None:
        self.poller.poll(self.store)
        assert self.poller.copy == self.shown()
        fresh = Poller()
        fresh.poll(self.store)
        assert fresh.copy == self.shown()

    def shown(self) -> dict[str, str]:
        return {each: self.kept[each][0] for each in self.public}

    @invariant()
    def nothing_else_is_shown(self) -> None:
        shown = self.shown()
        assert public(self.store) == shown
        assert self.store.events.count() == len(shown)
        self.ever_public |= set(shown)
        removed = {removal.id for removal in self.store.changes.removals(10)}
        assert removed == self.ever_public - set(shown)
        for key in ("harbour", "quay", "mill"):
            found = self.store.events.by_id(article_id("wire", key))
            assert isinstance(found, StoredEvent) == (article_id("wire", key) in shown)
            assert isinstance(found, Removal) == (article_id("wire", key) in removed)

    @invariant()
    def the_change_list_tells_of_nothing_else(self) -> None:
        shown, told = self.shown(), self.store.changes.listed(0, 1000, self.store.changes.sequence())
        assert {change.id for change in told if change.op == "upsert"} <= set(shown)
        for change in told:
            if change.stored and self.kept[change.id][1] == "canceled":
                assert change.stored.event.article.headline == shown[change.id], "only the notice is told"

    @invariant()
    def what_a_number_brings_stays_the_same(self) -> None:
        for until, told in self.told.items():
            assert self.store.changes.listed(0, 1000, until) == told
        self.told[self.store.changes.sequence()] = self.store.changes.listed(0, 1000, self.store.changes.sequence())

    @invariant()
    def changes_are_dated_in_their_order(self) -> None:
        dates = [self.store.changes.last_at(number) for number in range(1, self.store.changes.sequence() + 1)]
        assert [each for each in dates if each] == sorted(each for each in dates if each)

    @invariant()
    def what_readers_see_of_an_article_changes_later_each_time(self) -> None:
        for stored in self.store.events.newest(10):
            last = self.seen.get(stored.event.id)
            if last and last.event.revision != stored.event.revision:
                assert stored.event.revision > last.event.revision
                assert stored.changed > last.changed
                assert stored.slug == last.slug
            self.seen[stored.event.id] = stored


Newsroom.TestCase.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
TestNewsroom = pytest.mark.slow(Newsroom.TestCase)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_poller_beside_several_writing_processes_ends_with_an_exact_copy(database: str, seed: int) -> None:
    with open_store(database) as store:
        writers = [forked(writer.main, database, str(10 * seed + number), "60") for number in range(4)]
        poller = Poller()
        while any(each.is_alive() for each in writers):
            poller.poll(store)
        assert [each.exitcode for each in writers] == [0] * 4
        end = datetime.now(UTC) + HOUR
        store.release(end)
        poller.poll(store)
        assert poller.copy == public(store)
        assert len(poller.copy) > 0
        everything = Poller(page=1000)
        everything.poll(store)
        assert everything.copy == poller.copy
