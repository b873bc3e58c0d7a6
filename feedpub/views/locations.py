"""The places of events as maps show them: those of one article, and where the events of several happened."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from feedpub.bcp47 import territory_name
from feedpub.model.event import Event, Where
from feedpub.model.feed import Entry, Site
from feedpub.site.addresses import page_path
from feedpub.site.facets import selection_of
from feedpub.views.map import MapPoint

_MAPPED = 8


def countries_of(event: Event) -> Mapping[str | None, str]:
    """Name the countries that an article names itself, by their codes."""
    return {where.country_code: where.name for where in reversed(event.where) if where.kind == "country"}


def located(event: Event, language: str) -> tuple[MapPoint, ...]:
    """List the places that a map of one event shows.

    Args:
        event: to show.
        language: of the site, in which countries are named that the article does not name.

    Returns:
        Where it happened or was reported from, the main place first, and what else is named in that country; none where it
        is not known. A country is no point on a map.
    """
    points = _points(event)
    if not points or points[0].role == "mentioned":
        return ()
    countries = countries_of(event)
    near = [where for where in points if where.role != "mentioned" or where.country_code == points[0].country_code]
    return tuple(_point(where, countries.get(where.country_code) or _country(where, language)) for where in near[:_MAPPED])


def places_of(entries: Iterable[Entry], site: Site) -> tuple[MapPoint, ...]:
    """List where events happened, for a map of several.

    Args:
        entries: the events.
        site: whose pages the points lead to.

    Returns:
        The main place of each event that has one, each place once with the number of events there, those with most first.
    """
    found: dict[tuple[str, str | None], list[Where]] = {}
    for entry in entries:
        points = _points(entry.event) if entry.event.status != "canceled" else []
        if points and points[0].role != "mentioned" and not _is_wide(points[0]):
            found.setdefault((points[0].name, points[0].country_code), []).append(points[0])
    ordered = sorted(found.values(), key=lambda same: (-len(same), same[0].name))
    return tuple(_gathered(same, site) for same in ordered)


def _gathered(same: list[Where], site: Site) -> MapPoint:
    place, selection = same[0], selection_of(same[0])
    page = site.root + page_path(selection) if selection else ""
    return replace(_point(place, _country(place, site.language)), page=page, count=len(same))


def _points(event: Event) -> list[Where]:
    return [where for where in event.where if where.use == "literal" and where.kind != "country" and _is_known(where)]


def _is_wide(where: Where) -> bool:
    """Tell a continent or a sea from what lies at a point: among the places of several events it would pass for a town."""
    return where.kind in ("area", "region") and where.country_code is None


def _is_known(where: Where) -> bool:
    return where.latitude is not None and where.longitude is not None


def _country(where: Where, language: str) -> str:
    return territory_name(where.country_code, language) if where.country_code else ""


def _point(where: Where, area: str) -> MapPoint:
    return MapPoint(where.name, where.latitude or 0.0, where.longitude or 0.0, area)
