"""The pages of what has something in common: a section, a person, a speaker and so on, or several of them at once."""

from feedpub.model.selection import Facet, Query, Selection
from feedpub.publish.context import RenderContext
from feedpub.publish.finding import distinguishes, entries, facets_of_query
from feedpub.publish.pages import LISTED
from feedpub.publish.publication import NotPublishedError, Publication
from feedpub.publish.version import Version
from feedpub.site.indexing import gathers
from feedpub.store import Snapshot
from feedpub.views import ListPage, SelectedNews, selection_page


class Selections:
    """Renders the pages of selections and other queries.

    Args:
        context: of the publisher.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context

    def page(self, query: Query, number: int, version: Version) -> Publication:
        """Render a page of what answers a query.

        Args:
            query: what the news is cut to.
            number: of the page, from 1.
            version: to render.

        Raises:
            NotPublishedError: no event has one of the facets that the query names, or there are not that many pages.
        """

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                news = self._news(store, query, number)
                frame = self._context.frame(store)
            return self._context.page(selection_page(frame, news), version)

        return self._context.cache.get(("selection", query, number), version, render, composed=query.composed)

    def successor(self, selection: Selection) -> Selection | None:
        """Look up what a selection is called now that no event has it under that name; None where nothing is known."""
        return self._context.store.facets.successor(selection)

    def _news(self, store: Snapshot, query: Query, number: int) -> SelectedNews:
        facets = facets_of_query(store, query)
        listed = store.events.newest(LISTED + 1, matching=query, skip=(number - 1) * LISTED)
        found = entries(listed, self._context.site, query)
        if number > 1 and not found:
            raise NotPublishedError
        page = ListPage(found, number, LISTED)
        return SelectedNews(query, facets, page, _quoted(store, query.alone), _indexed(store, query, page))


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
