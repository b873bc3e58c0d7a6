"""What one check found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["ok", "degraded", "failing"]
_WORST_LAST: tuple[Status, ...] = ("ok", "degraded", "failing")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Args:
        name: of the check.
        status: failing where readers get nothing, or nothing new can reach them; degraded where a part is wrong.
        counts: that anybody may know.
        reason: what is wrong, with names that not everybody may know.
        details: each thing that is wrong, or the figures behind the status; not for everybody either.
    """

    name: str
    status: Status = "ok"
    counts: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    details: tuple[Mapping[str, Any], ...] = ()


def worst(statuses: Iterable[Status]) -> Status:
    """Return the worst of several; ok for none."""
    return max(statuses, key=_WORST_LAST.index, default="ok")
