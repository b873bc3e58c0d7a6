"""The pages of what has something in common: a section, a person, a speaker and so on, or several of them at once."""

from datetime import date

from feedpub.model.portrait import month_range
from feedpub.model.selection import Facet, Query, Selection
from feedpub.publish.context import RenderContext
from feedpub.publish.dependence import Listed, OfMonth
from feedpub.publish.finding import distinguishes, entries, facets_of_query
from feedpub.publish.pages import LISTED
from feedpub.publish.portraits import portrait_of
from feedpub.publish.publication import NotPublishedError, Publication
from feedpub.publish.version import Version
from feedpub.site.indexing import gathers
from feedpub.store import LATEST_EVENTS, Snapshot
from feedpub.views import ListPage, SelectedNews, selection_page

QUOTING = 20
"""Articles on a page that lists what they quote."""


class Selections:
    """Renders the pages of selections and other queries.

    Args:
        context: of the publisher.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context

    def page(self, query: Query, number: int, version: Version, month: date | None = None) -> Publication:
        """Render a page of what answers a query.

        Args:
            query: what the news is cut to.
            number: of the page, from 1.
            version: to render.
            month: first day of the month of which the news is; None for all times.

        Raises:
            NotPublishedError: no event has one of the facets that the query names, there are not that many pages, or the
                month has none.
        """

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                news = self._news(store, query, number, month)
                frame = self._context.frame(store)
            return self._context.page(selection_page(frame, news), version)

        # A month without news is a fault of whoever asks, and keeps no memory; those with news are as many as there are.
        what, shows = ("selection", query, number, month), shown_of_selection(query, number, month)
        return self._context.cache.get(what, version, render, composed=query.composed, shows=shows)

    def successor(self, selection: Selection) -> Selection | None:
        """Look up what a selection is called now that no event has it under that name; None where nothing is known."""
        return self._context.store.facets.successor(selection)

    def _news(self, store: Snapshot, query: Query, number: int, month: date | None) -> SelectedNews:
        facets = facets_of_query(store, query)
        asked = query.model_copy(update={"published": month_range(month)}) if month else query
        size = listed_of(query)
        listed = store.events.newest(size + 1, matching=asked, skip=(number - 1) * size)
        found = entries(listed, self._context.site, query)
        if (number > 1 or month) and not found:
            raise NotPublishedError
        page, quoted = ListPage(found, number, size), _quoted(store, query.alone)
        drawn = portrait_of(store, query, quoted, whole=month is None) if number == 1 else None
        return SelectedNews(query, facets, page, quoted, _indexed(store, query, page), drawn, month)


def shown_of_selection(query: Query, number: int, month: date | None) -> Listed | OfMonth:
    """Tell what a page of a query shows.

    Args:
        query: that it is cut to.
        number: of the page, from 1.
        month: first day of the month of which the news is; None for all times.
    """
    if month:
        return OfMonth(query, month)
    size = listed_of(query)
    drawn = LATEST_EVENTS if number == 1 else 0  # its portrait counts more events than the page lists
    return Listed(query, (number - 1) * size, max(number * size, drawn), counted=number == 1)


def listed_of(query: Query) -> int:
    """Return how many articles a page of a query lists: fewer where it shows all that they quote of a speaker."""
    return QUOTING if query.alone and query.alone.kind == "speaker" else LISTED


def _quoted(store: Snapshot, alone: Selection | None) -> Facet | None:
    """Find what a person or an organization said, where they are quoted."""
    if alone is None or alone.kind not in ("person", "organization"):
        return None
    return store.facets.find(Selection(kind="speaker", slug=alone.slug))


def _indexed(store: Snapshot, query: Query, page: ListPage) -> bool:
    """Tell whether search engines shall list the first page.

    A page about one article says what the article's own page says better; the only language of a site is the whole site
    again; and combinations are without number. Such pages are for those who come to them by a link.
    """
    if query.alone is None or not gathers(page.found):
        return False
    return distinguishes(store, query.alone.kind)
