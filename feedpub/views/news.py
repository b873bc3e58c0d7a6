"""The page of the news of one day."""

from dataclasses import dataclass
from datetime import date

from feedpub.site.addresses import day_path, numbered
from feedpub.site.indexing import gathers
from feedpub.views import dates
from feedpub.views.cards import cards
from feedpub.views.frame import Frame
from feedpub.views.paging import ListPage, neighbours


@dataclass(frozen=True, slots=True)
class LinkedDay:
    """A day that a page leads to.

    Args:
        day: in words.
        path: of its page.
    """

    day: str
    path: str


def day_page(frame: Frame, day: date, page: ListPage, beside: tuple[date | None, date | None]) -> bytes:
    """Render a page with the news of a day.

    Args:
        frame: of the site.
        day: in UTC.
        page: of its news.
        beside: the days with news before and after it.
    """
    earlier, later = beside
    return frame.render(
        "day.html",
        day=dates.day(day, frame.site.language),
        machine=day.isoformat(),
        cards=cards(page.entries, frame.site),
        earlier=_linked(frame, earlier),
        later=_linked(frame, later),
        feeds=frame.feeds(),
        pages=neighbours(frame.site.root + day_path(day), page),
        path=numbered(day_path(day), page.number),
        indexed=page.number > 1 or gathers(page.found),
    )


def _linked(frame: Frame, day: date | None) -> LinkedDay | None:
    return LinkedDay(dates.day(day, frame.site.language), frame.site.root + day_path(day)) if day else None
