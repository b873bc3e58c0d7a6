"""Write feedpub/extraction/data/gazetteer.bin from published packages and the lists beside it.

    python -m venv /tmp/gaz && /tmp/gaz/bin/pip install -r benchmarks/data/requirements.txt
    PYTHONPATH=. /tmp/gaz/bin/python -m benchmarks.data.gazetteer

The same versions give the same bytes. What the file holds is described in feedpub/extraction/gazetteer.py.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from statistics import median

from benchmarks.data import gazetteer_file as file
from benchmarks.data import gazetteer_sources as sources
from feedpub.extraction.gazetteer import FEATURES, FILE, GIVEN, ORDINARY, SURNAME, Feature, key

LATIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u017f][A-Za-z\u00c0-\u024f\u1e00-\u1eff' .’`ʻ‘-]+")
WELL_KNOWN = 15_000  # inhabitants from which a city's other names are worth their bytes
FAMOUS = 300_000  # inhabitants from which even a name that is also a word or a person's is kept
ARTICLE = re.compile(r"^(?:Al|El|Ad|An|Ar|As|Ash|At|Az)[- ]")  # Arabic names stand with and without it
ABBREVIATED = re.compile(r"(?:[A-Z]\.)+|[A-Z]{2,5}|[A-Z]\. [A-Z]\w+")
IMPORTANCE: dict[Feature, float] = {"country": 1e12, "continent": 1e11, "union": 1e11, "capital": 3}


def centre(cities: Sequence[sources.City], published: tuple[float, float] | None) -> tuple[float, float] | None:
    """Say where a region lies: between a published point and the middle of the land that its cities span.

    Without a point it lies in the middle of the cities, each weighed by the root of its inhabitants; without both, nowhere.
    """
    if not cities:
        return published
    if published is None:
        weights = [sqrt(city.population + 1) for city in cities]
        return (
            sum(weight * city.latitude for weight, city in zip(weights, cities, strict=True)) / sum(weights),
            sum(weight * city.longitude for weight, city in zip(weights, cities, strict=True)) / sum(weights),
        )
    # A source puts the odd city into the wrong region: what lies far beyond the others is not counted.
    distances = [abs(city.latitude - published[0]) + abs(city.longitude - published[1]) for city in cities]
    limit = 5 * median(distances) + 0.5
    near = [city for city, distance in zip(cities, distances, strict=True) if distance <= limit]
    spanned = middle([city.latitude for city in near]), middle([city.longitude for city in near])
    return (spanned[0] + published[0]) / 2, (spanned[1] + published[1]) / 2


def middle(numbers: Sequence[float]) -> float:
    """Return what lies halfway between the lowest and the highest."""
    return (min(numbers) + max(numbers)) / 2


class Gazetteer:
    """All that is collected before the file is written."""

    def __init__(self) -> None:
        self.places: list[file.Place] = []
        self.names: dict[str, dict[int, int]] = defaultdict(dict)
        self.flags: dict[str, int] = defaultdict(int)

    def add(self, place: file.Place) -> int:
        """Keep a place and return its number."""
        self.places.append(place)
        return len(self.places) - 1

    def name(self, number: int, names: Iterable[str], *, main: bool = True) -> None:
        """Keep names of a place; a main name outranks another name that is spelled the same."""
        for name in names:
            if name.strip("~=, "):
                self.names[name][number] = min(self.names[name].get(number, 1), 0 if main else 1)

    def named(self, name: str, country: str, *features: Feature) -> int | None:
        """Find the most important place of that main name, in a country unless that is empty, of the features if any."""
        named = (number for number, other in self.names.get(key(name), {}).items() if not other)
        fitting = (number for number in named if country in ("", self.places[number].country))
        kept = (number for number in fitting if not features or self.places[number].feature in features)
        return max(kept, key=lambda number: (self.importance(number), -number), default=None)

    def spell(self, number: int | None, place: str, names: str, mark: str, form: Callable[[str], str] = str) -> None:
        """Keep the names of a line of our own lists, parted by strokes, under a mark."""
        if number is None:
            raise SystemExit(f"there is no {place} to be called {names}")
        self.name(number, [mark + form(name) for name in names.split("|") if name])

    def importance(self, number: int, other: int = 0) -> float:
        """Order the places of one name."""
        place = self.places[number]
        factor = IMPORTANCE.get(place.feature, 1)
        floor = 5e6 if not place.geonames_id else 1
        return float(max(place.population, floor)) * factor / (10 if other else 1)


def main() -> None:
    """Collect everything and write the file."""
    gazetteer, words, given, family = Gazetteer(), *sources.words()
    add_countries(gazetteer)
    divisions = add_divisions(gazetteer)
    add_cities(gazetteer, divisions, words | given | family)
    add_own(gazetteer)
    for flag, listed in ((ORDINARY, words & gazetteer.names.keys()), (GIVEN, given)):
        for name in listed:
            gazetteer.flags[name] |= flag
    for name in family:
        gazetteer.flags[name] |= SURNAME
    entries = {
        name: (
            gazetteer.flags.get(name, 0),
            sorted(gazetteer.names.get(name, {}).items(), key=lambda item: (-gazetteer.importance(*item), item[0])),
        )
        for name in gazetteer.names.keys() | gazetteer.flags.keys()
    }
    FILE.write_bytes(file.packed(gazetteer.places, entries, sources.CREDITS))


def latin(names: Iterable[str]) -> list[str]:
    """Keep the names that English copy could print, as keys."""
    return sorted({key(name) for name in names if len(name) > 3 and LATIN.fullmatch(name)})


def add_countries(gazetteer: Gazetteer) -> None:
    """Countries, with what English copy calls them and their people."""
    ours = {code: (names.split("|"), words.split("|")) for code, names, words in sources.own("countries.tsv")}
    for place, other, demonym in sources.countries():
        number = gazetteer.add(place)
        names, words = ours.get(place.country, ([], []))
        spelled = [key(name) for name in names if name and not ABBREVIATED.fullmatch(name)]
        gazetteer.name(number, [*latin([place.name]), *spelled])
        gazetteer.name(number, latin(other), main=False)
        gazetteer.name(number, ["=" + name for name in names if ABBREVIATED.fullmatch(name)])
        gazetteer.name(number, ["~" + key(word) for word in [*words, demonym] if word])


def add_divisions(gazetteer: Gazetteer) -> dict[int, int]:
    """First- and second-level regions, in the middle of their cities or where ISO 3166-2 puts them."""
    inside: dict[int, list[sources.City]] = defaultdict(list)
    for city in sources.cities():
        for line in city.divisions:
            inside[line].append(city)
    points, found = sources.iso_points(), dict[int, int]()
    names = {division.line: division.name for division in sources.divisions()}
    for division in sources.divisions():
        cities, state, american = inside[division.line], division.level == 1, division.country == "US"
        point = centre(cities, points.get(division.iso))
        # A municipality of one city says nothing that the city does not; American counties are named more than their cities.
        if point is None or not (state or len(cities) >= (1 if american else 2)):
            continue
        above, people = division.name if state else names.get(division.parent, ""), sum(city.population for city in cities)
        feature: Feature = "state" if state else "county"
        place = file.Place(division.name, feature, division.country, above, "", *point, division.geonames_id, people)
        found[division.line] = number = gazetteer.add(place)
        gazetteer.name(number, latin([division.name]))
        # "Adams" alone never means Adams County, and every state has one.
        if state or not american:
            gazetteer.name(number, latin(division.names), main=state)
    return found


def add_cities(gazetteer: Gazetteer, divisions: dict[int, int], words: set[str]) -> None:
    """Cities and towns; other names only of those that are well known, and never a word or a person's name."""
    alternates, capitals = sources.alternates(), sources.capitals()
    for city in sources.cities():
        above = [gazetteer.places[divisions[line]] for line in city.divisions if line in divisions]
        admin1 = next((place.name for place in above if place.feature == "state"), "")
        county = next((place.name for place in above if place.feature == "county"), "")
        feature: Feature = "capital" if city.geonames_id in capitals else "city"
        point = city.latitude, city.longitude
        number = gazetteer.add(
            file.Place(city.name, feature, city.country, admin1, county, *point, city.geonames_id, city.population)
        )
        own_key = key(city.name)
        gazetteer.name(number, [own_key])
        if own_key.endswith(" city") and city.population > 1_000_000:
            gazetteer.name(number, [own_key.removesuffix(" city")])
        if city.population >= WELL_KNOWN:
            others = latin([*alternates.get(city.geonames_id, []), ARTICLE.sub("", city.name)])
            others = [one for one in others if len(one) > 3 and (city.population >= FAMOUS or one not in words)]
            gazetteer.name(number, [one for one in others if gazetteer.named(one, "", "country") is None], main=False)


