"""How a site stands, from its store alone: sources, what was refused, what cannot be read, what comes and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from feedpub.errors import StoreError
from feedpub.health import Check, SourceHealth, Status, stored_checks
from feedpub.health.check import worst
from feedpub.model.record import Change, Release, UnreadableEvent
from feedpub.settings import Settings
from feedpub.store import Store, open_store
from feedpub.wiring.documents import known_sources

_RELEASES = 20
_CHANGES = 10
_FURTHEST = 1000  # numbers to look back for changes that are told: most of what is hidden are revisions under embargo
_SQLITE = "sqlite:///"


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
        releases: what is to be published, the first one first.
        changes: the last ones, latest first.
    """

    now: datetime
    sequence: int
    events: int
    checks: tuple[Check, ...]
    sources: tuple[SourceHealth, ...]
    unreadable: tuple[UnreadableEvent, ...]
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


def status_of(settings: Settings) -> SiteStatus:
    """Ask the store how the site stands.

    Args:
        settings: of the site.

    Returns:
        The answer.

    Raises:
        StoreError: there is no store yet, or it cannot be read.
    """
    refuse_missing(settings.database_url)
    intervals = {source.name: interval for source, interval in known_sources(settings)}
    with open_store(settings.database_url) as store:
        sources, checks = stored_checks(store, intervals, settings.lease_seconds)
        with store.snapshot() as seen:
            sequence, events, coming = seen.sequence(), seen.count(), seen.releases(_RELEASES)
        latest = tuple(_latest(store, sequence))
        return SiteStatus(store.now(), sequence, events, checks, sources, store.unreadable(), coming, latest)


def _latest(store: Store, sequence: int) -> Iterator[Change]:
    step = _CHANGES
    found: tuple[Change, ...] = ()
    while len(found) < _CHANGES and step <= _FURTHEST * 2:
        found = store.changes(max(0, sequence - step), step, sequence)
        step *= 2
    return reversed(found[-_CHANGES:])


def refuse_missing(database_url: str) -> None:
    """Refuse a database file that is not there: to ask must not make one.

    Args:
        database_url: an SQLAlchemy address.

    Raises:
        StoreError: there is none.
    """
    name = database_url.removeprefix(_SQLITE).partition("?")[0]
    if database_url.startswith(_SQLITE) and name and not name.startswith(("file:", ":")) and not Path(name).exists():
        raise StoreError(name, "there is no database yet: feedpub serve or feedpub refresh makes it")
