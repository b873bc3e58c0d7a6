"""What proves a copy: digests, the chain and the sums, against what the lists say after every transaction."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import and_, select, update

from feedpub.model.article import Correction
from feedpub.model.digests import NOTHING, SetDigest, chained, digest_of, digits_of, link_of
from feedpub.model.document import article_id
from feedpub.model.record import Change
from feedpub.model.selection import Query
from feedpub.site.notices import shown
from feedpub.store import Store, open_store
from feedpub.store import changes as changed
from feedpub.store.tables import revisions
from tests.builders import MINUTE, NOON, event
from tests.store.conftest import undo
from tests.storing import delete, put

KEYS = [f"dock {number}" for number in range(12)]


def changes(store: Store, after: int = 0, page: int = 7) -> Iterator[Change]:
    """The change list, page by page."""
    while found := store.changes.listed(after, page, store.changes.sequence()):
        yield from found
        after = found[-1].sequence


def verify(store: Store) -> None:
    """Check everything that is kept against what the lists say."""
    listed = {one.event.id: digest_of(json.loads(shown(one.event).model_dump_json())) for one in store.events.newest(999)}
    for length in range(4):
        for prefix in {digits_of(name)[:length] for name in listed} | {"0" * length}:
            under = {name: digest for name, digest in listed.items() if digits_of(name).startswith(prefix)}
            sums = store.state.sums(prefix)
            assert (sums.whole.total, sums.whole.digest) == (len(under), total(under))
            assert {part.prefix for part in sums.children} == {digits_of(name)[: length + 1] for name in under}
            assert {one.id: one.digest for one in sums.members} == (under if prefix and len(under) <= 16 else {})
    assert store.state.sums("", Query(min_confidence=0.01)).whole.total <= len(listed)
    unreadable = {one.id for one in store.integrity.unreadable() if not one.shown}
    copy = verified_chain(store)  # which nobody tells that something cannot be read now
    assert {name: digest for name, digest in copy.items() if name not in unreadable} == listed


def total(members: dict[str, str]) -> str:
    digest = SetDigest()
    for name, of in members.items():
        digest.add(name, of)
    return digest.hex


def verified_chain(store: Store, after: int = 0) -> dict[str, str]:
    """Follow the change list, recomputing all of it from what it delivers, and return the copy."""
    chain = store.state.standing(after).chain if after else NOTHING
    copy: dict[str, str] = {}
    for change in changes(store, after):
        for link in change.skipped:
            chain = chained(chain, link)
        if change.told is None:
            chain = chained(chain, link_of(change.sequence, "delete", change.id))
            copy.pop(change.id, None)
        else:
            document = json.loads(change.told)
            digest = digest_of(document)
            assert digest == change.digest
            assert change.stored is not None
            assert document == json.loads(shown(change.stored.event).model_dump_json())
            chain = chained(chain, link_of(change.sequence, "upsert", change.id, document["revision"], digest))
            copy[change.id] = digest
        assert chain == change.chain
    return copy


class History:
    """A newsroom in which anything happens, one transaction after the other."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.random = random.Random(seed)  # noqa: S311 - the same histories on every run
        self.now = NOON
        self.documents: dict[str, str] = {}

    def step(self) -> None:
        self.now += MINUTE
        acts: list[Callable[[], object]] = [
            *[self.write] * 6,
            self.retract,
            self.remove,
            self.release,
            self.damage,
            self.repair,
        ]
        self.random.choice(acts)()

    def write(self) -> None:
        """Store up to three revisions in one transaction."""
        with self.store.writing() as writing:
            for key in self.random.sample(KEYS, self.random.randint(1, 3)):
                embargo = self.random.choice([None, None, None, self.now + 3 * MINUTE])
                status = self.random.choice(["usable"] * 5 + ["withheld"])
                new = event(
                    key, embargo=embargo, status=status, section=f"Section {self.random.random()}", sample=self.sample()
                )
                writing.articles.put(new, "[]", published=NOON, modified=NOON, now=self.now)

    def sample(self) -> bool | None:
        return self.random.choice([None, None, None, True])

    def retract(self) -> None:
        note = Correction(date=NOON, text="It was the other quay.")
        put(self.store, self.random.choice(KEYS), now=self.now, status="canceled", corrections=(note,))

    def remove(self) -> None:
        delete(self.store, article_id("wire", self.random.choice(KEYS)), self.now)

    def release(self) -> None:
        self.now += 4 * MINUTE
        self.store.release(self.now)

    def damage(self) -> None:
        name = article_id("wire", self.random.choice(KEYS))
        query = select(revisions.c.document).where(revisions.c.article_id == name)
        with self.store.writing() as writing:
            document = writing.connection.execute(query.order_by(revisions.c.revision.desc()).limit(1)).scalar()
        if document is None or name in self.documents:
            return
        self.documents[name] = document
        self.replace(
            name,
            json.loads(document)["revision"],
            self.random.choice(["", document[:40], document.replace('"1.1"', '"0.5"')]),
        )
        self.store.integrity.examine()

    def repair(self) -> None:
        for name in list(self.documents):
            document = self.documents.pop(name)
            self.replace(name, json.loads(document)["revision"], document)
            self.store.integrity.examine()

    def replace(self, name: str, revision: int, by: str) -> None:
        with self.store.writing() as writing:
            same = and_(revisions.c.article_id == name, revisions.c.revision == revision)
            writing.connection.execute(update(revisions).where(same).values(document=by))