def add_own(gazetteer: Gazetteer) -> None:
    """Our own lists: places, of which one that is there already only gets more names; then peoples and abbreviations."""
    for continent in sources.continents():
        gazetteer.name(gazetteer.add(continent), [key(continent.name)])
    features: dict[str, Feature] = {feature: feature for feature in FEATURES}
    for name, other, feature, country, latitude, longitude in sources.own("places.tsv"):
        spelled = [one for one in (name, *other.split("|")) if one]
        number = gazetteer.named(name, country) if country else None
        if number is None or not (
            gazetteer.places[number].feature == "state" or gazetteer.places[number].population > 1_000_000
        ):
            number = gazetteer.add(
                file.Place(name, features[feature], country, "", "", float(latitude or "nan"), float(longitude or "nan"))
            )
        gazetteer.name(number, [key(one) for one in spelled if not ABBREVIATED.fullmatch(one)])
        gazetteer.name(number, ["=" + one for one in spelled if ABBREVIATED.fullmatch(one)])
    for name, country, words in sources.own("demonyms.tsv"):
        gazetteer.spell(gazetteer.named(name, country), name, words, "~", key)
    for name, country, anywhere, qualifying in sources.own("abbreviations.tsv"):
        region = gazetteer.named(name, country, "state", "country")
        gazetteer.spell(region, name, anywhere, "=")
        gazetteer.spell(region, name, qualifying, ",")


if __name__ == "__main__":
    main()
