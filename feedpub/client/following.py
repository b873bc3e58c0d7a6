"""The whole of following a site: what there is first, then what changes, and all anew where the site says so."""

import time
from collections.abc import Mapping
from urllib.parse import parse_qsl

from feedpub.client import tail
from feedpub.client.asking import Asking, told
from feedpub.client.errors import DivergedError, ExpiredError, ProofError
from feedpub.client.exchange import Batch, Exchange, Handle
from feedpub.client.options import FollowOptions
from feedpub.client.position import Chained, Position
from feedpub.client.snapshot import SnapshotReading
from feedpub.client.tail import Tail
from feedpub.client.watch import StateWatch
from feedpub.client.wire import ChangePage, Complete, Restart
from feedpub.model.digests import NOTHING

Filters = Mapping[str, str] | str
"""What a list is cut to: parameters of the list of events by name (``-tag`` for an exclusion), or its query string."""

_ANEW = Position()
_MOST_FAULTS = 3  # in a row: what comes again is no accident of a transfer


class Following:
    """Follows a site.

    Args:
        asking: of the site.
        handle: is given what it tells.
        options: how.
        watch: compares a copy with the site.
        position: to go on from; None to begin.
    """

    def __init__(
        self, asking: Asking, handle: Handle, options: FollowOptions, watch: StateWatch, position: Position | None
    ) -> None:
        self._asking, self._give, self._options, self._watch = asking, handle, options, watch
        self._position = position
        self._faults = 0

    @property
    def position(self) -> Position:
        """How far it has come."""
        return self._position or _ANEW

    def run(self) -> Exchange[None]:
        """Follow for ever, or until nothing more has come.

        Raises:
            AnswerError: the site refuses what is asked.
            ProofError: what it tells does not fit, again and again.
            LostError: patience is at its end.
        """
        while True:
            try:
                position = yield from self._begin()
                yield from Tail(self._asking, self._handle, position, self._options, self._watch).follow()
            except (DivergedError, ExpiredError) as error:
                yield from self._fault(error, anew=True)
            except ProofError as error:
                # The first time it may have been the transfer; the second, what was told before is not to be trusted.
                yield from self._fault(error, anew=self._faults > 0)
            else:
                return

    def _begin(self) -> Exchange[Position]:
        position = self._position
        if position is None and self._options.since == "now":
            return (yield from self._present())
        if position is None and self._options.since == "beginning":
            chain = None if self._asking.filtered else Chained(sequence=0, chain=NOTHING)
            return Position(chain=chain)
        if position is None or (position.cursor is None and not position.sequence):
            return (yield from SnapshotReading(self._asking, self._handle, self.position.snapshot).read())
        return position

    def _present(self) -> Exchange[Position]:
        page = told((yield from self._asking.get(tail.PATH, {"after": "now", "limit": "1"})), ChangePage)
        chain = Chained(sequence=page.sequence, chain=page.chain) if page.chain else None
        position = Position(cursor=page.cursor, sequence=page.sequence, chain=chain)
        yield from self._handle(Batch((), position))
        return position

    def _handle(self, batch: Batch) -> Exchange[None]:
        yield from self._give(batch)
        self._position = batch.position
        # A snapshot that is read again and again is no progress.
        if any(not isinstance(change, Restart | Complete) and change.sequence for change, _ in batch.changes):
            self._faults = 0

    def _fault(self, error: ProofError | ExpiredError, *, anew: bool) -> Exchange[None]:
        self._faults += 1
        if self._faults > _MOST_FAULTS:
            raise error
        if anew:
            self._position = _ANEW
        yield from self._asking.falter(error)


def filters_of(filters: Filters | None) -> dict[str, str]:
    """Read what lists are cut to.

    Args:
        filters: as a mapping or a query string.

    Returns:
        The parameters by name.
    """
    return dict(parse_qsl(filters, keep_blank_values=True) if isinstance(filters, str) else filters or {})


def follow_site(filters: Filters | None, options: FollowOptions, position: Position | None) -> Exchange[None]:
    """Follow a site and give its caller each batch of changes.

    Args:
        filters: that its lists are cut to.
        options: how.
        position: to go on from; None to begin.
    """

    def give(batch: Batch) -> Exchange[None]:
        yield batch

    asking = Asking(filters_of(filters), options)
    return Following(asking, give, options, StateWatch(asking, None, options.check, time.monotonic), position).run()
