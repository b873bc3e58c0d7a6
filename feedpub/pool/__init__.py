"""Work on one document after the other in processes that can be stopped: an executor whose tasks have a budget.

The process that has tasks (threads, a server, a database) starts one small process that loads what the tasks need and then
does nothing but fork workers: no process with threads is ever forked, a worker is there within milliseconds also where it
takes another's place, and the workers share the memory of what was loaded. ``executor`` hands tasks to workers and stops
those that pass the budget, ``forkserver`` is the process between, ``worker`` does one task after the other.
"""

from feedpub.pool.budget import Budget
from feedpub.pool.executor import BudgetedPool

__all__ = ["Budget", "BudgetedPool"]
