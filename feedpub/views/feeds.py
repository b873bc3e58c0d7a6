"""The pages that say how the site can be followed: all of it, and each part of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedpub.formats.opml import FeedGroup
from feedpub.model.feed import Entry
from feedpub.model.selection import EVERYTHING, Facet, Query
from feedpub.site.addresses import feed_page as path_of
from feedpub.site.addresses import query_path
from feedpub.site.titles import query_title
from feedpub.views.alternates import of_scope, query_alternates
from feedpub.views.cards import cards
from feedpub.views.frame import Frame
from feedpub.views.quotations import by, quoted_articles


@dataclass(frozen=True, slots=True)
class FollowedNews:
    """What is shown of a feed.

    Args:
        query: what it is cut to.
        facets: those that the query names.
        entries: its last ones.
    """

    query: Query
    facets: tuple[Facet, ...]
    entries: tuple[Entry, ...]


def feeds_page(frame: Frame, folders: Sequence[FeedGroup]) -> bytes:
    """Render the page of feeds.

    Args:
        frame: of the site.
        folders: the feeds of selections, by kind.
    """
    formats = of_scope(frame.formats, "event")
    programs = query_alternates(frame.site, frame.formats, answers="all")
    everything = frame.site.root + path_of(EVERYTHING)
    return frame.render(
        "feeds.html", feeds=frame.feeds(), programs=programs, formats=formats, folders=folders, everything=everything
    )


def feed_page(frame: Frame, news: FollowedNews) -> bytes:
    """Render the page of a feed: what it brings, its address, how to subscribe to it, and its last entries.

    Args:
        frame: of the site.
        news: what is shown of it.
    """
    query, site, alone = news.query, frame.site, news.query.alone
    speaks = alone if alone and alone.kind == "speaker" else None
    return frame.render(
        "feed.html",
        title=site.title
        if query == EVERYTHING
        else query_title(news.facets, site.language, query.search, query.min_confidence),
        path=path_of(query),
        page=site.root + query_path(query),
        feeds=frame.feeds(query),
        quotations=quoted_articles(site, news.entries, by(speaks)) if speaks else [],
        cards=[] if speaks else cards(news.entries, site),
    )
