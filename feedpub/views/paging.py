"""Lists that are too long for one page: a page of one, and the way to its neighbours."""

from dataclasses import dataclass

from feedpub.model.feed import Entry
from feedpub.site.addresses import numbered


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list.

    Args:
        found: its entries, newest first, and one more where there is anything older.
        number: of the page, from 1.
        size: entries on a page.
    """

    found: tuple[Entry, ...]
    number: int
    size: int

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the page shows."""
        return self.found[: self.size]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a page of a list leads on to; empty where there is nothing.

    Args:
        newer: path of the page with what is newer.
        older: path of the page with what is older.
    """

    newer: str
    older: str


def neighbours(path: str, page: ListPage) -> Neighbours:
    """Lead on from a page.

    Args:
        path: of the list's first page, with its query string where it has one.
        page: from which.
    """
    newer = numbered(path, page.number - 1) if page.number > 1 else ""
    return Neighbours(newer, numbered(path, page.number + 1) if len(page.found) > page.size else "")
