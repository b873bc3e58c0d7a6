"""How a site stands, from its store alone: sources, what was refused, what cannot be read, what comes and what changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedpub.health.check import Check, Status, worst
from feedpub.health.sources import SourceHealth
from feedpub.health.stored import stored_checks
from feedpub.model.record import Change, CopiedArticle, NotedDocument, Release, UnreadableEvent
from feedpub.store import Store

_NOTED = 50
_RELEASES = 20
_CHANGES = 10
_FURTHEST = 1000  # numbers to look back for changes that are told: most of what is hidden are revisions under embargo


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """How a site stands.

    Args:
        now: the time by the database.
        sequence: number of the last change.
        events: how many are public.
        checks: those that the store answers.
        sources: how each does.
        unreadable: stored events that cannot be read in whole.
        noted: documents of which something was left out, those that changed last first; and how many there are in all.
        noted_count: of these.
        copied: articles that several files or feeds bring, with these.
        releases: what is to be published, the first one first.
        changes: the last ones, latest first.
    """

    now: datetime
    sequence: int
    events: int
    checks: tuple[Check, ...]
    sources: tuple[SourceHealth, ...]
    unreadable: tuple[UnreadableEvent, ...]
    noted: tuple[NotedDocument, ...]
    noted_count: int
    copied: tuple[CopiedArticle, ...]
    releases: tuple[Release, ...]
    changes: tuple[Change, ...]

    @property
    def status(self) -> Status:
        """That of the worst check."""
        return worst(check.status for check in self.checks)

    def due(self, source: SourceHealth) -> datetime | None:
        """Return when a source is to be looked at next; None where nobody knows."""
        if source.state.attempted is None or source.interval is None:
            return None
        return source.state.attempted + timedelta(seconds=source.interval)


def site_status(store: Store, intervals: Mapping[str, float], lease_seconds: float) -> SiteStatus:
    """Ask a store how the site stands.

    Args:
        store: of the site.
        intervals: seconds between two looks, by source.
        lease_seconds: after how long another process takes over refreshing.

    Returns:
        The answer.

    Raises:
        StoreError: the store cannot be read.
    """
    sources, checks = stored_checks(store, intervals, lease_seconds)
    with store.snapshot() as seen:
        sequence, events, coming = seen.changes.sequence(), seen.events.count(), seen.releases.coming(_RELEASES)
    latest = tuple(_latest(store, sequence))
    unreadable, noted = store.integrity.unreadable(), store.sources.noted(_NOTED)
    return SiteStatus(
        now=store.now(),
        sequence=sequence,
        events=events,
        checks=checks,
        sources=sources,
        unreadable=unreadable,
        noted=noted,
        noted_count=store.sources.count_noted(),
        copied=store.copies.all(),
        releases=coming,
        changes=latest,
    )


def _latest(store: Store, sequence: int) -> Iterator[Change]:
    step = _CHANGES
    found: tuple[Change, ...] = ()
    while len(found) < _CHANGES and step <= _FURTHEST:
        found = store.changes.listed(max(0, sequence - step), step, sequence)
        step *= 2
    return reversed(found[-_CHANGES:])
