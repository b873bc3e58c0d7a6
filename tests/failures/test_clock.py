"""A machine's clock that somebody sets while the server runs."""

from pathlib import Path

import pytest

from tests.clocks import SteppedClock, needs_faketime
from tests.failures.site import readers, site

HOUR = 3600


@needs_faketime
@pytest.mark.slow
@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["ahead", "back"])
def test_clock_stepped(tmp_path: Path, step: int) -> None:
    clock = SteppedClock(tmp_path / "clock")
    with site(tmp_path, **clock.variables()) as served:
        served.deliver("quay")
        served.soon_shows("quay")
        served.soon_well()
        with readers(served.client) as reading:
            for name, seconds in (("harbour", step), ("mill", 0)):
                clock.step(seconds)
                served.deliver(name)
                served.soon_shows(name)
                served.soon_well()
        reading.were_served()