def test_a_page_ends_among_many_changes_that_nobody_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed, "_LOOKED_AT", 4)
    for number in range(1, 11):  # an article that waits is entered, and told to nobody
        waits = {} if number in {3, 10} else {"embargo": NOON + timedelta(days=1)}
        put(store, f"n{number}", now=NOON + number * MINUTE, **waits)
    after, more, chain, pages = 0, True, NOTHING, []
    while more:
        page = store.changes.page(Query(), after, 9, store.changes.sequence())
        for change in page.changes:
            assert change.stored
            for link in change.skipped:
                chain = chained(chain, link)
            chain = chained(chain, link_of(change.sequence, "upsert", change.id, 1, change.digest))
        for link in page.skipped:
            chain = chained(chain, link)
        after, more = page.sequence, page.has_more
        assert chain == store.state.standing(after).chain
        pages.append((after, [change.sequence for change in page.changes], len(page.skipped)))
    assert pages == [(4, [3], 1), (8, [], 4), (10, [10], 0)]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_equals_what_the_lists_say_after_every_transaction(store: Store, seed: int) -> None:
    history = History(store, seed)
    for _ in range(25):
        history.step()
        verify(store)
    assert store.state.standing().shown == store.events.count()
    middle = store.changes.sequence() // 2
    verified_chain(store, middle)


def test_an_upgrade_proves_what_is_there(database: str) -> None:
    with open_store(database) as store:
        history = History(store, 9)
        for _ in range(30):
            history.step()
        history.repair()
        before = list(changes(store)), store.state.sums(), store.state.sums("3"), store.state.standing()
        undo(store, "0011")
    with open_store(database) as store:
        assert (list(changes(store)), store.state.sums(), store.state.sums("3"), store.state.standing()) == before
        put(store, now=history.now + timedelta(hours=1))
        verify(store)


def test_the_order_in_which_events_came_does_not_matter(tmp_path: Path) -> None:
    found = []
    for keys in (KEYS, KEYS[::-1]):
        with open_store(f"sqlite:///{tmp_path}/{keys[0]}.db") as store:
            for number, key in enumerate(keys):
                put(store, key, now=NOON + number * MINUTE)
            delete(store, put(store, f"gone {keys[0]}", now=NOON + timedelta(hours=1)), NOON + timedelta(hours=2))
            found.append(store.state.standing())
    assert found[0].digest == found[1].digest != NOTHING
    assert found[0].chain != found[1].chain


def test_what_was_said_before_a_retraction_is_in_no_document_that_is_told(store: Store) -> None:
    name = put(store, standfirst="It was said that the quay is closed.")
    put(store, now=NOON + MINUTE, status="canceled")
    (change,) = changes(store)
    assert change.told is not None
    assert "quay" not in change.told.replace("Council reopens harbour", "")
    assert len(change.skipped) == 1
    assert store.state.sums(digits_of(name)[:8]).members[0].digest == change.digest
