"""The pages of what people said: lately, and about somebody or something."""

from feedpub.model.selection import EVERYTHING, Query, Selection
from feedpub.publish.context import RenderContext
from feedpub.publish.dependence import Listed
from feedpub.publish.finding import entries, facets_of_query
from feedpub.publish.publication import NotPublishedError, Publication
from feedpub.publish.version import Version
from feedpub.views import ListPage, SaidNews, quotes_page

_ARTICLES = 12  # on a page of what anybody said: with what stands around each quotation they are long
_ABOUT = 20  # on a page of what was said about somebody: most articles say little of one
_SPEAKERS = 16  # who is quoted most


class Quotations:
    """Renders pages of what people said.

    Args:
        context: of the publisher.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context

    def page(self, about: Selection | None, number: int, version: Version) -> Publication:
        """Render a page of what people said.

        Args:
            about: whom or what they spoke of; None for what anybody said lately.
            number: of the page, from 1.
            version: to render.

        Raises:
            NotPublishedError: no event names it, or there are not that many pages.
        """

        def render() -> Publication:
            return self._context.page(self._page(about, number), version)

        shows = shown_of_quotations(about, number)
        return self._context.cache.get(("quotes", about, number), version, render, shows=shows)

    def _page(self, about: Selection | None, number: int) -> bytes:
        query, size = (Query(selections=(about,)), _ABOUT) if about else (EVERYTHING, _ARTICLES)
        with self._context.store.snapshot() as store:
            facets = facets_of_query(store, query)
            found = entries(store.quoting.newest(size + 1, (number - 1) * size, query), self._context.site)
            speakers = store.facets.most_common("speaker", _SPEAKERS) if not about and number == 1 else ()
            frame = self._context.frame(store)
        if number > 1 and not found:
            raise NotPublishedError
        return quotes_page(frame, SaidNews(ListPage(found, number, size), next(iter(facets), None), speakers))


def shown_of_quotations(about: Selection | None, number: int) -> Listed:
    """Tell what a page of what people said shows.

    Args:
        about: whom or what they spoke of; None for what anybody said lately.
        number: of the page, from 1.
    """
    if about:
        return Listed(Query(selections=(about,)))
    return Listed(EVERYTHING, (number - 1) * _ARTICLES, number * _ARTICLES, counted=number == 1, quoting=True)
