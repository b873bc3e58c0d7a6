"""The page that says how the site can be followed."""

from collections.abc import Sequence

from feedpub.formats.opml import FeedGroup
from feedpub.views.alternates import of_scope, query_alternates
from feedpub.views.frame import Frame


def feeds_page(frame: Frame, folders: Sequence[FeedGroup]) -> bytes:
    """Render the page of feeds.

    Args:
        frame: of the site.
        folders: the feeds of selections, by kind.
    """
    formats = of_scope(frame.formats, "event")
    programs = query_alternates(frame.site, frame.formats, answers="all")
    return frame.render("feeds.html", feeds=frame.feeds(), programs=programs, formats=formats, folders=folders)
