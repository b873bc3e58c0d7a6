"""What others show of an article or a quotation where somebody puts its address: oEmbed."""

import re
from urllib.parse import urlsplit

from feedpub.formats.oembed import OEMBED_TYPES, OembedFormat, oembed
from feedpub.publish.context import RenderContext
from feedpub.publish.dependence import OneArticle
from feedpub.publish.entries import entry_of
from feedpub.publish.finding import published
from feedpub.publish.publication import NotPublishedError, Publication
from feedpub.publish.version import Version
from feedpub.site.addresses import article_path
from feedpub.views import EmbedSize, embedded, quoted

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Embeds:
    """Renders oEmbed responses.

    Args:
        context: of the publisher.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context

    def embed(self, url: str, size: EmbedSize, form: OembedFormat, version: Version) -> Publication:
        """Render what is shown of an address.

        Args:
            url: of an article, with the fragment of a quotation for that alone.
            size: how much room there is.
            form: json or xml.
            version: to render.

        Raises:
            NotPublishedError: nothing of this site that could be shown is there.
        """
        slug, fragment = self._article_at(url)

        def render() -> Publication:
            entry = entry_of(published(self._context.store.events.by_slug(slug)), self._context.site)
            try:
                quote = quoted(entry.event, fragment)
            except LookupError:
                raise NotPublishedError from None
            body = oembed(embedded(self._context.frame(), entry, quote, size), form)
            return self._context.publication(body, OEMBED_TYPES[form][0], version)

        key, shows = ("oembed", slug, fragment, size, form), OneArticle(slug)
        return self._context.cache.get(key, version, render, composed=True, shows=shows)

    def _article_at(self, url: str) -> tuple[str, str]:
        """Return slug and fragment of an address, whatever was added to it to count its readers."""
        try:
            asked, ours = urlsplit(url), urlsplit(self._context.site.base_url)
        except ValueError:
            raise NotPublishedError from None
        before, _, slug = asked.path.rpartition("/")
        if (
            asked.scheme not in ("http", "https")
            or asked.netloc.lower() != ours.netloc.lower()
            or f"{before}/{slug}" != ours.path + article_path(slug)
            or not _SLUG.fullmatch(slug)
        ):
            raise NotPublishedError
        return slug, asked.fragment
