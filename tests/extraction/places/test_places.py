"""The places of whole articles: which of its namesakes each is, and where the main event happened."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.extraction import extract
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.options import Options
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.places.location import locate
from feedpub.model.document import article_id
from feedpub.model.event import Where
from tests.builders import article, written


def wheres(text: str, headline: str = "", home: str | None = None) -> list[Where]:
    made = written(
        id=article_id("tests", "where"),
        headline=headline or "Made for the test",
        headline_generated=not headline,
        text=text,
        published=date(2024, 4, 22),
    )
    return list(extract(made, Options(home_country=home))[0].where)


def one(found: list[Where], name: str, use: str = "literal") -> Where:
    (place,) = (where for where in found if where.name == name and where.use == use)
    return place


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("The mayor of Paris met farmers from Lamar County. Texas pays for the road.", "Paris", "Texas"),
        ("The mayor of Paris met the mayors of Lyon and Marseille.", "Paris", "Île-de-France"),
        ("Deputies in Athens said the roads in Georgia were icy. Atlanta was worse.", "Athens", "Georgia"),
        ("The match in Birmingham follows those in Leeds and Coventry.", "Birmingham", "England"),
        ("The match in Birmingham follows those in Montgomery and Mobile, Alabama.", "Birmingham", "Alabama"),
        (
            "Firefighters from Huntsville came to Walker County, the sheriff said. Texas sent a helicopter.",
            "Huntsville",
            "Texas",
        ),
        (
            "Bo Lind of Austin, Texas, died there. The British soldier was born in Manchester and trained in Colchester.",
            "Manchester",
            "England",
        ),
        ("Fever may spread to Central Africa: Nigeria, Cameroon and Chad.", "Central Africa", None),
        ("British visitors were held in Perth. A British man was held in Melbourne.", "Perth", "Western Australia"),
        ("London was quiet. The rest of Ontario was not; Toronto and Kitchener shut their schools.", "London", "Ontario"),
    ],
)
def test_the_other_places_of_an_article_say_which_namesake_is_meant(text: str, name: str, region: str) -> None:
    assert one(wheres(text), name).admin1 == region


def test_georgia_is_the_country_beside_tbilisi_and_the_state_beside_atlanta() -> None:
    assert one(wheres("Georgia holds elections; Tbilisi is full of posters."), "Georgia").kind == "country"
    assert one(wheres("Georgia holds elections; Atlanta is full of posters."), "Georgia").kind == "region"


def test_what_is_said_once_holds_for_the_whole_article() -> None:
    found = wheres("Rain fell in Springfield, Mass., all day. Springfield closed its schools, and Springfield had no power.")
    place = one(found, "Springfield")
    assert place.admin1 == "Massachusetts"
    assert len(place.evidence) == 3


def test_the_publishers_country_decides_between_namesakes_of_one_size() -> None:
    text = "A fire broke out in Newcastle overnight."
    assert one(wheres(text, home="AU"), "Newcastle").country_code == "AU"
    assert one(wheres(text, home="GB"), "Newcastle").country_code == "GB"


def test_a_place_carries_what_a_map_needs() -> None:
    place = one(wheres("A fire broke out in Nairobi overnight."), "Nairobi")
    assert (place.country_code, place.kind, place.role) == ("KE", "city", "event")
    assert place.latitude == pytest.approx(-1.28, abs=0.1)
    assert place.longitude == pytest.approx(36.82, abs=0.1)
    assert place.geonames_id == 184745


@pytest.mark.parametrize(
    ("text", "event", "dateline"),
    [
        ("NAIROBI, Kenya (AP) — The finance minister resigned on Monday over a missing report.", "Nairobi", None),
        ("WASHINGTON (Reuters) - A bomb exploded in Baghdad on Monday, killing two people.", "Baghdad", "Washington"),
        ("NEW DELHI, May 3 — Soldiers shot three men in Srinagar on Friday, police said.", "Srinagar", "New Delhi"),
        ("OSLO — The minister quit over the worst failure in Norway's history. Norway mourns, Norway waits.", "Oslo", None),
        ("OSLO — Norway's parliament voted on Tuesday to raise the retirement age.", "Oslo", None),
        ("People held an Accra rally in support of Togo on Saturday. It was the second.", "Accra", None),
        (
            "A train left the rails in Leeds on Sunday. Passengers from Bradford and York were taken to hospital.",
            "Leeds",
            None,
        ),
    ],
)
def test_the_event_is_where_the_lead_puts_it_else_at_the_dateline(text: str, event: str, dateline: str | None) -> None:
    roles = {where.role: where.name for where in reversed(wheres(text))}
    assert roles["event"] == event
    assert roles.get("dateline") == dateline


def test_the_place_of_the_event_is_claimed_first_and_only_once() -> None:
    found = wheres("ACCRA, Ghana — Police in Kumasi arrested a man. Ghana, Togo and Kumasi were named; Kumasi is calm.")
    assert [where.role for where in found].count("event") == 1
    assert found[0].role == "event"


def test_no_place_no_claim() -> None:
    assert wheres("Nothing happened anywhere, said the chairman.") == []


def test_the_headline_is_evidence_too_unless_the_program_made_it() -> None:
    text = "Police in Kumasi arrested a man on Monday."
    place = one(wheres(text, headline="Man held in Kumasi"), "Kumasi")
    assert [(span.text, span.field) for span in place.evidence] == [("Kumasi", None), ("Kumasi", "headline")]
    assert all(span.field is None for span in one(wheres(text), "Kumasi").evidence)


def test_one_place_in_two_uses_is_listed_once_for_each() -> None:
    found = wheres("Kenya lost. Kenyan fans in Kenya wept.")
    assert {(where.name, where.use) for where in found} >= {("Kenya", "demonym"), ("Kenya", "literal")}
    assert all(where.country_code == "KE" for where in found)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            "Paris London , . and in the Mr U.S. County Smith said -- ( ) Texas \n\n al- Bank of York É".split(" ")
        ),
        min_size=1,
    )
)
def test_any_run_of_words_gives_mentions_in_order_that_do_not_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    found = locate(Analysis(article(text=text)))
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert found == locate(Analysis(article(text=text)))


def test_a_candidate_says_what_speaks_for_its_place() -> None:
    text = "A fire broke out in Springfield. Chicago, Peoria and Illinois sent help; Cairo did not."
    found = {one.name: one for one in Analysis(article(text=text)).layer(place_candidates)}
    certainty = found["Springfield"].certainty
    assert certainty is not None
    assert certainty.namesakes > 10
    assert 0 < certainty.margin < certainty.share <= 1
    assert certainty.nearness == "near"
