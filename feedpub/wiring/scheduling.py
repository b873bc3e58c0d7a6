"""The schedule that refreshes the sources which the settings file names, also when it names others later."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from feedpub.errors import FeedpubError
from feedpub.ingest import refresh
from feedpub.schedule import Job, Schedule
from feedpub.settings import Settings, SourceSettings
from feedpub.sources.directory import DirectorySource
from feedpub.store import Store, open_store
from feedpub.wiring.documents import sources_of
from feedpub.wiring.ingesting import at_home, drafting_of
from feedpub.wiring.live_sources import LiveSources

if TYPE_CHECKING:
    from feedpub.sources.http import HttpSource


class _Jobs:
    """Makes the jobs of a site; of a source whose settings stay the same the job stays, with all that it remembers.

    Args:
        settings: of the site.
        store: to keep the events in.
        pool: where all sources are read.
    """

    def __init__(self, settings: Settings, store: Store, pool: Executor) -> None:
        self._store = store
        self._drafting = drafting_of(settings, pool)
        self._live = LiveSources(settings)
        self._settings = settings
        self._made: dict[SourceSettings | None, Job] = {}
        self.first = self._of(settings)

    def changed(self) -> tuple[Job, ...] | None:
        """Make the jobs anew where sources have changed since the last look; None where nothing has."""
        settings = self._live.settings()
        if settings is self._settings:
            return None
        self._settings = settings
        try:
            return self._of(settings)
        except FeedpubError:
            return None

    def _of(self, settings: Settings) -> tuple[Job, ...]:
        named = {each.name: each for each in settings.sources}
        before, self._made = self._made, {}
        for source, interval in sources_of(settings):
            told = named.get(source.name)
            self._made[told] = before.get(told) or self._job(source, interval, settings)
        return tuple(self._made.values())

    def _job(self, source: "DirectorySource | HttpSource", interval: float, settings: Settings) -> Job:
        ours = at_home(self._drafting, settings, source.name)
        look = partial(refresh, source, latest_only=source.latest_only, store=self._store, drafting=ours)
        watch = source.watch if isinstance(source, DirectorySource) and settings.watch == "on" else None
        return Job(source.name, interval, look, source.stop, watch)


def schedule_of(settings: Settings, store: Store, pool: Executor) -> Schedule:
    """Make the schedule that refreshes the configured sources.

    Args:
        settings: of the site.
        store: to keep the events in.
        pool: where all sources are read; it ends with the schedule.
    """
    jobs = _Jobs(settings, store, pool)
    return Schedule(store, jobs.first, lease_seconds=settings.lease_seconds, executor=pool, changed=jobs.changed)


@contextmanager
def scheduling(settings: Settings, pool: Executor) -> Iterator[None]:
    """Refresh the configured sources in the background while the block runs, unless the settings say otherwise.

    Args:
        settings: of the site.
        pool: where to read and extract; it ends with the block.

    Yields:
        Nothing.
    """
    if settings.scheduler == "off":
        yield
        return
    with open_store(settings.database_url, patient=True) as store, schedule_of(settings, store, pool):
        yield
