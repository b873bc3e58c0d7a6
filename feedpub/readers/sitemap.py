"""Sitemaps and their indexes: no articles, but where they are. https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterator

from feedpub.model.document import Document
from feedpub.model.sitemap import Sitemap, SitemapEntry
from feedpub.readers._addresses import is_web_address
from feedpub.readers._xml import Element, children, first, local, parse_xml, root_name, words

_ROOTS = ("urlset", "sitemapindex")


def sitemap_of(document: Document) -> Sitemap | None:
    """Read a document as a sitemap.

    Args:
        document: as fetched.

    Returns:
        What it lists; None where its first element is not that of a sitemap.

    Raises:
        ReadError: it is not well-formed.
    """
    if root_name(document.content).lower() not in _ROOTS:
        return None
    root = parse_xml(document)
    listed = tuple(dict.fromkeys(_listed(root)))
    return Sitemap(pages=listed) if local(root) == "urlset" else Sitemap(sitemaps=listed)


def _listed(root: Element) -> Iterator[SitemapEntry]:
    for each in children(root, "url", "sitemap"):
        address = words(first(each, "loc"))
        if is_web_address(address):
            yield SitemapEntry(address=address, changed=words(first(each, "lastmod")))
