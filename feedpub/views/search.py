"""The pages of the search: its form, what it found, and why it could not search."""

from dataclasses import dataclass

from feedpub.model.feed import Entry
from feedpub.model.search import Search
from feedpub.model.selection import Facet, Query
from feedpub.site.addresses import EVENTS_API, query_path
from feedpub.site.titles import query_title
from feedpub.views.cards import Card, card
from feedpub.views.frame import Frame
from feedpub.views.snippets import Fragment, marked, snippet


@dataclass(frozen=True, slots=True)
class FoundNews:
    """What a search found.

    Args:
        typed: the search as people wrote it.
        query: what was searched for, and within which facets.
        search: the query's.
        facets: those within which it was.
        entries: newest first.
        cursor: of this page; None for the first.
        following: cursor of the next page; None on the last.
    """

    typed: str
    query: Query
    search: Search
    facets: tuple[Facet, ...]
    entries: tuple[Entry, ...]
    cursor: str | None
    following: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One event that was found.

    Args:
        card: as lists show it.
        headline: with the words sought.
        snippet: where the article says them.
    """

    card: Card
    headline: tuple[Fragment, ...]
    snippet: tuple[Fragment, ...]


def search_form_page(frame: Frame) -> bytes:
    """Render the page of the search before anything is searched for."""
    return frame.render("search.html", typed="")


def refused_search_page(frame: Frame, typed: str, reason: str) -> bytes:
    """Render what people are told whose search cannot be made.

    Args:
        frame: of the site.
        typed: by them.
        reason: what is wrong with it.
    """
    return frame.render("search.html", typed=typed, fault=reason)


def search_results_page(frame: Frame, news: FoundNews) -> bytes:
    """Render a page of what a search found.

    Args:
        frame: of the site.
        news: what it found.
    """
    root = frame.site.root
    first = root + query_path(news.query)
    return frame.render(
        "search.html",
        typed=news.typed,
        title=query_title(news.facets, news.search, news.query.min_confidence),
        within=query_title(news.facets) if news.facets else "",
        everywhere=root + query_path(Query(search=news.search)),
        hits=[_hit(frame, entry, news.search) for entry in news.entries],
        following=f"{first}&cursor={news.following}" if news.following else "",
        first=first if news.cursor else "",
        feeds=frame.feeds(news.query),
        api=f"{root}{EVENTS_API}?{news.query.string}",
    )


def _hit(frame: Frame, entry: Entry, search: Search) -> Hit:
    article = entry.event.article
    headline = marked(article.headline, search, article.language)
    return Hit(card(entry, frame.site), headline, snippet(article, search))
