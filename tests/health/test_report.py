"""The report over a real store and a real schedule."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest

from feedpub.errors import SourceError
from feedpub.health import Failures, Health, Report
from feedpub.ingest import refresh
from feedpub.model.document import Document
from feedpub.schedule import Job, Schedule
from feedpub.store import Store, open_store
from tests.builders import TINY, FakeSource, document
from tests.serving import eventually

LEASE = 0.5


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as opened:
        yield opened


class Hanging(FakeSource):
    """A source that lists one document, and then does not come to its end until it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.hangs, self.go_on = threading.Event(), threading.Event()

    def documents(self) -> Iterator[Document | SourceError]:
        yield document("harbour")
        if self.hangs.is_set():
            assert self.go_on.wait(60)


def job(store: Store, source: FakeSource) -> Job:
    work = partial(refresh, source, store=store, drafting=TINY)
    return Job(source.name, 0.2, work)


def health(store: Store) -> Health:
    return Health(store, lambda: None, Failures(), intervals={"wire": 0.2}, lease_seconds=LEASE)


def reasons(report: Report) -> dict[str, str]:
    return {check.name: check.reason for check in report.checks if check.status != "ok" and check.name != "disk"}


def test_a_source_that_hangs_is_named_and_is_well_again_when_it_goes_on(store: Store) -> None:
    source, asked = Hanging(), health(store)
    with Schedule(store, [job(store, source)], lease_seconds=LEASE):
        eventually(lambda: not reasons(asked.report()), "all is well")
        source.hangs.set()
        eventually(lambda: "a refresh hangs" in reasons(asked.report()).get("sources", ""), "the source is named")
        assert set(reasons(asked.report())) == {"sources"}
        assert [one.state.name for one in asked.report().sources if one.reason] == ["wire"]
        source.hangs.clear()
        source.go_on.set()
        eventually(lambda: not reasons(asked.report()), "all is well again")


def test_without_a_scheduler_the_report_says_so(store: Store) -> None:
    asked = health(store)
    with Schedule(store, [], lease_seconds=LEASE):
        eventually(lambda: "scheduler" not in reasons(asked.report()), "it holds the lease")
    eventually(lambda: "scheduler" in reasons(asked.report()), "nobody refreshes")
    assert reasons(asked.report())["scheduler"] == "no process refreshes the sources"


def test_a_scheduler_that_died_is_told_from_one_that_lives(store: Store) -> None:
    asked = health(store)
    store.leases.take("refresh", "killed:1", None)
    assert "scheduler" not in reasons(asked.report()), "it may live"
    eventually(lambda: "scheduler" in reasons(asked.report()), "it does not move")
    assert reasons(asked.report())["scheduler"] == "killed:1 shows no sign of life"
