"""A portrait in data: in which months something was in the news, in what roles, beside whom, and where."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from feedpub.model.event import Event
from feedpub.model.feed import Entry, Site
from feedpub.model.portrait import Company, MonthCount
from feedpub.model.selection import Facet, FacetKind, Selection
from feedpub.site.addresses import page_path
from feedpub.site.facets import answers_of, speakers_of
from feedpub.site.titles import heading_of, label_of
from feedpub.views import dates
from feedpub.views.chart import bars, shares, timeline
from feedpub.views.map import MapPoint, map_of

_RECENT = 6  # months that are named beside the drawing; the table has all
_ROLES = ("agent", "affected", "speaker", "event", "dateline", "mentioned")
_WIDE = 90  # degrees of longitude from which on a map shows all the world
_FEW = 3  # months with which a drawing says more than a sentence


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of a selection beyond its articles.

    Args:
        months: with how many events each has.
        said: with how many events in each quote the person or organization.
        company: what the latest events name.
    """

    months: tuple[MonthCount, ...] = ()
    said: tuple[MonthCount, ...] = ()
    company: Company = field(default_factory=Company)

    @property
    def total(self) -> int:
        """How many events there are."""
        return sum(month.total for month in self.months)


@dataclass(frozen=True, slots=True)
class ShownMonth:
    """A month that a page leads to.

    Args:
        name: in words.
        path: of the page of its news.
        total: events.
        said: of them, how many quote whom the page is about.
        current: the page shows this month alone.
    """

    name: str
    path: str
    total: int
    said: int
    current: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Appearances by month.

    Args:
        drawing: of them; empty where words say as much.
        first: the earliest month, or year, of the drawing.
        last: the latest.
        months: all with events, the latest first.
        recent: the first of these.
        quotes: some events quote whom the page is about, and are marked.
    """

    drawing: Markup
    first: str
    last: str
    months: tuple[ShownMonth, ...]
    recent: tuple[ShownMonth, ...]
    quotes: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Something that the latest events name as well.

    Args:
        label: its name.
        path: of its page.
        total: how many of the events name it.
        percent: that is of the one that most of them name.
    """

    label: str
    path: str
    total: int
    percent: int


@dataclass(frozen=True, slots=True)
class NamedKind:
    """What the latest events name of one kind.

    Args:
        heading: above it.
        kind: of the facets.
        named: those of most events first.
    """

    heading: str
    kind: FacetKind
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """What part something has in the latest events.

    Args:
        events: how many were looked at.
        counted: each role and in how many events, in the order of weight.
        drawing: of them.
    """

    events: int
    counted: tuple[tuple[str, int], ...]
    drawing: Markup


def timeline_of(site: Site, path: str, portrait: Portrait, title: str, month: date | None) -> Timeline:
    """Lay out appearances by month.

    Args:
        site: whose page it is for.
        path: of the page of which the months' pages are parts.
        portrait: what is known.
        title: of the drawing.
        month: that the page shows alone.
    """
    said = dict(portrait.said)
    shown = tuple(
        ShownMonth(
            dates.month(one.month, site.language),
            f"{site.root}{path}{'&' if '?' in path else '?'}month={one.month:%Y-%m}",
            one.total,
            said.get(one.month, 0),
            one.month == month,
        )
        for one in reversed(portrait.months)
    )
    drawn = bars(portrait.months, portrait.said)
    drawing = timeline(drawn, title) if len(drawn) >= _FEW else Markup("")
    first, last = (
        (dates.month(portrait.months[place].month, site.language) for place in (0, -1)) if portrait.months else ("", "")
    )
    recent = shown[:_RECENT]
    return Timeline(drawing, first, last, shown, recent, any(said.values()))


def company_of(site: Site, company: Company) -> tuple[NamedKind, ...]:
    """Lay out what the latest events name.

    Args:
        site: whose page it is for.
        company: what was counted.
    """
    return tuple(
        NamedKind(heading_of(kind, site.language), kind, _named(site, found))
        for kind, found in company.facets.items()
        if found
    )


def _named(site: Site, found: Sequence[Facet]) -> tuple[Named, ...]:
    most = max(one.total for one in found)
    return tuple(
        Named(label_of(one, site.language), site.root + page_path(one), one.total, max(1, round(100 * one.total / most)))
        for one in found
    )


def map_of_company(site: Site, company: Company, title: str, own: tuple[Facet, ...] = ()) -> Markup:
    """Draw where the latest events take place.

    Args:
        site: whose page it is for.
        company: with the places that they name and where these lie.
        title: of the drawing.
        own: the place that the page is about, which is drawn first.

    Returns:
        The map; nothing where it is not known of any place where it lies.
    """
    points = map_points(site, (*own, *company.facets.get("place", ())), company)
    across = max((one.longitude for one in points), default=0) - min((one.longitude for one in points), default=0)
    # The coasts of all the world are drawn once for all such maps; those of half of it would be drawn anew for each.
    return map_of(points, title, site.language, world=across > _WIDE)


def map_points(site: Site, places: Iterable[Facet], company: Company) -> list[MapPoint]:
    """List what a map shows of places: those of which it is known where they lie, each leading to its page."""
    return [
        MapPoint(label_of(place, site.language), *point, page=site.root + page_path(place), count=max(1, place.total))
        for place in places
        if (point := company.points.get(place.slug))
    ]


def roles_of(entries: Sequence[Entry], selection: Selection, title: str) -> Roles | None:
    """Count in what roles a person, an organization or a place appears.

    Args:
        entries: events that name it; what was taken back names nothing.
        selection: that names it.
        title: of the drawing.

    Returns:
        The roles; None for what has none, such as a section.
    """
    if selection.kind not in ("person", "organization", "place"):
        return None
    found = Counter(role for entry in entries if (role := _role(entry.event, selection)))
    counted = tuple((role, found[role]) for role in _ROLES if found[role])
    if not counted:
        return None
    drawing = shares([(f"role-{role}", total) for role, total in counted], title)
    return Roles(sum(found.values()), counted, drawing)


def _role(event: Event, selection: Selection) -> str:
    """Tell the role; whoever is quoted, and has no weightier one, speaks."""
    roles: set[str] = {one.role for one in answers_of(event, selection)}
    if (
        selection.kind != "place"
        and roles <= {"mentioned"}
        and any(one.slug == selection.slug for one in speakers_of(event).values())
    ):
        roles.add("speaker")
    return next((role for role in _ROLES if role in roles), "")
