"""Pages of what people said: lately, and about somebody or something."""

from dataclasses import dataclass

from feedpub.model.selection import Facet, Selection
from feedpub.site.addresses import QUOTES, folder_of, numbered, page_path, quotes_about
from feedpub.site.titles import label_of
from feedpub.views.frame import Frame
from feedpub.views.paging import ListPage, neighbours
from feedpub.views.quotations import about, quoted_articles, said

_OF_AN_ARTICLE = 6  # quotations that stand for an article beside others


@dataclass(frozen=True, slots=True)
class SaidNews:
    """What is shown of what people said.

    Args:
        page: of the articles that quote them.
        about: the person, organization or place of which they spoke; None for anything.
        speakers: who is quoted most.
    """

    page: ListPage
    about: Facet | None = None
    speakers: tuple[Facet, ...] = ()


def quotes_page(frame: Frame, news: SaidNews) -> bytes:
    """Render a page of what people said.

    Args:
        frame: of the site.
        news: what is shown.
    """
    site, named, entries = frame.site, news.about, news.page.entries
    path = quotes_about(named) if named else QUOTES
    choose = about(Selection(kind=named.kind, slug=named.slug)) if named else said
    return frame.render(
        "quotes.html",
        about=label_of(named, site.language) if named else "",
        about_page=site.root + page_path(named) if named else "",
        path=numbered(path, news.page.number),
        first=news.page.number == 1,
        quotations=quoted_articles(site, entries, choose, None if named else _OF_AN_ARTICLE),
        speakers=[(label_of(one, site.language), site.root + page_path(one), one.total) for one in news.speakers],
        everybody=site.root + folder_of("speaker"),
        pages=neighbours(site.root + path, news.page),
        feeds=frame.feeds(),
    )
