"""What RSS and Atom say alike about an entry in other vocabularies: pictures, coordinates, categories, the five answers."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote as quoted

from feedpub.formats._answers import main_of
from feedpub.formats._content import images, line
from feedpub.formats._nodes import Node
from feedpub.model.article import Image
from feedpub.model.event import Answer, Event, Quote, What, When, Where, Who
from feedpub.model.event_types import OTHER, TOPICS, event_type
from feedpub.model.feed import Entry, Feed

SECTION = "urn:feedpub:section"
EVENT_TYPE = "urn:feedpub:event-type"


def shared(entry: Entry, feed: Feed) -> Iterator[Node]:
    """Yield the elements that an entry has in RSS and in Atom.

    Args:
        entry: of the feed.
        feed: of either kind.

    Yields:
        Media RSS pictures, a GeoRSS point, and the event in our own namespace.
    """
    yield from map(_picture, images(entry.event.article))
    yield from _point(entry.event)
    yield _told(entry, feed)


def chain(feed: Feed, suffix: str, media_type: str, link: str) -> Iterator[Node]:
    """Yield what leads from a feed to its archives, and from one of them to the next (RFC 5005, section 4).

    Args:
        feed: of either kind.
        suffix: of the format's addresses.
        media_type: of the format.
        link: name of Atom's element in the format.

    Yields:
        The mark of an archive, and links.
    """
    if feed.current:
        yield Node("fh:archive")
    links = {"current": feed.current, "prev-archive": feed.previous, "next-archive": feed.following}
    for rel, address in links.items():
        if address:
            yield Node(link, attributes={"href": feed.full(address, suffix), "rel": rel, "type": media_type})
    if feed.answers != "all":
        url = feed.telling("all").url(suffix)
        yield Node(link, attributes={"href": url, "rel": "related", "type": media_type, "title": "With all answers"})


def categories(event: Event) -> list[dict[str, str]]:
    """List an event's categories as feedgen takes them: its section, its tags, its type and the Media Topic of that.

    Args:
        event: as readers may see it.

    Returns:
        Terms with scheme and label; RSS shows the label.
    """
    article = event.article
    found = [{"term": line(article.section), "scheme": SECTION}] if article.section else []
    found += [{"term": line(tag)} for tag in article.tags]
    if event.what and event.what.type != OTHER:
        name = line(event.what.type)
        found.append({"term": name, "scheme": EVENT_TYPE, "label": name.replace("_", " ")})
    if event.what and (known := event_type(event.what.type)):
        found.append({"term": known.topic, "scheme": TOPICS, "label": known.topic_name})
    return [category for category in found if category["term"]]


def _picture(image: Image) -> Node:
    """One picture is one media:content: media:group is for several forms of the same picture."""
    words = line(image.caption or image.alt or "")
    described = (Node("media:description", words, {"type": "plain"}),) if words else ()
    credited = (
        (Node("media:credit", line(image.credit), {"role": "photographer", "scheme": "urn:ebu"}),) if image.credit else ()
    )
    reserved = (Node("media:copyright", line(image.rights)),) if image.rights else ()
    attributes = {
        "url": image.url,
        "type": image.media_type,
        "medium": "image",
        "fileSize": image.size,
        "width": image.width,
        "height": image.height,
    }
    return Node("media:content", attributes=attributes, children=described + credited + reserved)


def _point(event: Event) -> Iterator[Node]:
    """Yield where it happened (GeoRSS Simple: latitude, space, longitude); never a place that is only mentioned."""
    for place in event.where:
        if place.role == "event" and place.latitude is not None:
            yield Node("georss:point", f"{degrees(place.latitude)} {degrees(place.longitude)}")
            return


def _told(entry: Entry, feed: Feed) -> Node:
    if not feed.site.full_text:
        return _bare(entry)
    if feed.told == "all":
        return answers(entry)
    ids = " ".join(_one_word(quote.id) for quote in entry.event.quotes)
    told = _bare(entry)
    said = {**told.attributes, "answers": "main", "quotes": ids or None}
    return replace(told, attributes=said, children=tuple(map(_answer, main_of(entry.event))))


@lru_cache(maxsize=1000)  # events number their quotations alike
def _one_word(name: str) -> str:
    return quoted(name, safe="")


def _bare(entry: Entry) -> Node:
    """Name an event in our own namespace, and where its answers are."""
    event = entry.event
    attributes: dict[str, object] = {"revision": event.revision, "status": event.status, "document": f"{entry.url}.json"}
    return Node("fp:event", attributes=attributes)


def answers(entry: Entry) -> Node:
    """Write the five answers in our own namespace, which schemas/event.rng describes."""
    event = entry.event
    found: list[Answer] = [*event.who, *([event.what] if event.what else []), *event.when, *event.where, *event.quotes]
    return replace(_bare(entry), children=tuple(map(_answer, found)))


def _answer(answer: Answer) -> Node:
    match answer:
        case Who():
            attributes = _some(answer, "id", "kind", "role", "title", "affiliation")
            return Node("fp:who", attributes=attributes, children=(Node("fp:name", answer.name), *_best(answer)))
        case What():
            words = (Node("fp:action", answer.action), Node("fp:summary", answer.summary))
            return Node("fp:what", attributes=_some(answer, "type"), children=(*words, *_best(answer)))
        case When():
            return Node("fp:when", attributes=_some(answer, "value", "precision", "role"), children=_best(answer))
        case Where():
            return Node("fp:where", attributes=_place(answer), children=(Node("fp:name", answer.name), *_best(answer)))
        case Quote():
            return _quote(answer)
    raise TypeError(type(answer).__name__)


def _quote(quote: Quote) -> Node:
    speaker = quote.speaker
    said_by = (Node("fp:speaker", speaker.name, _some(speaker, "who")),) if speaker else ()
    parts = tuple(_evidence(quote, place) for place in range(len(quote.evidence)))
    return Node(
        "fp:quote", attributes=_some(quote, "id", "kind", "cue"), children=(Node("fp:text", quote.text), *said_by, *parts)
    )


def _place(where: Where) -> dict[str, object]:
    point = {"latitude": degrees(where.latitude), "longitude": degrees(where.longitude)}
    named = _some(where, "kind", "use", "role", "admin1") | {"country": where.country_code, "geonames": where.geonames_id}
    return named | point


def degrees(value: float | None) -> str | None:
    """Write a coordinate without an exponent, which GeoRSS and XML Schema's decimal have not, to a tenth of a metre.

    Args:
        value: degrees, or None.

    Returns:
        The number, or None.
    """
    return None if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def _some(answer: Answer, *names: str) -> dict[str, object]:
    return {name: getattr(answer, name) for name in names} | {"confidence": round(answer.confidence, 3)}


def _best(answer: Answer) -> tuple[Node, ...]:
    """In XML stands the mention that answers best; the event's own document has them all."""
    return (_evidence(answer, 0),)


def _evidence(answer: Answer, place: int) -> Node:
    span = answer.evidence[place]
    return Node("fp:evidence", span.text, {"start": span.start, "end": span.end, "field": span.field})
