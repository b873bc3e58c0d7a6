"""The scheduler: one refresh job per source, only in the process that holds the lease.

Any number of processes may run it on one database. Each asks for the lease again and again; the one that has it refreshes
and makes releases, and when it stops moving the lease's counter another takes over. Clocks may differ or be set meanwhile.
"""

from feedpub.schedule.schedule import Job, Schedule

__all__ = ["Job", "Schedule"]
