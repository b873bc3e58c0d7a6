"""Examples of what is sent: one small event, and what the lists make of it."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from feedpub.model.article import Article, Author
from feedpub.model.digests import NOTHING, SetDigest, chained, digest_of, link_of
from feedpub.model.event import Event, Quote, Speaker, What, When, Where, Who
from feedpub.model.event_types import TOPICS, event_type
from feedpub.model.listing import FacetCount, QuotedIn, QuoteItem
from feedpub.model.selection import FacetKind, Selection
from feedpub.site.addresses import EVENTS_API, page_path
from feedpub.site.slugs import facet_slug

_ID = "urn:uuid:0b5c3b34-7d0c-5a0e-9d3f-5d2f6f2f7c11"
_HOST = "https://news.example"
_PAGE = f"{_HOST}/articles/harbour-master-resigns"
_TEXT = "BERGEN, Norway — Ingrid Solvang resigned on Monday. “The harbour needs somebody new,” she said."
_PUBLISHED = datetime(2024, 4, 22, 16, tzinfo=UTC)
_LATER = datetime(2024, 4, 22, 16, 5, 9, 120_000, tzinfo=UTC)


@cache
def example_event() -> Event:
    """Make an event that shows each of the five answers."""
    article = Article(
        id=_ID,
        url=_PAGE,
        headline="Harbour master resigns",
        text=_TEXT,
        authors=(Author(name="Jonas Veld"),),
        published=_PUBLISHED,
        section="City",
        tags=("harbour",),
        source="wire",
    )

    def shown(words: str) -> dict[str, Any]:
        start = _TEXT.index(words)
        return {"evidence": (article.span(start, start + len(words)),), "confidence": 0.94}

    name, said = "Ingrid Solvang", "The harbour needs somebody new"
    return Event(
        id=_ID,
        revision=2,
        article=article,
        who=(Who(id="w1", name=name, kind="person", role="agent", rule="who.name", **shown(name)),),
        what=What(
            summary=f"{name} resigned on Monday.",
            action="resigned on Monday",
            type="resignation",
            rule="what.predicate",
            **shown(f"{name} resigned on Monday."),
        ),
        when=(
            When(value="2024-04-22", precision="day", role="event", text="Monday", rule="when.weekday", **shown("Monday")),
        ),
        where=(Where(name="Bergen", kind="city", role="dateline", country_code="NO", rule="where.city", **shown("BERGEN")),),
        quotes=(
            Quote(
                id="q1",
                text=said,
                kind="direct",
                speaker=Speaker(name=name, who="w1", text="she", rule="quotes.pronoun", **shown("she")),
                cue="said",
                rule="quotes.marks",
                **shown(said),
            ),
        ),
    )


def example(name: str) -> Any:
    """Give an example of a document.

    Args:
        name: of its model.

    Returns:
        What JSON can hold.
    """
    return _documents()[name]


@cache
def _documents() -> dict[str, Any]:
    event = example_event()
    end = {"next": None, "has_more": False}
    told = QuotedIn(
        id=_ID, revision=2, url=_PAGE, headline=event.article.headline, language="en", published=_PUBLISHED, updated=_LATER
    )
    quote = QuoteItem.model_construct(**dict(event.quotes[0]), event=told)
    document = event.model_dump(mode="json")
    return {
        "EventList": {"items": [document], **end},
        "QuoteList": {"items": [quote.model_dump(mode="json")], **end},
        "FacetList": {"items": [_counted("person", "ingrid-solvang", "Ingrid Solvang")], **end},
        "TypeList": {"items": [_counted("type", "resignation", "Resignation") | _type("resignation")], **end},
        "ChangeList": _changes(document),
        "EventState": _state(document),
        "Event": document,
        "EventTypes": {"scheme": TOPICS, "types": [_listed("resignation")]},
        "RevisionList": _revisions(document),
    }


def _listed(name: str) -> dict[str, Any]:
    known = event_type(name)
    return {"slug": facet_slug(name)} | known.model_dump() if known else {}


def _revisions(event: dict[str, Any]) -> dict[str, Any]:
    when = {"updated": _LATER.isoformat(), "modified": _PUBLISHED.isoformat()}
    headline = {"field": "article.headline", "before": "Harbour master goes", "after": event["article"]["headline"]}
    changed = {"fields": [headline], "answers": [], "quotations": []}
    latest = {"revision": 2, "sequence": 12, **when, "digest": digest_of(event), "since": 1, "differences": changed}
    return {"id": _ID, "url": _PAGE, "count": 2, "items": [latest], "next": None, "has_more": False}


def _changes(event: dict[str, Any]) -> dict[str, Any]:
    digest = digest_of(event)
    chain = chained(NOTHING, link_of(12, "upsert", _ID, 2, digest))
    head = {"sequence": 12, "op": "upsert", "id": _ID, "revision": 2, "updated": _LATER.isoformat(), "url": _PAGE}
    end = {"next": None, "has_more": False, "cursor": "c2lnbmF0dXJlLi4uLlsxMl0", "sequence": 12, "chain": chain}
    return {"items": [head | {"digest": digest, "chain": chain, "event": event}], **end}


def _state(event: dict[str, Any]) -> dict[str, Any]:
    digest, members = digest_of(event), SetDigest()
    members.add(_ID, digest)
    sums = {"count": 1, "digest": members.hex}
    head = {"sequence": 12, "cursor": "12", **sums, "chain": chained(NOTHING, link_of(12, "upsert", _ID, 2, digest))}
    events = [{"id": _ID, "revision": 2, "digest": digest}]
    return head | {"prefix": "0b", "children": [{"prefix": "0b5", **sums}], "events": events}


def _counted(kind: FacetKind, slug: str, label: str) -> dict[str, Any]:
    page = page_path(Selection(kind=kind, slug=slug))
    events = f"{_HOST}{EVENTS_API}?{kind}={slug}"
    return FacetCount(slug=slug, label=label, count=3, url=f"{_HOST}{page}", events=events).model_dump(mode="json")


def _type(name: str) -> dict[str, Any]:
    known = event_type(name)
    return known.model_dump(include={"definition", "topic", "topic_name"}) if known else {}
