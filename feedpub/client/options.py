"""How a site is followed."""

from dataclasses import dataclass, field
from random import Random
from typing import Literal

Mode = Literal["poll", "stream"]
Since = Literal["snapshot", "beginning", "now"]


@dataclass(frozen=True)
class FollowOptions:
    """How a site is followed.

    Args:
        mode: poll asks and lets the site wait with its answer until something comes; stream keeps one answer open.
        since: what a follower without a position begins with: all that there is, all changes ever, or what comes.
        wait: seconds for which the site may wait with an answer; 0 asks at intervals instead.
        interval: seconds between two questions where the site does not wait.
        limit: changes on a page.
        once: end where nothing more has come, instead of waiting for it.
        patience: failures in a row after which to give up; None for never.
        longest_pause: seconds between two attempts, where a site does not ask for more.
        check: seconds between two comparisons of a copy with the site's state.
        chance: by which pauses differ, so that followers who were cut off together do not come back together.
    """

    mode: Mode = "poll"
    since: Since = "snapshot"
    wait: int = 25
    interval: float = 10.0
    limit: int = 100
    once: bool = False
    patience: int | None = None
    longest_pause: float = 60.0
    check: float = 600.0
    chance: Random = field(default_factory=Random)


DEFAULT = FollowOptions()
