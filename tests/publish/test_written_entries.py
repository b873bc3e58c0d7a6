"""Entries are written once for all the feeds that show them, and feeds are what their formats render."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from feedpub.formats import Format, formats
from feedpub.formats.base import Assembly
from feedpub.model.feed import Entry, Feed, Told
from feedpub.publish.written_entries import WrittenEntries
from tests.formats import samples

FEEDS = formats("feed")
ENTRIES = tuple(map(samples.entry, samples.EVENTS))


def counting(output: Format) -> tuple[Format, list[str]]:
    """Return a format and the ids of the entries that it has written."""
    assembly = output.assembly
    assert assembly is not None
    written: list[str] = []

    def entries(feed: Feed) -> Iterable[bytes]:
        written.extend(entry.event.id for entry in feed.entries)
        return assembly.entries(feed)

    return replace(output, assembly=Assembly(entries, assembly.document)), written


def shown(*entries: Entry, answers: Told = "main") -> Feed:
    return samples.feed(*entries).telling(answers)


@pytest.mark.parametrize("answers", ["main", "all"])
@pytest.mark.parametrize("output", FEEDS, ids=lambda output: output.name)
def test_a_feed_of_kept_entries_is_what_its_format_renders(output: Format, answers: Told) -> None:
    kept = WrittenEntries()
    for entries in (ENTRIES[:1], ENTRIES, ENTRIES[::-1], (), ENTRIES[1:]):
        feed = shown(*entries, answers=answers)
        assert kept.feed(output, feed, 0.0, 1) == output.render(feed)


@pytest.mark.parametrize("output", FEEDS, ids=lambda output: output.name)
def test_only_what_no_feed_has_shown_is_written(output: Format) -> None:
    kept, (counted, written) = WrittenEntries(), counting(output)
    kept.feed(counted, shown(*ENTRIES[1:]), 0.0, 1)
    del written[:]
    kept.feed(counted, shown(*ENTRIES), 0.0, 2)
    assert written == [ENTRIES[0].event.id]


def test_what_an_entry_shows_is_told_apart() -> None:
    kept, (counted, written) = WrittenEntries(), counting(FEEDS[0])
    event = ENTRIES[0].event
    revised = ENTRIES[0].model_copy(update={"event": event.model_copy(update={"revision": event.revision + 1})})
    moved = ENTRIES[0].model_copy(update={"url": f"{ENTRIES[0].url}-2"})
    for entry in (ENTRIES[0], revised, moved):
        kept.feed(counted, shown(entry), 0.0, 1)
    kept.feed(counted, shown(ENTRIES[0]), 0.5, 1)
    kept.feed(counted, shown(ENTRIES[0], answers="all"), 0.0, 1)
    assert len(written) == 5


def test_a_store_that_was_put_back_has_all_written_anew() -> None:
    kept, (counted, written) = WrittenEntries(), counting(FEEDS[0])
    for sequence in (9, 3, 3):
        kept.feed(counted, shown(ENTRIES[0]), 0.0, sequence)
    assert len(written) == 2
