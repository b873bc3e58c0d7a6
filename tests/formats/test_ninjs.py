"""ninjs as a news system takes it in."""

from typing import Any

import orjson
import pytest

from feedpub.formats import ninjs
from feedpub.model.event import Event, When
from tests.formats import samples


def document(event: Event) -> dict[str, Any]:
    entry = samples.entry("bridge").model_copy(update={"event": event})
    made = orjson.loads(ninjs.render(samples.feed(entry)))
    assert isinstance(made, dict)
    return made


def associated(made: dict[str, Any], ending: str) -> list[dict[str, Any]]:
    return [one for one in made["associations"] if one["rel"].endswith(ending)]


def test_each_quotation_is_an_object_with_its_speaker_and_the_place_of_its_words() -> None:
    made = document(samples.bridge())
    first, second, third = associated(made, "-quote")
    assert [one["rel"] for one in (first, second, third)] == ["direct-quote", "direct-quote", "indirect-quote"]
    assert first["people"][0]["uri"] == made["people"][0]["uri"]
    assert third["infoSources"] == [{"name": "the authority", "role": "speaker"}]
    text = made["bodies"][0]["value"]
    found = []
    for alternative in second["altIds"]:
        start, end = map(int, alternative["value"].removeprefix("text#char=").split(","))
        found.append(text[start:end])
    assert found == ["Until then,", "nobody crosses it."]


@pytest.mark.parametrize(
    ("value", "precision", "dates"),
    [
        ("2024-04-22", "day", {"expectedStartDate": "2024-04-22"}),
        ("2024-04-22/2024-04-24", "day", {"expectedStartDate": "2024-04-22", "expectedEndDate": "2024-04-24"}),
        ("2024-04-22T15:30-04:00", "minute", {"startDate": "2024-04-22T15:30:00-04:00"}),
        ("2023-10", "month", {"expectedStartDate": "2023-10"}),
        ("2024-21", "season", None),
    ],
)
def test_the_main_event_has_its_date_as_exactly_as_it_is_known(value: str, precision: Any, dates: Any) -> None:
    event = samples.bridge()
    when = event.when[0].model_dump() | {"value": value, "precision": precision}
    (happened,) = associated(document(event.model_copy(update={"when": (When.model_validate(when),)})), "main-event")
    assert happened.get("eventDetails", {}).get("dates") == dates


def test_a_retraction_is_canceled_and_has_its_notice_only() -> None:
    made = document(samples.retracted())
    assert made["pubStatus"] == "canceled"
    assert made["bodies"][0]["value"] == "The report named the wrong company. We apologise."
    assert "associations" not in made


def test_a_place_has_its_point_and_its_role() -> None:
    place = document(samples.bridge())["places"][0]
    assert (place["rel"], place["uri"]) == ("event", "https://sws.geonames.org/3161732/")
    assert place["geoJSON"] == {"type": "Point", "coordinates": [5.32415, 60.39299]}
