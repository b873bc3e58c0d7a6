"""The front page: what leads, what stands beside it, what was said, where it happened, and the news of each section."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from feedpub.model.article import Image
from feedpub.model.event import Event, Quote
from feedpub.model.feed import Entry, Site
from feedpub.model.selection import Facet
from feedpub.site.addresses import DAYS, day_path, folder_of, page_path
from feedpub.site.facets import selection_of, selections_of, speakers_of
from feedpub.translation import translation_of
from feedpub.views import dates
from feedpub.views.cards import Card, as_copy_says, card
from feedpub.views.frame import Frame
from feedpub.views.locations import places_of
from feedpub.views.map import MapPoint, map_of
from feedpub.views.quotations import QuotedArticle, quoted_articles

_SAID = 6  # quotations
_FEW = 4  # quotations of one day are too few to stand alone
_SHORTEST, _LONGEST = 30, 240  # letters of what is worth to be quoted alone, and still read
_STOPS = (".", "!", "?", "…")
_PLACES = 10  # on the map
_ACTORS = 3  # of one article
_NAMES = 10  # of people and organizations
_OTHERS, _BESIDE = 12, 5  # articles that stand in no other part: alone, and beside the sections
_MAP, _COARSE = 240, 1.3  # pixels: a small map that is glanced at needs no fine coasts


class SectionNews(NamedTuple):
    """The news of a section.

    Args:
        section: which.
        entries: its newest.
    """

    section: Facet
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the front page shows.

    Args:
        top: the news that leads, and what stands beside it.
        newest: all of the newest, those at the top among them.
        sections: with news that does not stand at the top.
        named: sections that it leads to.
        quoting: the newest in which somebody is quoted.
        more: there is news that is older.
    """

    top: Sequence[Entry] = ()
    newest: Sequence[Entry] = ()
    sections: Sequence[SectionNews] = ()
    named: Sequence[Facet] = ()
    quoting: Sequence[Entry] = ()
    more: bool = False


class Link(NamedTuple):
    """Something that a page leads to.

    Args:
        label: its name.
        path: of its page.
    """

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class FrontStory:
    """An article on the front page.

    Args:
        card: as lists show it.
        time: when it was published, in words of somebody who reads the news of that day.
        exact: the same, to the minute and with its zone.
        people: who has a part in it, by name.
        section_page: path of the page of its section; empty where it has none.
        picture: that the site keeps itself, or None.
        picture_path: path of the picture.
    """

    card: Card
    time: str
    exact: str
    people: tuple[Link, ...]
    section_page: str
    picture: Image | None
    picture_path: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section on the front page."""

    label: str
    path: str
    stories: tuple[FrontStory, ...]


def home_page(frame: Frame, front: FrontPage) -> bytes:
    """Render the front page.

    Args:
        frame: of the site.
        front: what it shows.
    """
    site, newest = frame.site, front.newest[0] if front.newest else None
    day = _day_of(newest) if newest else date.min
    top = _stories(front.top, site, day)
    said, said_on = _said(front.quoting, site)
    sections = [
        ShownSection(of.label, site.root + page_path(of), _stories(found, site, day)) for of, found in front.sections
    ]
    places = places_of(front.newest, site)[:_PLACES]
    edition = newest.published.astimezone(UTC).date() if newest else None
    return frame.render(
        "home.html",
        lead=top[0] if top else None,
        seconds=top[1:],
        sections=sections,
        others=_stories(_others(front)[: _BESIDE if sections else _OTHERS], site, day),
        named=[Link(one.label, site.root + page_path(one)) for one in front.named],
        all_sections=site.root + folder_of("section"),
        said=said,
        said_on=said_on,
        places=[Link(one.name, one.page) for one in places if one.page],
        map=map_of(places, _title(places, site.language), site.language, width=_MAP, coarse=_COARSE),
        names=_in_the_news(front.newest, site),
        day=dates.day(day, site.language) if newest else "",
        machine=day.isoformat(),
        day_page=site.root + day_path(edition) if edition else "",
        days=site.root + DAYS if front.more else "",
        feeds=frame.feeds(),
        samples=any(entry.event.article.sample for entry in front.newest),
    )


def _day_of(entry: Entry) -> date:
    published = as_copy_says(entry.event.article.published, entry.published)
    return published.date() if isinstance(published, datetime) else published


def _stories(entries: Iterable[Entry], site: Site, day: date) -> tuple[FrontStory, ...]:
    return tuple(_story(entry, site, day) for entry in entries)


def _story(entry: Entry, site: Site, day: date) -> FrontStory:
    article = entry.event.article
    published = as_copy_says(article.published, entry.published)
    picture = next((image for image in article.images if site.has(image.url)), None)
    section = selections_of(article).get(("section", article.section or ""))
    shown = section is not None and entry.event.status != "canceled"
    return FrontStory(
        card=card(entry, site),
        time=dates.beside(published, day, site.language),
        exact=dates.moment(published, site.language),
        people=tuple(_actors(entry.event, site))[:_ACTORS],
        section_page=site.root + page_path(section) if section and shown else "",
        picture=picture,
        picture_path=urlsplit(picture.url).path if picture else "",
    )


def _actors(event: Event, site: Site) -> Iterator[Link]:
    """Name who has a part in an event and is known by a name, the main one first."""
    for who in event.who:
        selection = selection_of(who) if who.role != "mentioned" else None
        if selection:
            yield Link(who.name, site.root + page_path(selection))


def _in_the_news(entries: Iterable[Entry], site: Site) -> list[Link]:
    """Name who has a part in most of the news, and of these who does in the newest."""
    counted = Counter[str]()
    named: dict[str, Link] = {}
    for entry in entries:
        links = {link.path: link for link in _actors(entry.event, site)}
        counted.update(links.keys())
        named = links | named
    return [named[path] for path, _ in counted.most_common(_NAMES)]


def _others(front: FrontPage) -> list[Entry]:
    """List the newest that stand neither at the top nor with their section."""
    parted = (entry for news in front.sections for entry in news.entries)
    shown = {entry.event.id for entry in (*front.top, *parted)}
    return [entry for entry in front.newest if entry.event.id not in shown]


def _said(entries: Sequence[Entry], site: Site) -> tuple[list[QuotedArticle], str]:
    """Choose what was said lately, one quotation of each article; where a day has enough of it, of the latest day alone.

    Returns:
        The articles, and that day in words; empty where they are of several.
    """
    quoting = [entry for entry in entries if _quotable(entry.event)]
    of_day = [entry for entry in quoting if _day_of(entry) == _day_of(quoting[0])]
    alone = len(of_day) >= _FEW
    shown = (of_day if alone else quoting)[:_SAID]
    return quoted_articles(site, shown, _quotable), dates.day(_day_of(shown[0]), site.language) if alone else ""


def _quotable(event: Event) -> tuple[Quote, ...]:
    """Choose the quotation that says most in few words: direct, by somebody with a name, whole sentences first."""
    speakers = speakers_of(event)
    fitting = (one for one in event.quotes if one.kind == "direct" and one.id in speakers)
    short = [one for one in fitting if _SHORTEST <= len(one.text) <= _LONGEST]
    return (max(short, key=lambda one: (one.text.endswith(_STOPS), _sureness(one))),) if short else ()


def _sureness(quote: Quote) -> float:
    return quote.speaker.confidence if quote.speaker else 0.0


def _title(places: Sequence[MapPoint], language: str) -> str:
    names = ", ".join(place.name for place in places)
    return translation_of(language).gettext("Map of the latest news: %(places)s", places=names)
