"""What may no longer be as it was rendered: decided by what each body shows and what changes touched."""

from threading import Lock

from cachetools import LRUCache

from feedpub.publish.dependence import Shows
from feedpub.store import Snapshot, Store, Touched

_MOST = 500  # articles that changed since a body was rendered; beyond, it is rendered sooner than they are looked up
_REMEMBERED = 64  # stretches of the sequence; bodies that are asked for regularly all stand at one of a few numbers


class Staleness:
    """Tells of bodies whether they stand as they were rendered, for any number of threads.

    Args:
        store: open.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._asking = Lock()
        self._known: LRUCache[tuple[int, int], Touched | None] = LRUCache(_REMEMBERED)

    def stands(self, shows: Shows, since: int, until: int) -> bool:
        """Tell whether a body is still what would be rendered.

        Args:
            shows: what it shows.
            since: number of the change of which it is known to be.
            until: number of the change of which it is wanted.
        """
        if since >= until:
            return since == until
        touched = self._touched(since, until)
        return touched is not None and not shows.is_touched(touched)

    def _touched(self, since: int, until: int) -> Touched | None:
        with self._lock:
            if (since, until) in self._known:
                return self._known[since, until]
        with self._asking:  # by one thread: after a change all ask the same at once
            with self._lock:
                if (since, until) in self._known:
                    return self._known[since, until]
            with self._store.snapshot() as store:
                touched = told(store, since, until, _MOST)
            with self._lock:
                self._known[since, until] = touched
            return touched


def told(store: Snapshot, since: int, until: int, most: int | None) -> Touched | None:
    """Ask what changes touched; every page says whether samples are shown, and any change may be about the last of them.

    Args:
        store: an open snapshot.
        since: number of the change behind which they begin.
        until: number of the last.
        most: articles at most that are looked up; None for any number.

    Returns:
        What was touched; None where that may be anything.
    """
    return None if store.samples.are_shown() else store.changes.touched(since, until, most)
