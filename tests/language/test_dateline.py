import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from feedpub.language.dateline import Part, dateline_parts, find_dateline
from feedpub.language.en import ENGLISH
from feedpub.model.document import article_id
from tests.builders import written

_Places = list[tuple[str, ...]]


@pytest.mark.parametrize(
    ("text", "places", "date", "agency"),
    [
        ("GDYNIA, Poland — The port", [("GDYNIA", "Poland")], None, None),
        ("PARIS (Reuters) - The port", [("PARIS",)], None, "Reuters"),
        ("MOMBASA, Kenya, March 3 (AP) — The port", [("MOMBASA", "Kenya")], "March 3", "AP"),
        ("OSLO, 3 May 2025 (Coast Wire) -- The port", [("OSLO",)], "3 May 2025", "Coast Wire"),
        ("LIMA, Monday, Sept. 30 – The port", [("LIMA",)], "Monday, Sept. 30", None),
        ("SEOUL (May 3) -- The port", [("SEOUL",)], "May 3", None),
        ("BEIJING, 2025-03-03 — The port", [("BEIJING",)], "2025-03-03", None),
        ("CAIRO (AFP), April 9 — The port", [("CAIRO",)], "April 9", "AFP"),
        ("PARIS/BERLIN — The port", [("PARIS",), ("BERLIN",)], None, None),
        ("BONN, Germany, and GRAZ, Austria — The port", [("BONN", "Germany"), ("GRAZ", "Austria")], None, None),
        ("Oslo and Bergen — The port", [("Oslo",), ("Bergen",)], None, None),
        ("TUZLA, Bosnia and Herzegovina — The port", [("TUZLA", "Bosnia and Herzegovina")], None, None),
        ("Tuzla, Bosnia and Herzegovina — The port", [("Tuzla", "Bosnia and Herzegovina")], None, None),
        ("BUENOS AIRES, ARGENTINA — The port", [("BUENOS AIRES", "ARGENTINA")], None, None),
        ("ANCHORAGE, Alaska, U.S. — The port", [("ANCHORAGE", "Alaska", "U.S.")], None, None),
        ("ST. JOHN'S, Canada—The port", [("ST. JOHN'S", "Canada")], None, None),
        ("McALLEN, Texas — The port", [("McALLEN", "Texas")], None, None),
        ("RIO de JANEIRO, Brazil--The port", [("RIO de JANEIRO", "Brazil")], None, None),
        ("NAPLES, Italy (AP)_ The port", [("NAPLES", "Italy")], None, "AP"),
        ("NAPLES (AP) \x97 The port", [("NAPLES",)], None, "AP"),
        ("NAPLES _\n\nThe port", [("NAPLES",)], None, None),
        ("NAPLES, Italy (AP) The port", [("NAPLES", "Italy")], None, "AP"),
        ("NAPLES, Italy, April 5 (APP):The port", [("NAPLES", "Italy")], "April 5", "APP"),
        ("(NEW HAVEN) — The port", [("NEW HAVEN",)], None, None),
        ("Port shut for a month.\n\nGDYNIA, Poland — The port", [("GDYNIA", "Poland")], None, None),
        ("Port shut for a month\nGdynia, Poland (Coast Wire) — The port", [("Gdynia", "Poland")], None, "Coast Wire"),
        ("Mayor: Port to shut. GDYNIA — The port", [("GDYNIA",)], None, None),
        ("ANN LEE and BOB RAY, Coast Press GDYNIA (AP) — The port", [("GDYNIA",)], None, "AP"),
        ("ON THE U.S.-MEXICO BORDER — The port", [("ON THE U.S.-MEXICO BORDER",)], None, None),
        ("JENIN, occupied West Bank — The port", [("JENIN", "occupied West Bank")], None, None),
        ("ABIDJAN, Côte d'Ivoire — The port", [("ABIDJAN", "Côte d'Ivoire")], None, None),
        ("ŁÓDŹ — “We wait", [("ŁÓDŹ",)], None, None),
        ("ATHENS, Greece: The port", [("ATHENS", "Greece")], None, None),
        ("NEW DELHI: The port", [("NEW DELHI",)], None, None),
        ("Kuala Lumpur: “We wait", [("Kuala Lumpur",)], None, None),
        ("WASHINGTON: The port", [("WASHINGTON",)], None, None),
        ("KARACHI/LAHORE: The port", [("KARACHI",), ("LAHORE",)], None, None),
        ("New Delhi, March 3 (PTI): The port", [("New Delhi",)], "March 3", "PTI"),
        ("Washington CNN — The port", [("Washington",)], None, "CNN"),
        ("Gaza City – The port", [("Gaza City",)], None, None),
        ("By Ann Lee LONDON, 3 May (Agency) -- The port", [("LONDON",)], "3 May", "Agency"),
        ("By Ann Lee and Bob Ray\n\nLagos, Nigeria — The port", [("Lagos", "Nigeria")], None, None),
        ("\n QUITO —\n\nThe port", [("QUITO",)], None, None),
    ],
)
def test_a_dateline_is_found_in_every_wire_style(text: str, places: _Places, date: str | None, agency: str | None) -> None:
    found = find_dateline(text, ENGLISH)
    assert found is not None
    assert [(place.text, *(part.text for part in place.within)) for place in found.places] == places
    assert (found.date and found.date.text, found.agency and found.agency.text) == (date, agency)
    assert text[found.start :].startswith(places[0][0])
    assert find_dateline(text[: found.end], ENGLISH) is None
    assert text[found.end :] in ("The port", "“We wait")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor — in office since May — resigned.",
        "Paris — Europe's fullest city — is closed.",
        "Prices rose — Inflation is back.",
        "On Monday — The day of the vote",
        "In Paris, France — The vote",
        "She said: The vote is off.",
        "Washington: The vote is off.",
        "BREAKING — The vote is off.",
        "NATO: The vote is off.",
        "COUNCIL HEAD: The vote is off.",
        "(CNN) — The vote is off.",
        "(Coast News) -- The vote is off.",
        "LINDQVIST--Per, of Oslo, on Sunday.",
        "He came late. It was Gdynia, Poland — The port",
        "Mr. Lee, of Gdynia (Poland) The port",
        "Monday — The vote is off.",
        "GDYNIA — the port is closed.",
        "A well-known port.",
        "“We wait” — The pilot",
        "GDYNIA, Poland —",
        "GDYNIA\nPoland — The port",
        "—",
        "",
    ],
)
def test_an_ordinary_sentence_is_no_dateline(text: str) -> None:
    assert find_dateline(text, ENGLISH) is None


