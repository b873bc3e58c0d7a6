"""Folders that are watched, so that a change is seen at once; whoever watches looks at intervals all the same.

Not every change is told: folders of other machines tell none, and systems run out of watches.
"""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event

from watchfiles import watch

_QUIET = 300  # milliseconds without a further change: a file that is being written is not read in its middle
_LONGEST = 2_000  # milliseconds for which a change waits for others, however many come
_AGAIN = 5_000  # milliseconds until it is looked whether the folder is another one now, or there at last
_log = logging.getLogger(__name__)


def watch_folder(
    folder: Callable[[], Path], concerns: Callable[[Path], bool], changed: Callable[[], None], stop: Event
) -> None:
    """Tell of changes in a folder and below it, until it is told to stop.

    Args:
        folder: finds it: it may be made, moved or replaced meanwhile.
        concerns: tells whether a file is one whose change matters.
        changed: is called after changes.
        stop: ends it.
    """
    trouble, there = "", True
    while not stop.is_set():
        path = folder()
        try:
            if path.is_dir():
                if not there:
                    changed()  # what came with it was seen by nobody
                there, trouble = True, ""
                _watch(path, concerns, changed, stop)
                there = path.is_dir()
                changed()  # between two watches nobody looked
                continue
        except (OSError, RuntimeError) as error:
            if trouble != str(error):
                trouble = str(error)
                _log.warning("%s cannot be watched, and is looked at at intervals alone: %s", path, error)
        there = False
        stop.wait(_AGAIN / 1000)


def _watch(path: Path, concerns: Callable[[Path], bool], changed: Callable[[], None], stop: Event) -> None:
    """Watch a folder for as long as its name leads to it."""
    known = _identity(path)
    rounds = watch(
        path,
        watch_filter=None,
        debounce=_LONGEST,
        step=_QUIET,
        stop_event=stop,
        rust_timeout=_AGAIN,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    for changes in rounds:
        if _any_concerns((Path(name) for _, name in changes), concerns):
            changed()
        if _identity(path) != known:
            return


def _any_concerns(paths: Iterable[Path], concerns: Callable[[Path], bool]) -> bool:
    return any(map(concerns, paths))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
