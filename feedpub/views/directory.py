"""Directories: all people, organizations, places and so on, by letter, by name, and those most in the news; and all days."""

from calendar import Calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from markupsafe import Markup

from feedpub.model.event_types import event_types
from feedpub.model.feed import Site
from feedpub.model.portrait import Company, DayCount
from feedpub.model.selection import Facet, FacetKind
from feedpub.site.addresses import DAYS, day_path, folder_of, page_path, with_query
from feedpub.site.slugs import facet_slug
from feedpub.site.titles import heading_of, label_of
from feedpub.translation import ENGLISH, translation_of
from feedpub.views import dates
from feedpub.views.frame import Frame
from feedpub.views.map import map_of
from feedpub.views.paging import Neighbours
from feedpub.views.portrait import map_points

_MAP = 720  # pixels for which the map of all places is drawn
_IN_WORDS: tuple[FacetKind, ...] = ("type", "language")
_HEAT = 4  # shades of days in the calendar


@dataclass(frozen=True, slots=True)
class Directory:
    """What is shown of all facets of a kind.

    Args:
        kind: of the facets.
        initials: with which their names in addresses begin.
        most: those of most events.
        found: a page of them in alphabetical order, and one more where there is a next page.
        number: of the page, from 1.
        size: facets on a page.
        initial: with which all on the page begin; empty for any.
        typed: what somebody looks for among them; empty where nobody does.
        company: where the most common lie, of places.
    """

    kind: FacetKind
    initials: str
    most: tuple[Facet, ...]
    found: tuple[Facet, ...]
    number: int
    size: int
    initial: str = ""
    typed: str = ""
    company: Company = field(default_factory=Company)

    @property
    def first(self) -> bool:
        """Whether it is what people see who ask for nothing in particular."""
        return self.number == 1 and not self.initial and not self.typed


@dataclass(frozen=True, slots=True)
class ListedFacet:
    """One of a directory.

    Args:
        label: its name.
        path: of its page.
        total: events that have it.
        percent: that is of the one that most have.
        definition: what belongs to it, of a type of event.
    """

    label: str
    path: str
    total: int
    percent: int = 0
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Initial:
    """A letter that leads to what begins with it.

    Args:
        letter: as people see it.
        path: of the page; empty where nothing begins so.
        current: the page shows what begins so.
    """

    letter: str
    path: str
    current: bool


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day in a calendar.

    Args:
        number: in its month.
        words: the day in words.
        path: of its page; empty where it has no news.
        total: events.
        shade: how many these are beside those of other days, from 1 to 4.
    """

    number: int
    words: str
    path: str = ""
    total: int = 0
    shade: int = 0


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month in a calendar.

    Args:
        name: in words.
        weeks: of seven days from Monday on; None for days of other months.
    """

    name: str
    weeks: tuple[tuple[CalendarDay | None, ...], ...]


def directory_page(frame: Frame, shown: Directory) -> bytes:
    """Render a directory.

    Args:
        frame: of the site.
        shown: what it shows.
    """
    site, folder = frame.site, folder_of(shown.kind)
    path = f"{folder}?letter={shown.initial}" if shown.initial else folder
    listed = _listed(site, shown.found[: shown.size])
    # The store knows English names alone of what pages name in words; there are few of them.
    in_words = shown.kind in _IN_WORDS and translation_of(site.language).language != ENGLISH
    return frame.render(
        "directory.html",
        kind=shown.kind,
        heading=heading_of(shown.kind, site.language),
        folder=site.root + folder,
        path=path,
        first=shown.first,
        typed_here=shown.typed,
        initial=shown.initial.upper(),
        letters=[] if in_words else list(_letters(site, shown)),
        finds=not in_words,
        most=_listed(site, shown.most) if shown.first else (),
        listed=sorted(listed, key=lambda one: facet_slug(one.label)) if in_words else listed,
        pages=_neighbours(site, path, shown),
        map=_map(site, shown),
        feeds=frame.feeds(),
        indexed=not shown.typed and bool(shown.found),
    )


def _letters(site: Site, shown: Directory) -> Iterator[Initial]:
    """Lead to each letter; digits are left out where nothing begins with one."""
    folder = site.root + folder_of(shown.kind)
    letters = "abcdefghijklmnopqrstuvwxyz" + "".join(one for one in shown.initials if one.isdigit())
    for one in letters if shown.initials else "":
        yield Initial(one.upper(), f"{folder}?letter={one}" if one in shown.initials else "", one == shown.initial)


def _listed(site: Site, found: Sequence[Facet]) -> tuple[ListedFacet, ...]:
    most = max((one.total for one in found), default=1) or 1
    words = translation_of(site.language)
    definitions = (
        {facet_slug(one.name): words.gettext(one.definition) for one in event_types()} if _has(found, "type") else {}
    )
    return tuple(
        ListedFacet(
            label_of(one, site.language),
            site.root + page_path(one),
            one.total,
            max(1, round(100 * one.total / most)),
            definitions.get(one.slug, ""),
        )
        for one in found
    )


def _has(found: Iterable[Facet], kind: FacetKind) -> bool:
    return any(one.kind == kind for one in found)


def _neighbours(site: Site, path: str, shown: Directory) -> Neighbours:
    """Lead on from a page; in an alphabet what comes before is shown as newer is elsewhere."""
    joined = f"{site.root}{path}{'&' if '?' in path else '?'}page="
    before = {1: "", 2: site.root + path}.get(shown.number, f"{joined}{shown.number - 1}")
    return Neighbours(before, f"{joined}{shown.number + 1}" if len(shown.found) > shown.size else "")


def _map(site: Site, shown: Directory) -> Markup:
    if shown.kind != "place" or not shown.first:
        return Markup("")
    return map_of(
        map_points(site, shown.most, shown.company),
        heading_of("place", site.language),
        site.language,
        width=_MAP,
        world=True,
    )


def days_page(frame: Frame, year: int, days: Sequence[DayCount], years: Sequence[int]) -> bytes:
    """Render the calendar of a year.

    Args:
        frame: of the site.
        year: that is shown.
        days: of the year that have news, newest first.
        years: that have any, the latest first.
    """
    root, newest = frame.site.root, max(years, default=year)
    return frame.render(
        "days.html",
        year=year,
        path=DAYS if year == newest else with_query(DAYS, f"year={year}"),
        years=[(one, root + (DAYS if one == newest else with_query(DAYS, f"year={one}")), one == year) for one in years],
        months=[_month(frame.site, days, of) for of, _ in groupby(one.day.replace(day=1) for one in days)],
        total=sum(one.total for one in days),
        weekdays=dates.weekdays(frame.site.language),
        feeds=frame.feeds(),
    )


def _month(site: Site, days: Sequence[DayCount], month: date) -> CalendarMonth:
    totals, most = {one.day: one.total for one in days}, max(one.total for one in days)
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return CalendarMonth(
        dates.month(month, site.language),
        tuple(
            tuple(_day(site, day, totals.get(day, 0), most) if day.month == month.month else None for day in week)
            for week in weeks
        ),
    )


def _day(site: Site, day: date, total: int, most: int) -> CalendarDay:
    if not total:
        return CalendarDay(day.day, dates.day(day, site.language))
    shade = -(-_HEAT * total // most)
    return CalendarDay(day.day, dates.day(day, site.language), site.root + day_path(day), total, shade)
