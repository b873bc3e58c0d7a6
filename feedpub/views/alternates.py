"""The other forms in which what a page shows can be had, as pages and Link headers name them: one for each format."""

from dataclasses import dataclass

from feedpub.formats.base import Format, Scope
from feedpub.model.feed import ALL_ANSWERS, Site, Told
from feedpub.model.selection import EVERYTHING, Query
from feedpub.site.addresses import article_path, feed_name, feed_path, feed_query, with_query


@dataclass(frozen=True, slots=True)
class Alternate:
    """A form in which something can be had.

    Args:
        url: absolute address.
        format: in which it is there.
    """

    url: str
    format: Format

    @property
    def link(self) -> str:
        """A value of the Link header that leads to it (RFC 8288)."""
        return f'<{self.url}>; rel="alternate"; type="{self.format.media_type}"'


def of_scope(formats: tuple[Format, ...], scope: Scope) -> tuple[Format, ...]:
    """Choose the formats of a scope, the preferred one first."""
    return tuple(one for one in formats if one.scope == scope)


def query_alternates(
    site: Site, formats: tuple[Format, ...], query: Query = EVERYTHING, answers: Told = "main"
) -> tuple[Alternate, ...]:
    """List the forms of the feed of what answers a query.

    Args:
        site: that publishes it.
        formats: that are on.
        query: what the feed is cut to.
        answers: all for the feed made for programs.
    """
    address = site.url(feed_path(feed_name(query))) + (ALL_ANSWERS if answers == "all" else "")
    string = feed_query(query)
    return tuple(Alternate(with_query(f"{address}.{one.suffix}", string), one) for one in of_scope(formats, "feed"))


def article_alternates(site: Site, formats: tuple[Format, ...], slug: str) -> tuple[Alternate, ...]:
    """List the forms of an article's event.

    Args:
        site: that publishes it.
        formats: that are on.
        slug: of the article's page.
    """
    address = site.url(article_path(slug))
    return tuple(Alternate(f"{address}.{one.suffix}", one) for one in of_scope(formats, "event"))
