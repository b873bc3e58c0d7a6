"""What can go wrong, each error naming the thing that failed."""

from collections.abc import Sequence
from typing import ClassVar


class FeedpubError(Exception):
    """Root of every error that feedpub raises on purpose.

    Args:
        location: the thing that failed: a document, a source, a setting, an address.
        reason: what is wrong with it, in words for the person who can mend it.
        field: the part of the thing at fault, where one is known.
    """

    what: ClassVar[str] = "failed"

    def __init__(self, location: str, reason: str, field: str | None = None) -> None:
        super().__init__(location, reason, field)
        self.location = location
        self.reason = reason
        self.field = field

    def __str__(self) -> str:
        where = f"{self.location}: {self.field}" if self.field else self.location
        # Databases explain themselves over several lines; a log and a terminal get one.
        cause = f" ({' '.join(str(self.__cause__).split())})" if self.__cause__ is not None else ""
        return f"{where}: {self.reason}{cause}"


class SettingsError(FeedpubError):
    """A setting is missing, unknown or out of range."""

    what = "settings"


class SourceError(FeedpubError):
    """A source cannot be listed or opened as a whole."""

    what = "source"


class GoneError(SourceError):
    """A document is gone for good, as whoever published it says."""


class ReadError(FeedpubError):
    """A document cannot be read as an article."""

    what = "document"


class UnwantedError(ReadError):
    """A document can be read, and its source is not asked for such articles."""


class BudgetError(ReadError):
    """A document needs more time or memory than one may have, or ends the process that reads it."""


class OvertakenError(FeedpubError):
    """Another process took a document in while this one did: which of them read it last, nobody can tell."""

    what = "document"


class BrokenOffError(ReadError):
    """The reading of a document came to no verdict: the same bytes may do better at another time."""


class ClusterError(FeedpubError):
    """The machines that are to do the work cannot be had, or would not do the same."""

    what = "cluster"


class StoppedError(FeedpubError):
    """Work was broken off because the process that does it stops."""

    what = "stopped"


class ExtractionError(FeedpubError):
    """An extractor failed on an article, or returned what its text does not prove."""

    what = "extraction"


class QueryError(FeedpubError):
    """A parameter of a query is not one that can be answered; its location is the parameter's name."""

    what = "query"

    @property
    def faults(self) -> "tuple[QueryError, ...]":
        """Everything that is wrong with the query."""
        return (self,)


class UnknownFacetsError(QueryError):
    """No event has the facets that a query names.

    Args:
        faults: one for each of them, at least one.
    """

    def __init__(self, faults: Sequence[QueryError]) -> None:
        super().__init__(faults[0].location, faults[0].reason)
        self._faults = tuple(faults)

    @property
    def faults(self) -> tuple[QueryError, ...]:
        """Everything that is wrong with the query."""
        return self._faults


class StoreError(FeedpubError):
    """The store cannot be opened, or refuses what it is given."""

    what = "store"


class UnreadableError(StoreError):
    """A stored event cannot be read by this version; its location is the article's id. Others are not touched by it."""


class BackupError(FeedpubError):
    """A backup cannot be written, or is none that can be restored."""

    what = "backup"


class LeaseError(StoreError):
    """Another process has taken over what this one was doing."""
