"""The five answers as schema.org nodes: people, organisations, places, quotations and the event itself."""

import re
from collections.abc import Mapping
from typing import Any

from feedpub.language.dateline import DatelinePlace, dateline_parts
from feedpub.model.event import Event, Quote, Where, WhereRole, Who
from feedpub.model.event_types import TOPICS, event_type
from feedpub.model.span import Span

_KINDS = {"person": "Person", "organization": "Organization", "group": "Thing", "unknown": "Thing"}
_AREAS = {"country": "Country", "region": "AdministrativeArea", "city": "City", "area": "Place", "venue": "Place"}
# The values of when[] that schema.org's Date and DateTime can say: no seasons, weeks or decades, no time without zone.
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d(T\d\d:\d\d(Z|[+-]\d\d:\d\d))?)?)?")


def about(event: Event) -> list[dict[str, Any]]:
    """Describe the main event, who acted in it, and its Media Topic.

    Its location is where the article says that it happened, as in contentLocation.

    Args:
        event: as readers may see it.

    Returns:
        The event, where its day is known, its agents and those affected, and the topic of its type.
    """
    start, end = happened(event)
    nodes = [_participant(event, who) for who in event.who if who.role in ("agent", "affected")]
    if event.what and start:
        node = {"@type": "Event", "@id": f"{event.id}#what", "name": event.what.summary, "startDate": start}
        where = places(event, "event")
        more = {"endDate": end, "location": where[0] if len(where) == 1 else where}
        nodes.insert(0, node | {key: value for key, value in more.items() if value})
    return nodes + _topic(event)


def happened(event: Event) -> tuple[str | None, str | None]:
    """Say when the main event began and ended, as exactly as ISO 8601 can without seasons, weeks and decades.

    Args:
        event: as readers may see it.

    Returns:
        Its first and, where the article gives a range, its last day or minute; None for what is not known.
    """
    when = next((when.value for when in event.when if when.role == "event"), "")
    start, end = (_date(value) for value in when.partition("/")[::2])
    return start, end


def mentions(event: Event) -> list[dict[str, Any]]:
    """List everybody who is not what the article is about, and the places it only mentions."""
    people = [_participant(event, who) for who in event.who if who.role in ("speaker", "mentioned")]
    return people + places(event, "mentioned")


def places(event: Event, role: WhereRole) -> list[dict[str, Any]]:
    """List the places that have a role; a name that stands for a government or a people is no place."""
    numbered = enumerate(event.where)
    return [_place(event, number, where) for number, where in numbered if where.use == "literal" and where.role == role]


def dateline(event: Event) -> str | None:
    """Return where, and perhaps on what day, the report was written: "TEL AVIV, Israel, April 22"; agencies are left out."""
    found = dateline_parts(event.article)
    if found is None:
        return None
    ends = [end for place in found.places for end in (place.end, *(part.end for part in place.within))]
    return event.article.text[found.start : max([*ends, *([found.date.end] if found.date else [])])]


def written_in(event: Event) -> Where | None:
    """Find the place that the dateline names first."""
    found = _written_in(event)
    return found[1] if found else None


def created_in(event: Event) -> dict[str, Any] | None:
    """Return the place that the dateline names: in full, or by reference where contentLocation describes it."""
    found = _written_in(event)
    if found is None:
        return None
    node = _place(event, *found)
    return {"@id": node["@id"]} if found[1].role == "event" else node


def _written_in(event: Event) -> tuple[int, Where] | None:
    found = dateline_parts(event.article)
    for number, where in enumerate(event.where):
        if found and where.use == "literal" and any(_within(span, found.places[0]) for span in where.evidence):
            return number, where
    return None


def quotations(event: Event) -> list[dict[str, Any]]:
    """List what is quoted in its own words; an indirect quotation is the writer's wording."""
    kinds = {who.id: who.kind for who in event.who}
    return [_quotation(event, quote, kinds) for quote in event.quotes if quote.kind != "indirect"]


def _topic(event: Event) -> list[dict[str, Any]]:
    known = event_type(event.what.type) if event.what else None
    if known is None:
        return []
    term = {"@type": "DefinedTerm", "@id": TOPICS + known.topic, "name": known.topic_name, "termCode": known.topic}
    return [term | {"inDefinedTermSet": TOPICS}]


def _within(span: Span, place: DatelinePlace) -> bool:
    return span.field is None and place.start <= span.start and span.end <= place.end


def _participant(event: Event, who: Who) -> dict[str, Any]:
    node: dict[str, Any] = {"@type": _KINDS[who.kind], "@id": f"{event.id}#{who.id}", "name": who.name}
    if who.kind == "person" and who.title:
        node["jobTitle"] = who.title
    if who.kind == "person" and who.affiliation:
        node["affiliation"] = {"@type": "Organization", "name": who.affiliation}
    return node


def _place(event: Event, number: int, where: Where) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": _AREAS[where.kind],
        "@id": f"{event.id}#where-{number}",
        "name": where.name,
    }
    address = {"addressRegion": where.admin1, "addressCountry": where.country_code}
    if where.kind != "country" and any(address.values()):
        node["address"] = {"@type": "PostalAddress"} | {key: value for key, value in address.items() if value}
    if where.latitude is not None:
        node["geo"] = {"@type": "GeoCoordinates", "latitude": where.latitude, "longitude": where.longitude}
    if where.geonames_id:
        node["sameAs"] = f"https://sws.geonames.org/{where.geonames_id}/"
    return node


def _quotation(event: Event, quote: Quote, kinds: Mapping[str, str]) -> dict[str, Any]:
    node: dict[str, Any] = {"@type": "Quotation", "@id": f"{event.id}#{quote.id}", "text": quote.text}
    node["inLanguage"] = event.article.language
    speaker = quote.speaker
    if speaker and speaker.who is not None and kinds[speaker.who] in ("person", "organization"):
        node["creator"] = {"@id": f"{event.id}#{speaker.who}"}
    elif speaker:
        # Nothing says whether this is a person or an organisation, so it is credited in words.
        node["creditText"] = speaker.name
    return node


def _date(value: str) -> str | None:
    """Say a value of when[] as schema.org can, an hour or a local time as its day."""
    if _DATE.fullmatch(value):
        return value
    day = value.partition("T")[0]
    return day if "T" in value and _DATE.fullmatch(day) else None
