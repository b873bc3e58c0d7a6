"""That a copy is what the site says it is: its digest is compared with /api/state at one and the same sequence number."""

from collections.abc import Callable, Sequence

from feedpub.client.asking import Asking, told
from feedpub.client.copy import Copy
from feedpub.client.errors import DivergedError
from feedpub.client.exchange import Exchange
from feedpub.client.mending import PATH, mend
from feedpub.client.position import Position
from feedpub.client.wire import Change, SetState

_NEAR = 32  # changes; a copy that is further behind is compared when it has caught up
_SOON = 2.0  # seconds until then
_DOUBTS = 3  # in a row: what is taken back while a copy catches up is never told to it, and may make it differ once


class StateWatch:
    """Compares a copy with the site from time to time, and mends it.

    The site goes on meanwhile: its state is asked for, and the copy compared when it has come to the same number.

    Args:
        asking: of the site.
        copy: to compare; None where the caller keeps one that nobody else knows.
        seconds: between two comparisons.
        clock: that tells them.
    """

    def __init__(self, asking: Asking, copy: Copy | None, seconds: float, clock: Callable[[], float]) -> None:
        self._asking, self._copy, self._seconds, self._clock = asking, copy, seconds, clock
        self._next = clock() + seconds
        self._expected: SetState | None = None
        self._doubts = 0

    @property
    def expecting(self) -> bool:
        """Whether the site's state is known and the copy not yet compared with it."""
        return self._expected is not None

    def look(self, position: Position) -> Exchange[None]:
        """Ask for the site's state where it is time to.

        Args:
            position: of the copy.
        """
        if self._copy is None or self._expected is not None or self._clock() < self._next:
            return
        response = yield from self._asking.get(PATH, {})
        state = told(response, SetState)
        near = 0 <= state.sequence - position.sequence <= _NEAR
        self._expected = state if near else None
        self._next = self._clock() + (self._seconds if near else min(_SOON, self._seconds))
        if state.sequence == position.sequence:
            yield from self.rest(position)

    def cut(self, pairs: Sequence[tuple[Change, Position]]) -> int | None:
        """Tell how many of some changes come before the comparison.

        Args:
            pairs: changes with the positions behind them.

        Returns:
            A number, or None where no comparison falls among them.
        """
        expected = self._expected
        if expected is None or not pairs or pairs[-1][1].sequence <= expected.sequence:
            return None
        return sum(position.sequence <= expected.sequence for _, position in pairs)

    def compare(self) -> None:
        """Compare the copy, which has all changes up to the expected state and none behind it."""
        if self._copy is not None and self._expected is not None:
            same = (self._copy.count, self._copy.digest) == (self._expected.count, self._expected.digest)
            self._doubts = 0 if same else self._doubts + 1
            self._next = self._next if same else self._clock()  # a doubt is looked into at once
        self._expected = None

    def rest(self, position: Position) -> Exchange[None]:
        """Compare the copy where nothing more has come since the state was asked for."""
        if self._expected is not None:
            self.compare()
            yield from self.settle(position)

    def settle(self, position: Position) -> Exchange[None]:
        """Mend a copy that was found to differ.

        Args:
            position: of the copy, at the end of a page.

        Raises:
            DivergedError: too much differs.
        """
        if self._copy is not None and self._doubts >= _DOUBTS:
            self._doubts = 0
            self._next = self._clock() + self._seconds
            verdict = yield from mend(self._asking, self._copy, position)
            yield verdict
            if verdict.anew:
                raise DivergedError("the copy", "differs from the site in too much to be mended bit by bit")
