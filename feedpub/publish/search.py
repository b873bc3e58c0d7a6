"""A page of what a search finds: newest first as all lists are, so that pages neither repeat nor skip anything."""

from dataclasses import dataclass

from feedpub.model.feed import Entry
from feedpub.model.selection import Query
from feedpub.publish.entries import entry_of
from feedpub.publish.rendering import Rendering


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results.

    Args:
        entries: newest first.
        cursor: of the next page, None on the last.
    """

    entries: tuple[Entry, ...]
    cursor: str | None


class Searches(Rendering):
    """Finds what events say."""

    def results(self, query: Query, limit: int, cursor: str | None) -> Results:
        """Find events.

        Args:
            query: what they say, and have.
            limit: how many at most.
            cursor: from the page before, or None for the first.

        Returns:
            A page of them.

        Raises:
            QueryError: the cursor is none that a list gave out.
        """
        before = self._cursors.read(cursor) if cursor is not None else None
        found = self._store.newest(limit + 1, before, query)
        page = found[:limit]
        following = self._cursors.write((page[-1].published, page[-1].event.id)) if len(found) > limit else None
        return Results(tuple(entry_of(stored, self._site) for stored in page), following)
