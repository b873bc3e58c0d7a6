"""Web servers whose clocks differ from the writer's and the database's, and followers that must not notice."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path

from sqlalchemy import make_url

from tests.chaos.databases import last_sequence, releases
from tests.chaos.newsroom import Newsroom
from tests.chaos.processes import Kept, Stage
from tests.chaos.trial import Figures, answers, settings, settle
from tests.chaos.verdict import ask, judge, remembered
from tests.clocks import SteppedClock
from tests.serving import Client, eventually, free_port

CLOCKS = (-3600, -2, 2, 3600)
"""By how many seconds the clock of each web server differs."""
WRITERS = {"sqlite": (0,), "postgresql": (-3600, 3600)}
"""The same of each scheduler: PostgreSQL's own clock rules them, and a file has none but theirs."""
FOLLOWERS = ((1, 0.1), (2, 0.05), (7, 0.3), (50, 1.0), (200, 2.5))
"""How each follower asks: changes on a page, and seconds between two questions where there is nothing new."""
WEIGHTS = {"new": 20, "embargo": 32, "edit": 30, "recall": 4, "withhold": 3, "far": 2, "retract": 5, "delete": 6}


@dataclass(frozen=True)
class Plan:
    """How large a trial is.

    Args:
        acts: of the newsroom.
        pace: acts in a second.
        embargoes: the shortest and the longest, in seconds; there is no release where a busy writer stores an article only
            after its moment.
        seed: of all that is random.
    """

    acts: int
    pace: float
    embargoes: tuple[float, float] = (2.0, 6.0)
    seed: int = 1


def run(url: str, folder: Path, plan: Plan) -> Figures:
    """Run the trial.

    Args:
        url: of an empty database.
        folder: for copy, logs and what followers remember.
        plan: how large.
    """
    newsroom = Newsroom(folder / "desk", plan.seed, embargoes=plan.embargoes)
    stage = Stage(folder, settings(url, newsroom))
    with ExitStack() as processes:
        for seconds in WRITERS[make_url(url).get_backend_name()]:
            processes.enter_context(writer(stage, seconds))
        newsroom.act({"new": 1})
        eventually(lambda: last_sequence(url) > 0, "the first article is stored")
        ports = _serving(stage, processes)
        states = [processes.enter_context(follower(stage, number, ports)) for number in range(len(FOLLOWERS))]
        began = time.monotonic()
        edit(newsroom, plan)
        wrong = list(settle(url, [newsroom], states, lambda: None))
        taken = time.monotonic() - began
        site, memories = ask(ports[0]), [remembered(state) for state in states]
        wrong += judge(url, site, memories, [newsroom])
        wrong += [f"the server at {port} tells another story" for port in ports[1:] if ask(port) != site]
    wrong += [f"process {number} outlived the trial: {name}" for number, name in stage.orphans().items()]
    return Figures(newsroom.done, last_sequence(url), len(site.changes), releases(url), memories, taken, wrong=wrong)


def _serving(stage: Stage, processes: ExitStack) -> list[int]:
    ports = [processes.enter_context(skewed(stage, seconds)) for seconds in CLOCKS]
    for port, seconds in zip(ports, CLOCKS, strict=True):
        eventually(partial(answers, port), f"the server {seconds:+} s ahead answers")
        eventually(partial(is_skewed, port, seconds), f"the server's clock is {seconds:+} s off")
    return ports


@contextmanager
def writer(stage: Stage, seconds: int) -> Iterator[None]:
    """Refresh and release, with a clock that may differ from the database's."""
    process = stage.feedpub(f"schedule{seconds}", "schedule", **(_clock(stage, seconds) if seconds else {}))
    try:
        yield
    finally:
        Kept(lambda: process, process=process).stop()


@contextmanager
def skewed(stage: Stage, seconds: int) -> Iterator[int]:
    """Serve with a clock that differs."""
    port = free_port()
    variables = {"FEEDPUB_SCHEDULER": "off", **_clock(stage, seconds)}
    process = stage.feedpub(f"serve{seconds}", "serve", "--port", str(port), **variables)
    try:
        yield port
    finally:
        Kept(lambda: process, process=process).stop()


def _clock(stage: Stage, seconds: int) -> dict[str, str]:
    clock = SteppedClock(stage.folder / f"clock{seconds}")
    clock.step(seconds)
    # This clock is off and never steps: nobody need look again at every call.
    return {name: value for name, value in clock.variables().items() if name != "FAKETIME_NO_CACHE"}


@contextmanager
def follower(stage: Stage, number: int, ports: list[int]) -> Iterator[Path]:
    """Follow: each of the first ones its own server, the last one all of them in turn."""
    limit, pause = FOLLOWERS[number]
    asked = [ports[number]] if number < len(ports) else ports
    state = stage.folder / f"follower{number}.db"
    arguments = [str(state), str(limit), str(pause), *map(str, asked)]
    process = stage.start(f"follower{number}", "tests.chaos.follower", arguments)
    try:
        yield state
    finally:
        Kept(lambda: process, process=process).stop()


def edit(newsroom: Newsroom, plan: Plan) -> None:
    """Do all acts at the plan's pace."""
    began = time.monotonic()
    for number in range(plan.acts):
        time.sleep(max(0.0, began + number / plan.pace - time.monotonic()))
        newsroom.act(WEIGHTS)


def is_skewed(port: int, seconds: int) -> bool:
    """Tell whether a server tells another time, without which the trial would show nothing."""
    told = parsedate_to_datetime(Client(port).get("/livez").headers["date"]).timestamp()
    # To the second, and as old as the answer.
    return seconds - 1.9 < told - time.time() < seconds + 0.1
