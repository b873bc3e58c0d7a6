"""Where and when an event happened, as lists are cut by it: points on the earth, and times with a beginning and an end."""

from feedpub.model.edtf import interval_of
from feedpub.model.event import Event
from feedpub.model.facts import EventDate, GeoPoint
from feedpub.model.nearness import point_at


def locations_of(event: Event) -> tuple[GeoPoint, ...]:
    """List the literal places of an event whose coordinates are known.

    Args:
        event: any.

    Returns:
        Each point once, as sure as the surest answer that names it; none of what was taken back.
    """
    found: dict[tuple[float, float, float], float] = {}
    for place in event.where if event.status != "canceled" else ():
        if place.use == "literal" and place.latitude is not None and place.longitude is not None:
            point = point_at(place.latitude, place.longitude)
            found[point] = max(found.get(point, 0.0), place.confidence)
    return tuple(GeoPoint(point, confidence) for point, confidence in found.items())


def dates_of(event: Event) -> tuple[EventDate, ...]:
    """List the times at which an event happened.

    Args:
        event: any.

    Returns:
        The time that each of its event dates covers; none of what was taken back.
    """
    dates = (one for one in event.when if one.role == "event") if event.status != "canceled" else ()
    return tuple(EventDate(*interval_of(one.value), one.confidence) for one in dates)
