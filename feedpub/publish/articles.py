"""All that is published of one article: its page, a document in each format, and how its answers were found."""

from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from feedpub.extraction.explain import Explanation, explain
from feedpub.extraction.trace import Trace
from feedpub.formats.base import Format
from feedpub.model.event import Event
from feedpub.model.selection import EVERYTHING
from feedpub.publish.context import RenderContext
from feedpub.publish.dependence import ArticlePage, OneArticle
from feedpub.publish.entries import entry_of, feed_of
from feedpub.publish.finding import published
from feedpub.publish.publication import Publication, publication
from feedpub.publish.surroundings import surroundings_of
from feedpub.publish.version import Version
from feedpub.site.channels import query_channel
from feedpub.store import DROPPED
from feedpub.views import article_page, explanation_page

_JSONLD = "application/ld+json"


class Articles:
    """Renders articles.

    Args:
        context: of the publisher.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context

    def document(self, slug: str, output: Format, version: Version) -> Publication:
        """Render the document of an article's event.

        Args:
            slug: of its page.
            output: of scope event.
            version: to render.

        Raises:
            NotPublishedError: it is gone, or was never public.
        """

        def render() -> Publication:
            stored = published(self._context.store.events.by_slug(slug))
            feed = feed_of((stored,), (), query_channel(EVERYTHING, (), self._context.site))
            return publication(output.render(feed), output.content_type, feed.updated)

        return self._context.cache.get(("event", slug, output.name), version, render, shows=OneArticle(slug))

    def page(self, slug: str, version: Version) -> Publication:
        """Render the page of an article.

        Args:
            slug: of the page.
            version: to render.

        Raises:
            NotPublishedError: it is gone, or was never public.
        """

        def render() -> Publication:
            jsonld = self._jsonld(slug, version)
            with self._context.store.snapshot() as store:
                stored = published(store.events.by_slug(slug))
                frame, beside = self._context.frame(store), surroundings_of(store, stored, self._context.site)
            body = article_page(frame, entry_of(stored, self._context.site), jsonld, beside)
            return self._context.page(body, version)

        return self._context.cache.get(("article", slug), version, render, shows=ArticlePage(slug))

    def explanation(self, slug: str, version: Version) -> Publication:
        """Render how an article's answers were found.

        Args:
            slug: of its page.
            version: to render.

        Raises:
            NotPublishedError: it is gone, or was never public.
            UnreadableError: nobody can be told now.
        """

        def render() -> Publication:
            entry = entry_of(published(self._context.store.events.by_slug(slug)), self._context.site)
            trace = self._trace(entry.event)
            explained = self._explained(entry.event, trace) if trace else None
            body = explanation_page(self._context.frame(), entry, explained, is_kept=trace != DROPPED)
            page = self._context.page(body, version)
            dropped = self._context.store.traces.dropped_at() if trace == DROPPED else None
            return replace(page, changed=max(page.changed, dropped)) if dropped else page

        # Traces are dropped without a change: by their number what is kept from before is another page.
        key = ("explanation", slug, version.unexplained)
        return self._context.cache.get(key, version, render, shows=OneArticle(slug))

    def _jsonld(self, slug: str, version: Version) -> bytes | None:
        """Return the JSON-LD document for the page, where that format is on."""
        output = next((one for one in self._context.formats if one.scope == "event" and one.media_type == _JSONLD), None)
        return self.document(slug, output, version).body if output else None

    def _trace(self, event: Event) -> str | None:
        if event.status == "canceled":
            return None  # a notice has no answers to explain
        return self._context.store.traces.find(event.id, event.revision)  # None for what was withdrawn just now

    def _explained(self, event: Event, trace: str) -> Explanation:
        try:
            return explain(event, _traces().validate_json(trace))
        except ValidationError:
            self._context.store.traces.refuse(event.id, event.revision, "the explanation of its answers cannot be read")


@cache
def _traces() -> TypeAdapter[Trace]:
    """Make what reads traces, which takes longer than to read one."""
    return TypeAdapter(Trace)
