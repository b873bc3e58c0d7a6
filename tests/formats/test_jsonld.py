"""The JSON-LD as a search engine expands it."""

from typing import Any

import orjson
import pytest
from pyld import jsonld as processor

from feedpub.formats import jsonld
from feedpub.model.event import Event, When
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


def test_past_news_does_not_ask_for_an_event_listing() -> None:
    happened = node(samples.bridge())["about"][0]
    assert happened["@type"] == "Event"
    assert happened["startDate"] == "2024-04-22"
    assert not {"location", "offers", "eventAttendanceMode"} & set(happened)


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
