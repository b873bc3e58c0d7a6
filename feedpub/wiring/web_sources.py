"""What addresses hold: those of configured sources, and those that somebody names by hand."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from feedpub.errors import SourceError
from feedpub.model.document import Document, Terms
from feedpub.readers import may_hold_several
from feedpub.readers.sitemap import sitemap_of
from feedpub.settings import Settings, SourceSettings
from feedpub.sources.base import FEED
from feedpub.sources.byhand import BY_HAND

if TYPE_CHECKING:
    from feedpub.sources.http import HttpSource


def web_source(source: SourceSettings, settings: Settings) -> "HttpSource":
    """Make the source of an address.

    Args:
        source: as configured.
        settings: of the site.
    """
    from feedpub.sources.http import Fetcher, HttpSource  # noqa: PLC0415 - slow to load, and needed for addresses alone

    return HttpSource(
        source.name,
        source.url or "",
        sitemap_of=sitemap_of,
        may_hold_several=may_hold_several,
        fetcher=Fetcher(allow_private=source.allow_private),
        timezone=source.timezone,
        language=source.language,
        max_document_bytes=settings.max_document_bytes,
        terms=terms_of(source),
    )


def terms_of(source: SourceSettings) -> Terms:
    """Say under which terms a source's articles are taken."""
    return Terms(**source.model_dump(include=set(Terms.model_fields)))


def documents_from(
    settings: Settings, address: str, published: str | None = None, *, allow_private: bool = False
) -> Iterator[Document | SourceError]:
    """Fetch what an address holds that is named by hand.

    Args:
        settings: of the site.
        address: of a feed, a page or a sitemap.
        published: date for copy that gives none.
        allow_private: also where it is not public.

    Yields:
        Each document, or why there is none. What is at the address of a configured source belongs to that source, so that
        it is the same article.
    """
    owner = next((each for each in settings.sources if each.url and urldefrag(each.url) == urldefrag(address)), None)
    named = owner or SourceSettings(name=BY_HAND, url=address)
    fetched = named.model_copy(update={"allow_private": allow_private or named.allow_private})
    name = partial(_named, address=address) if owner is None else _as_it_is
    try:
        for found in web_source(fetched, settings).documents():
            yield name(found).model_copy(update={"published": published}) if isinstance(found, Document) else found
    except SourceError as error:
        yield SourceError(address, error.reason)


def _named(document: Document, address: str) -> Document:
    """Tell the documents of two feeds from each other that are both given by hand."""
    return document.named(address) if document.key == FEED else document


def _as_it_is(document: Document) -> Document:
    return document
