"""What all that reads the store has in common: a transaction."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

from sqlalchemy import Connection


class Reading(ABC):
    """Something that reads. What shows an event goes through the guard (guard.py)."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction, or give the one that is open."""
