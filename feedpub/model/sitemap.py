"""A sitemap: which pages a site has."""

from feedpub.model.base import Frozen


class SitemapEntry(Frozen):
    """An address that a sitemap lists.

    Args:
        address: absolute.
        changed: when what it holds last changed, as the sitemap writes it; or empty.
    """

    address: str
    changed: str = ""


class Sitemap(Frozen):
    """What a sitemap, or an index of sitemaps, lists.

    Args:
        pages: of the site.
        sitemaps: that list further pages.
    """

    pages: tuple[SitemapEntry, ...] = ()
    sitemaps: tuple[SitemapEntry, ...] = ()