@settings(deadline=None)
@given(st.text(alphabet="AB ab,./()—–-:\n3Mayd'’", max_size=60))
def test_every_part_stands_where_it_says(text: str) -> None:
    found = find_dateline(text, ENGLISH)
    if found is None:
        return
    named = [Part(*place[:3]) for place in found.places] + [part for place in found.places for part in place.within]
    for part in [*named, *filter(None, (found.date, found.agency))]:
        assert found.start <= part.start < part.end < found.end
        assert text[part.start : part.end] == part.text
    assert found.end < len(text)
    assert not text[found.end].isspace()


@pytest.mark.parametrize(
    "text",
    [
        "MOMBASA, Kenya, March 3 (AP) — The port reopened.",
        "BONN, Germany, and GRAZ, Austria — The port reopened.",
        "(NEW HAVEN) — The port reopened.",
        "Port shut for a month.\n\nGDYNIA, Poland — The port reopened.",
    ],
)
def test_an_article_carries_what_its_dateline_is_cut_into_again(text: str) -> None:
    found, copy = find_dateline(text, ENGLISH), written(id=article_id("test", text), headline="A port", text=text)
    again = dateline_parts(copy)
    assert found is not None
    assert again == found._replace(agency=None)
    assert copy.dateline is not None
    assert text[copy.dateline.start : copy.dateline.end] == text[found.start : found.end]


def test_a_dateline_that_does_not_stand_in_the_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="does not stand in the text"):
        written(id=article_id("test", "x"), headline="A", text="OSLO — A", dateline={"start": 0, "end": 7, "place": "ROMA"})
