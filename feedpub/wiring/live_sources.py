"""The sources as the settings file has them now: what is added, changed, paused or removed counts at once."""

import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from feedpub.errors import SettingsError
from feedpub.settings import Settings, config_file, load_settings
from feedpub.wiring.intervals import intervals_of

_log = logging.getLogger(__name__)
_Stamp = tuple[Path, int, int, int] | None
# Which process serves and which refreshes is decided when they are started, by variables.
_OF_THE_PROCESS = frozenset({"sources", "scheduler", "base_url", "metrics"})


class LiveSources:
    """Reads the settings file again when it was written.

    Args:
        settings: as they were read at the start.
        level: at which it is told what is wrong with the file, or counts only when the site is started again.
    """

    def __init__(self, settings: Settings, level: int = logging.WARNING) -> None:
        self._settings = settings
        self._level = level
        self._stamp = _stamp()

    def settings(self) -> Settings:
        """Return the settings of the start with the sources of now.

        Returns:
            The same object as before unless sources have changed; what cannot be read changes nothing.
        """
        stamp = _stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            self._take_up(stamp)
        return self._settings

    def _take_up(self, stamp: _Stamp) -> None:
        if stamp is None:
            # An editor may be replacing it; sources that nobody names any more are no reason to show samples.
            _log.log(self._level, "the settings file is gone; the sources stay as they were")
            return
        try:
            fresh = load_settings()
        except SettingsError as error:
            _log.log(self._level, "%s; the sources stay as they were", error)
            return
        waiting = [name for name in Settings.model_fields if name not in _OF_THE_PROCESS and self._differs(fresh, name)]
        if waiting:
            _log.log(self._level, "%s: to count, what is set anew needs a restart: %s", stamp[0], ", ".join(waiting))
        if self._differs(fresh, "sources"):
            self._settings = self._settings.model_copy(update={"sources": fresh.sources})

    def _differs(self, fresh: Settings, name: str) -> bool:
        return bool(getattr(fresh, name) != getattr(self._settings, name))


class SourceIntervals(Mapping[str, float]):
    """Seconds between two looks, by source, as the settings file has them now.

    Args:
        settings: as they were read at the start.
    """

    def __init__(self, settings: Settings) -> None:
        self._live = LiveSources(settings, logging.DEBUG)  # the process that refreshes tells
        self._seen: tuple[Settings, dict[str, float]] | None = None

    def _now(self) -> dict[str, float]:
        settings, seen = self._live.settings(), self._seen
        if seen is None or seen[0] is not settings:
            seen = self._seen = settings, intervals_of(settings)
        return seen[1]

    def __getitem__(self, name: str) -> float:
        return self._now()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())


def _stamp() -> _Stamp:
    """Tell one state of the settings file from another, without reading it."""
    try:
        path = config_file(os.environ)
        found = None if path is None else path.stat()
    except (SettingsError, OSError):
        return None
    return None if path is None or found is None else (path, found.st_mtime_ns, found.st_size, found.st_ino)
