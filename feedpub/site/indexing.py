"""Which pages search engines are told of."""

from collections.abc import Iterable

from feedpub.model.feed import Entry

ENOUGH = 2
"""Articles that a page must gather for search engines to be told of it: one alone has a better page of its own."""


def gathers(entries: Iterable[Entry]) -> bool:
    """Tell whether a page with these entries gathers enough that stands for search engines to be told of it.

    Args:
        entries: of the page; a notice of what was taken back counts for nothing, and a sample neither.

    Returns:
        True where a sitemap lists such a page.
    """
    return sum(entry.event.status != "canceled" and not entry.event.article.sample for entry in entries) >= ENOUGH
