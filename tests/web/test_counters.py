"""Windows in memory: they end by a clock that nobody sets, and there is a bound to how many there are."""

from dataclasses import dataclass

from limits import parse
from limits.strategies import FixedWindowRateLimiter

from feedpub.web.counters import Counters


@dataclass
class Ticks:
    """A clock that a test moves."""

    time: float = 1000.0

    def __call__(self) -> float:
        return self.time


def test_a_window_begins_with_its_first_request_and_ends_once() -> None:
    ticks = Ticks()
    counters = Counters(ticks)
    windows, rate = FixedWindowRateLimiter(counters), parse("2/minute")
    assert [windows.hit(rate, "a") for _ in range(3)] == [True, True, False]
    ticks.time += 30
    assert windows.hit(rate, "b")
    assert windows.get_window_stats(rate, "a") == (1060.0, 0)
    ticks.time += 30
    assert windows.get_window_stats(rate, "a") == (1060.0, 2)
    assert windows.hit(rate, "a")
    assert windows.get_window_stats(rate, "a") == (1120.0, 1)
    assert windows.get_window_stats(rate, "b") == (1090.0, 1)


def test_what_has_ended_is_forgotten_and_of_too_many_the_first() -> None:
    ticks = Ticks()
    counters = Counters(ticks, most=100)
    for number in range(1000):
        assert counters.incr(f"client {number}", 60) == 1
    assert len(counters) == 100
    assert (counters.get("client 899"), counters.get("client 900"), counters.get("client 999")) == (0, 1, 1)
    ticks.time += 60
    assert counters.incr("client 999", 60) == 1
    assert len(counters) == 1


def test_they_can_be_forgotten() -> None:
    counters = Counters(Ticks())
    assert counters.check()
    for key in ("a", "b", "c"):
        counters.incr(key, 60, 5)
    counters.clear("a")
    assert (counters.get("a"), counters.get("b")) == (0, 5)
    assert (counters.reset(), len(counters)) == (2, 0)
