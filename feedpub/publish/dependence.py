"""What each body shows of the site, and so which changes may show in it. Where that is not known, any may."""

from dataclasses import dataclass
from datetime import date

from feedpub.model.selection import EVERYTHING, FacetKind, Query, Selection
from feedpub.publish.archives import ArchivePart
from feedpub.store import ListChange, Touched, list_of

ALL = 1 << 32
"""Behind all ranks in a list."""


@dataclass(frozen=True, slots=True)
class OneArticle:
    """What shows one article alone.

    Args:
        slug: of its page.
    """

    slug: str

    def is_touched(self, touched: Touched) -> bool:
        """Tell whether changes may show in it."""
        return self.slug in touched.slugs


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What shows an article and what is related to it.

    Args:
        slug: of the page.
    """

    slug: str

    def is_touched(self, touched: Touched) -> bool:
        """Tell whether changes may show in it."""
        return self.slug in touched.slugs or touched.related is None or self.slug in touched.related


@dataclass(frozen=True, slots=True)
class Listed:
    """What shows some of the events that answer a query, newest first, and the names of the facets that it names.

    Args:
        query: that they answer.
        first: rank of the first that is shown.
        behind: rank behind the last.
        counted: it also shows what all of them add up to, or what was removed lately.
        quoting: only those that quote somebody are listed.
    """

    query: Query
    first: int = 0
    behind: int = ALL
    counted: bool = True
    quoting: bool = False

    def is_touched(self, touched: Touched) -> bool:
        """Tell whether changes may show in it."""
        if not _may_answer(touched, self.query):
            return False
        if self.query != EVERYTHING and self.query.alone is None:
            return True
        change = touched.lists.get(list_of(self.query.alone, quoting=self.quoting))
        return (change is not None and self._shows(change)) or self._is_told_otherwise(touched)

    def _shows(self, change: ListChange) -> bool:
        if change.renamed or (self.counted and change.is_recounted):
            return True
        return change.is_within(self.first, self.behind)

    def _is_told_otherwise(self, touched: Touched) -> bool:
        """Tell whether what pages say beside a list may have changed: who is quoted, and how many languages there are."""
        alone = self.query.alone
        if alone is None:
            return False
        if alone.kind == "language":
            return InDirectory("language").is_touched(touched)
        said = touched.lists.get(list_of(Selection(kind="speaker", slug=alone.slug)))
        return alone.kind in ("person", "organization") and said is not None and said.is_recounted


@dataclass(frozen=True, slots=True)
class Archived:
    """What shows an archive of a feed, and leads to those before and after it.

    Args:
        query: that the feed is cut to.
        part: of the chain of its archives.
    """

    query: Query
    part: ArchivePart

    def is_touched(self, touched: Touched) -> bool:
        """Tell whether changes may show in it."""
        if not _may_answer(touched, self.query):
            return False
        if self.query != EVERYTHING and self.query.alone is None:
            return True
        change = touched.lists.get(list_of(self.query.alone))
        if change is None:
            return False
        return change.renamed or change.months is None or (self.part.year, self.part.month) in change.months


@dataclass(frozen=True, slots=True)
class OfMonth:
    """What shows the events of a month that have a facet, and in which months there are any.

    Args:
        query: that names the facet.
        month: its first day.
    """

    query: Query
    month: date

    def is_touched(self, touched: Touched) -> bool:
        """Tell whether changes may show in it."""
        part = ArchivePart(self.month.year, self.month.month, 1)
        # Of events that stay where they are no other month tells; of all else each counts the events.
        return Listed(self.query, ALL, ALL).is_touched(touched) or Archived(self.query, part).is_touched(touched)


@dataclass(frozen=True, slots=True)
class OfDay:
    """What shows the events of a day, and which days with news are next to it.

    Args:
        day: of publication, in UTC.
    """

    day: date

    def is_touched(self, touched: Touched) -> bool:
        """Tell whether changes may show in it."""
        return touched.days is None or self.day in touched.days


@dataclass(frozen=True, slots=True)
class InDirectory:
    """What shows which facets of a kind there are, and how many events each has.

    Args:
        kind: of the facets.
    """

    kind: FacetKind

    def is_touched(self, touched: Touched) -> bool:
        """Tell whether changes may show in it."""
        changes = (change for (kind, _), change in touched.lists.items() if kind == self.kind)
        return any(change.is_recounted for change in changes)


Shows = OneArticle | ArticlePage | Listed | Archived | OfMonth | OfDay | InDirectory
"""What a body shows."""


def _may_answer(touched: Touched, query: Query) -> bool:
    """Tell whether changes may show in what answers a query; asked first, as most bodies show other facets.

    Any one facet decides: its name may change by an article that lacks the others. Words, places and dates are not asked
    for, which errs to the safe side.
    """
    return not query.selections or any(_is_named(touched, one) for one in query.selections)


def _is_named(touched: Touched, selection: Selection) -> bool:
    if selection.kind == "language" or list_of(selection) in touched.lists:
        return True
    return selection.kind in ("person", "organization") and ("speaker", selection.slug) in touched.lists
