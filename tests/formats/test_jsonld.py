"""The JSON-LD as a search engine expands it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import pytest
from pyld import jsonld as processor

from feedpub.formats import jsonld
from feedpub.model.event import Event, When
from feedpub.model.feed import Entry
from tests.formats import samples

# Enough of schema.org's context: every term is in its vocabulary, and these values are addresses.
CONTEXT = {"@vocab": "http://schema.org/"} | {term: {"@type": "@id"} for term in ("url", "sameAs", "isBasedOn")}
S = "http://schema.org/"


def loader(url: str, options: object) -> dict[str, Any]:
    assert url == "https://schema.org", options
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def expanded(name: str) -> dict[str, Any]:
    document = orjson.loads(jsonld.render(samples.feed(samples.entry(name))))
    (node,) = processor.expand(document, {"documentLoader": loader})
    assert isinstance(node, dict)
    return node


def node(event: Event) -> dict[str, Any]:
    entry = samples.entry("bridge").model_copy(update={"event": event})
    return jsonld.article(entry, samples.SITE)


def test_it_expands_to_an_article_with_what_search_engines_read() -> None:
    article = expanded("bridge")
    assert article["@type"] == [S + "NewsArticle"]
    assert article["@id"] == samples.bridge().id
    wanted = (
        "headline datePublished dateModified author publisher articleBody dateline about mentions hasPart image correction"
    )
    assert {S + term for term in wanted.split()} <= set(article)
    assert article[S + "url"] == [{"@id": "https://news.example/articles/bridge"}]


def test_every_reference_leads_to_a_node_of_the_document() -> None:
    flat = processor.flatten(expanded("bridge"))
    described = {found["@id"] for found in flat if len(found) > 1}
    referred = {
        value["@id"]
        for found in flat
        for values in found.values()
        if isinstance(values, list)
        for value in values
        if isinstance(value, dict) and value.get("@id", "").startswith("urn:")
    }
    assert referred
    assert referred <= described


def test_quotations_name_their_speaker_and_indirect_ones_are_left_out() -> None:
    parts = node(samples.bridge())["hasPart"]
    assert [part["text"][:5] for part in parts] == ["I sig", "Until"]
    assert {part["creator"]["@id"] for part in parts} == {samples.bridge().id + "#w1"}


def test_the_place_of_the_dateline_is_told_from_the_place_of_the_event() -> None:
    article = node(samples.bridge())
    assert article["dateline"] == "BERGEN, Norway"
    assert article["locationCreated"] == {"@id": article["contentLocation"][0]["@id"]}
    assert [place["name"] for place in article["mentions"][-1:]] == ["Norway"]


def test_the_event_says_where_it_happened_and_sells_no_tickets() -> None:
    article = node(samples.bridge())
    happened = article["about"][0]
    assert (happened["@type"], happened["startDate"]) == ("Event", "2024-04-22")
    assert [happened["location"]] == article["contentLocation"]
    assert not {"offers", "eventAttendanceMode"} & set(happened)


def test_an_event_of_which_no_place_is_known_has_none() -> None:
    event = samples.bridge()
    places = tuple(where.model_copy(update={"role": "mentioned"}) for where in event.where)
    assert "location" not in node(event.model_copy(update={"where": places}))["about"][0]


@pytest.mark.parametrize(
    ("said", "stored", "written"),
    [
        (date(2024, 4, 22), datetime(2024, 4, 22, tzinfo=UTC), "2024-04-22"),
        (date(2024, 4, 22), datetime(2024, 4, 21, 15, tzinfo=UTC), "2024-04-22"),  # of a source in Tokyo
        (date(2024, 4, 22), datetime(2024, 4, 22, 5, tzinfo=UTC), "2024-04-22"),  # in Chicago
        (date(2024, 4, 22), datetime(2024, 4, 25, 8, 1, tzinfo=UTC), "2024-04-25T08:01:00+00:00"),
        (datetime(2024, 4, 22, tzinfo=UTC), datetime(2024, 4, 22, tzinfo=UTC), "2024-04-22T00:00:00+00:00"),
        (None, datetime(2024, 4, 22, tzinfo=UTC), "2024-04-22T00:00:00+00:00"),
    ],
)
def test_a_day_of_the_copy_stays_a_day(said: date | None, stored: datetime, written: str) -> None:
    event = samples.bare()
    event = event.model_copy(update={"article": event.article.model_copy(update={"published": said})})
    one = Entry(event=event, url="https://news.example/articles/x", published=stored, modified=stored)
    made = jsonld.article(one, samples.SITE)
    assert (made["datePublished"], made["dateModified"]) == (written, written)
    later = jsonld.article(one.model_copy(update={"modified": stored + timedelta(days=9, minutes=1)}), samples.SITE)
    assert len(later["dateModified"]) == len("2024-04-22T00:00:00+00:00")


def test_the_publisher_has_a_page_where_it_is_the_author() -> None:
    marit, press = node(samples.bridge())["author"]
    assert (marit["url"], press["url"]) == ("https://news.example/authors/marit-dale", "https://news.example")
    assert node(samples.bare())["author"][0]["url"] == "https://news.example"


def test_a_site_may_have_a_picture_for_articles_without_one() -> None:
    picture = "https://news.example/pictures/standing.png"
    site = samples.SITE.model_copy(update={"image": picture})
    assert jsonld.article(samples.entry("bare"), site)["image"] == [{"@type": "ImageObject", "url": picture}]
    assert jsonld.article(samples.entry("bridge"), site)["image"][0]["url"].endswith("bridge.jpg")


@pytest.mark.parametrize(
    ("value", "precision", "start", "end"),
    [
        ("2024-04-22", "day", "2024-04-22", None),
        ("2024-04-22/2024-04-24", "day", "2024-04-22", "2024-04-24"),
        ("2024-04-22T15:30-04:00", "minute", "2024-04-22T15:30-04:00", None),
        ("2024-04-22T15", "hour", "2024-04-22", None),
        ("2023-10", "month", "2023-10", None),
        ("2024-W17", "week", None, None),
        ("2024-33", "quarter", None, None),
        ("199X", "decade", None, None),
    ],
)
def test_a_date_is_given_only_as_exactly_as_it_is_known(
    value: str, precision: Any, start: str | None, end: str | None
) -> None:
    event = samples.bridge()
    when = When(
        value=value, precision=precision, role="event", text="on Monday", evidence=event.when[0].evidence, rule="sample"
    )
    about = node(event.model_copy(update={"when": (when,)}))["about"]
    happened = [found for found in about if found["@type"] == "Event"]
    assert [(found["startDate"], found.get("endDate")) for found in happened] == ([(start, end)] if start else [])


def test_the_type_of_the_event_is_a_media_topic() -> None:
    (topic,) = [found for found in node(samples.bridge())["about"] if found["@type"] == "DefinedTerm"]
    assert topic["@id"] == "http://cv.iptc.org/newscodes/mediatopic/20000509"


def test_nothing_is_said_of_an_event_that_answers_nothing() -> None:
    article = node(samples.bare())
    assert not {"about", "mentions", "dateline", "contentLocation", "locationCreated", "hasPart", "image"} & set(article)
    assert article["author"][0]["name"] == "Harbour Press"


def test_a_retraction_says_so() -> None:
    assert node(samples.retracted())["creativeWorkStatus"] == "Retracted"


def test_it_is_safe_inside_a_script_element() -> None:
    body = jsonld.render(samples.feed(samples.entry("bare")))
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(body.decode())
    assert orjson.loads(body)["articleBody"] == samples.bare().article.text
