"""How the sources do: whether each comes to its end as often as it should, and what it refuses."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from feedpub.health.check import Check, Status
from feedpub.model.record import SourceState

_MISSED = 2  # intervals: one may have come to nothing while another process took over, two in a row are no accident


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A source with what is to be said of it.

    Args:
        state: as the store has it.
        interval: seconds between two looks; None for a source that is not configured here.
        reason: what is wrong; empty where nothing is.
    """

    state: SourceState
    interval: float | None
    reason: str = ""

    @property
    def status(self) -> Status:
        """Degraded where something is wrong: what was published before stays."""
        return "degraded" if self.reason else "ok"


class Punctuality:
    """Knows how long ago each source succeeded, also when clocks are set meanwhile.

    Args:
        intervals: seconds between two looks, by source.
        slack: seconds by which any source may be late, as when another process takes over.
        ticks: a clock that nobody sets.
    """

    def __init__(self, intervals: Mapping[str, float], slack: float, ticks: Callable[[], float] = time.monotonic) -> None:
        self._intervals = intervals
        self._slack = slack
        self._ticks = ticks
        self._seen: dict[str, tuple[datetime | None, float]] = {}

    def judge(self, states: Iterable[SourceState], now: datetime) -> tuple[SourceHealth, ...]:
        """Judge all sources that are configured or known.

        Args:
            states: as the store has them.
            now: by the clock that their moments were noted by.

        Returns:
            The sources, by name.
        """
        known = {state.name: state for state in states}
        known |= {name: SourceState(name=name) for name in self._intervals if name not in known}
        return tuple(self._judged(known[name], now) for name in sorted(known))

    def _judged(self, state: SourceState, now: datetime) -> SourceHealth:
        interval, age = self._intervals.get(state.name), self._age(state, now)
        if state.failure is not None:
            return SourceHealth(state, interval, state.failure)
        if interval is None or age <= _MISSED * interval + self._slack:
            return SourceHealth(state, interval)
        if state.attempted is not None and (state.succeeded is None or state.attempted > state.succeeded):
            return SourceHealth(state, interval, f"it has been without success for {age:.0f} seconds; a refresh hangs")
        return SourceHealth(state, interval, f"its last refresh ended {age:.0f} seconds ago")

    def _age(self, state: SourceState, now: datetime) -> float:
        """Tell how many seconds ago the last success was, or since when none has been waited for."""
        seen, ago = self._seen.get(state.name, (None, None))
        if ago is None or seen != state.succeeded:
            passed = 0.0 if state.succeeded is None else max(0.0, (now - state.succeeded).total_seconds())
            ago = self._ticks() - passed
            self._seen[state.name] = (state.succeeded, ago)
        return self._ticks() - ago


def sources_check(sources: Iterable[SourceHealth]) -> Check:
    """Sum up how the sources do: degraded where one fails, hangs or is late.

    Args:
        sources: as judged.
    """
    judged = tuple(sources)
    wrong = [one for one in judged if one.reason]
    details = tuple({"source": one.state.name, "reason": one.reason} for one in wrong)
    reason = "; ".join(f"{one.state.name}: {one.reason}" for one in wrong)
    return Check("sources", "degraded" if wrong else "ok", {"sources": len(judged), "late": len(wrong)}, reason, details)


def refused_check(sources: Iterable[SourceHealth]) -> Check:
    """Sum up what is in quarantine: degraded where anything is.

    Args:
        sources: as judged; the documents and reasons stand with each.
    """
    refused = sum(len(one.state.refused) for one in sources)
    reason = f"{refused} {'document is' if refused == 1 else 'documents are'} refused" if refused else ""
    return Check("refused", "degraded" if refused else "ok", {"documents": refused}, reason)
