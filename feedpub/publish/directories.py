"""The directories: all people, organizations, places and so on, and all days with news."""

from collections.abc import Sequence

from feedpub.model.portrait import Company
from feedpub.model.selection import FacetKind
from feedpub.publish.context import RenderContext
from feedpub.publish.dependence import InDirectory
from feedpub.publish.publication import NotPublishedError, Publication
from feedpub.publish.version import Version
from feedpub.site.slugs import facet_slug
from feedpub.store import Snapshot
from feedpub.views import Directory, days_page, directory_page

_LISTED = 150  # on a page in alphabetical order
_MOST = 24  # most in the news
_MAPPED = 60  # places on the map


class Directories:
    """Renders directories.

    Args:
        context: of the publisher.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context

    def facets(self, kind: FacetKind, number: int, version: Version, *, initial: str = "", typed: str = "") -> Publication:
        """Render a page of all facets of a kind.

        Args:
            kind: of the facets.
            number: of the page, from 1.
            version: to render.
            initial: only those whose names in addresses begin so.
            typed: only those that somebody looks for, a word of which begins so.

        Raises:
            NotPublishedError: there are not that many pages, or nothing begins so.
        """

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                shown = _directory(store, kind, number, initial, typed)
                frame = self._context.frame(store)
            return self._context.page(directory_page(frame, shown), version)

        what = ("directory", kind, number, initial, typed)
        return self._context.cache.get(what, version, render, composed=bool(typed), shows=InDirectory(kind))

    def days(self, year: int | None, version: Version) -> Publication:
        """Render the calendar of a year.

        Args:
            year: that is shown; None for the latest with news.
            version: to render.

        Raises:
            NotPublishedError: the year has no news.
        """

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                days, frame = store.directories.days(), self._context.frame(store)
            years: Sequence[int] = list(dict.fromkeys(one.day.year for one in days))
            wanted = year if year is not None else next(iter(years), 0)
            if year is not None and year not in years:
                raise NotPublishedError
            body = days_page(frame, wanted, [one for one in days if one.day.year == wanted], years)
            return self._context.page(body, version)

        return self._context.cache.get(("days", year), version, render)


def _directory(store: Snapshot, kind: FacetKind, number: int, initial: str, typed: str) -> Directory:
    word = facet_slug(typed)
    skip = (number - 1) * _LISTED
    # What is typed without a letter or digit is no beginning of any name.
    wanted = not typed or bool(word)
    found = store.directories.listed(kind, _LISTED + 1, skip, initial=initial, word=word) if wanted else ()
    if not found and (number > 1 or initial):
        raise NotPublishedError
    whole = number == 1 and not initial and not typed
    most = store.facets.most_common(kind, _MAPPED if kind == "place" else _MOST) if whole else ()
    company = Company(points=store.portraits.points(most)) if kind == "place" and whole else Company()
    return Directory(kind, store.directories.initials(kind), most, found, number, _LISTED, initial, typed, company)
