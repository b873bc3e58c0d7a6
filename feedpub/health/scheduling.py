"""Whether somebody refreshes the sources and makes releases."""

from feedpub.health.check import Check
from feedpub.store import LeaseState


def scheduler_check(lease: LeaseState | None, *, free: bool) -> Check:
    """Tell how the holder of the lease does: degraded where there is none, or it has not moved for the time of a lease.

    Args:
        lease: as it is now; None where nobody ever had it.
        free: whether who watches it takes it for free.
    """
    if lease is None or not lease.holder:
        return Check("scheduler", "degraded", reason="no process refreshes the sources")
    details = ({"holder": lease.holder, "epoch": lease.epoch, "beats": lease.beats},)
    if free:
        return Check("scheduler", "degraded", reason=f"{lease.holder} shows no sign of life", details=details)
    return Check("scheduler", details=details)
