"""The objects that a ninjs document is associated with: pictures, the main event with its date, and each quotation."""

from typing import Any
from urllib.parse import quote as quoted

from feedpub.formats import _content
from feedpub.formats._graph import happened
from feedpub.model.article import Image
from feedpub.model.event import Answer, Event, Quote, Where, Who
from feedpub.model.event_types import TOPICS, event_type

TEXT = "text/plain"


def associated(event: Event) -> list[dict[str, Any]]:
    """List the objects that belong to an article.

    Args:
        event: as readers may see it.

    Returns:
        Its pictures, the main event, the quotations.
    """
    known = {who.id: who for who in event.who}
    pictures = [_picture(image) for image in _content.images(event.article)]
    return pictures + _main_event(event) + [_quotation(event, quote, known) for quote in event.quotes]


def said(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out what has no value: ninjs has no null."""
    return {key: value for key, value in node.items() if value is not None and value != []}


def local_id(event: Event, name: str) -> str:
    """Make an address for a part of an event, whatever characters its name has."""
    return f"{event.id}#{quoted(name, safe='')}"


def place(where: Where) -> dict[str, Any]:
    """Describe a place, with its point on the map (GeoJSON: longitude first)."""
    uri = f"https://sws.geonames.org/{where.geonames_id}/" if where.geonames_id else None
    point = None if where.latitude is None else {"type": "Point", "coordinates": [where.longitude, where.latitude]}
    return said({"name": where.name, "rel": where.role, "uri": uri, "geoJSON": point})


def topics(event: Event) -> list[dict[str, Any]]:
    """Name the Media Topic of an event's type."""
    known = event_type(event.what.type) if event.what else None
    return [{"name": known.topic_name, "rel": "about", "uri": TOPICS + known.topic}] if known else []


def rated(answer: Answer, name: str, rel: str, uri: str | None = None) -> dict[str, Any]:
    """Say how sure an answer is where ninjs has a place for it: as a subject, in hundredths."""
    return said({"name": name, "rel": rel, "uri": uri, "confidence": round(answer.confidence * 100)})


def _picture(image: Image) -> dict[str, Any]:
    original = {"name": "original", "href": image.url, "contentType": image.media_type}
    size = {"width": image.width, "height": image.height, "sizeInBytes": image.size}
    words = [("caption", image.caption), ("alt", image.alt)]
    described = [{"role": role, "contentType": TEXT, "value": value} for role, value in words if value]
    node = {
        "name": image.description or "picture",
        "rel": "picture",
        "uri": image.url,
        "type": "picture",
        "by": image.credit,
    }
    node |= {"copyrightNotice": image.rights}
    return said(node | {"descriptions": described, "renditions": [said(original | size)]})


def _main_event(event: Event) -> list[dict[str, Any]]:
    """Describe the main event with its date, which a reference to an event cannot carry."""
    if event.what is None:
        return []
    node: dict[str, Any] = {"name": event.what.summary, "rel": "main-event", "uri": f"{event.id}#what", "type": "event"}
    sure = rated(event.what, event.what.action, "what")
    node |= {"subjects": [*topics(event), sure], "altIds": _evidence(event.what)}
    dates = {**_date("start", happened(event)[0]), **_date("end", happened(event)[1])}
    places = [place(where) for where in event.where if where.role == "event"]
    return [said(node | {"eventDetails": {"dates": dates} if dates else None, "places": places})]


def _date(edge: str, moment: str | None) -> dict[str, str]:
    """An instant is written in full; ninjs takes less than that only as what is expected."""
    if moment is None:
        return {}
    day, _, time = moment.partition("T")
    return {f"{edge}Date": f"{day}T{time[:5]}:00{time[5:]}"} if time else {f"expected{edge.title()}Date": day}


def _quotation(event: Event, quote: Quote, known: dict[str, Who]) -> dict[str, Any]:
    node: dict[str, Any] = {
        "name": quote.text,
        "rel": f"{quote.kind}-quote",
        "uri": local_id(event, quote.id),
        "type": "component",
    }
    body = {"contentType": TEXT, "value": quote.text}
    cue = [{"role": "cue", "value": quote.cue}] if quote.cue else []
    node |= {"type": "component", "language": event.article.language, "bodies": [body], "descriptions": cue}
    sure = [rated(quote, quote.kind, "quote")]
    sure += [rated(quote.speaker, quote.speaker.name, "speaker")] if quote.speaker else []
    return said(node | _speaker(event, quote, known) | {"subjects": sure, "altIds": _evidence(quote)})


def _speaker(event: Event, quote: Quote, known: dict[str, Who]) -> dict[str, Any]:
    speaker = quote.speaker
    if speaker is None:
        return {}
    who = known.get(speaker.who) if speaker.who else None
    node = said({"name": speaker.name, "uri": local_id(event, who.id) if who else None})
    if who and who.kind == "person":
        return {"people": [node | {"rel": "speaker"}]}
    if who and who.kind == "organization":
        return {"organisations": [node | {"rel": "speaker"}]}
    return {"infoSources": [node | {"role": "speaker"}]}


def _evidence(answer: Answer) -> list[dict[str, str]]:
    """Name the same words by where they stand, as RFC 5147 writes positions in plain text."""
    return [
        {"role": "evidence", "value": f"{span.field or 'text'}#char={span.start},{span.end}"} for span in answer.evidence
    ]
