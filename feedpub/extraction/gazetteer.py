"""The gazetteer: names of places and what they name, read from one file that is mapped into memory and never parsed whole.

The file (data/gazetteer.bin, written by data/build/gazetteer.py) holds a hash table from names to rows. A look-up touches
one bucket: about a microsecond, whether the name is known or not. Sources: GeoNames (CC BY 4.0) and others, see data/NOTICE.
"""

import json
import mmap
import re
import struct
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple
from zlib import crc32

from feedpub.language.memo import Memo
from feedpub.model.event import WhereKind

FILE = Path(__file__).parent / "data" / "gazetteer.bin"
MAGIC = b"FEEDGAZ1"
ROW = struct.Struct("<iiIIIHHBBB")

Feature = Literal[
    "country", "state", "county", "city", "capital", "continent", "region", "island", "mountains", "desert", "sea", "ocean",
    "lake", "river", "area", "venue", "historical", "union",
]  # fmt: skip
FEATURES: tuple[Feature, ...] = Feature.__args__  # type: ignore[attr-defined]  # typing knows no public way to list a Literal
KINDS: dict[Feature, WhereKind] = {
    "country": "country", "state": "region", "county": "region", "city": "city", "capital": "city", "venue": "venue",
}  # fmt: skip

ORDINARY, GIVEN, SURNAME = 1, 2, 4
"""What else a name is: an ordinary word of English, a given name, a family name."""


class PlaceRow(NamedTuple):
    """One place that a name may mean.

    Args:
        name: as GeoNames has it, in English where it has English.
        feature: what sort of place it is.
        country_code: ISO 3166-1 alpha-2; empty where it lies in many countries or none.
        admin1: name of its first-level region, or empty.
        county: name of its second-level region, or empty.
        latitude: degrees north.
        longitude: degrees east.
        geonames_id: number in GeoNames; 0 for a place of our own list.
        population: 0 where nobody counted.
        primary: whether the name that was looked up is its main name, rather than another one.
    """

    name: str
    feature: Feature
    country_code: str
    admin1: str
    county: str
    latitude: float
    longitude: float
    geonames_id: int
    population: int
    primary: bool

    @property
    def kind(self) -> WhereKind:
        """What the event calls it."""
        return KINDS.get(self.feature, "area")


class GazetteerEntry(NamedTuple):
    """What the gazetteer knows of a name.

    Args:
        rows: the places that it may mean, the best known first; none for a word that is only a person's name.
        flags: ORDINARY, GIVEN and SURNAME, added up.
    """

    rows: tuple[PlaceRow, ...]
    flags: int


NOTHING = GazetteerEntry((), 0)
NUMBER, FLAGS = 0x7FFFFFFF, 0x7F
"""A set highest bit in the file's numbers and flags keeps their bytes from looking like a short key between two zeros."""


class _File(NamedTuple):
    data: mmap.mmap
    buckets: memoryview
    entries: int
    rows: int
    names: int
    regions: tuple[str, ...]
    counties: tuple[str, ...]
    countries: tuple[str, ...]


def _find(wanted: str) -> GazetteerEntry:
    file, encoded = _file(), wanted.encode()
    bucket = crc32(encoded) & (len(file.buckets) - 2)
    start, end = file.entries + file.buckets[bucket], file.entries + file.buckets[bucket + 1]
    at = file.data.find(b"\0" + encoded + b"\0", start, end) if "\0" not in wanted else -1
    if at < 0:
        return NOTHING
    at += len(encoded) + 2
    flags, count = file.data[at], file.data[at + 1]
    numbers = struct.unpack_from(f"<{count}I", file.data, at + 2)
    return GazetteerEntry(
        tuple(_row(file, (number & NUMBER) >> 1, primary=not number & 1) for number in numbers), flags & FLAGS
    )


_entry = Memo(_find, most=32_768).__getitem__


def lookup(name: str) -> GazetteerEntry:
    """Find what is known of a name, whatever its case and accents: "St. Paul" and "Saint Paul" are the same.

    Args:
        name: of one word or several.

    Returns:
        The entry; ``NOTHING`` for an unknown name.
    """
    return _entry(key(name))


def lookup_people(name: str) -> GazetteerEntry:
    """Find the places that an adjective or a name for their people refers to: "Turkish", "Londoners".

    Args:
        name: of one word or several.

    Returns:
        The entry; ``NOTHING`` where the name is no people's.
    """
    plain = key(name)
    return _entry("~" + plain) if plain.encode() in _demonyms() else NOTHING


def lookup_abbreviation(text: str, *, qualifying: bool = False) -> tuple[PlaceRow, ...]:
    """Find the places that an abbreviation names; case and dots count.

    Args:
        text: such as "U.S." or "Calif.".
        qualifying: also those that name a place only after another one, such as "Portland, OR".

    Returns:
        The places.
    """
    return _entry("=" + text).rows or (_entry("," + text).rows if qualifying else ())


@cache
def _demonyms() -> frozenset[bytes]:
    """Collect the keys of demonyms, so that other names need not be looked up; some bytes of numbers come with them."""
    file = _file()
    found, at = set[bytes](), file.data.find(b"\0~", file.entries)
    while at >= 0:
        found.add(file.data[at + 2 : file.data.find(b"\0", at + 1)])
        at = file.data.find(b"\0~", at + 1)
    return frozenset(found)


def _row(file: _File, number: int, *, primary: bool) -> PlaceRow:
    latitude, longitude, identifier, population, name, region, county, country, feature, length = ROW.unpack_from(
        file.data, file.rows + number * ROW.size
    )
    at = file.names + name
    return PlaceRow(
        name=file.data[at : at + length].decode(),
        feature=FEATURES[feature],
        country_code=file.countries[country],
        admin1=file.regions[region],
        county=file.counties[county],
        latitude=latitude / 100_000,
        longitude=longitude / 100_000,
        geonames_id=identifier,
        population=population,
        primary=primary,
    )


@cache
def _file() -> _File:
    with FILE.open("rb") as opened:
        data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    if data[:8] != MAGIC:
        raise ValueError(f"{FILE} is no gazetteer of this version")
    size = int.from_bytes(data[8:12], "little")
    header = json.loads(data[12 : 12 + size])
    at: dict[str, tuple[int, int]] = header["sections"]

    def words(section: str) -> tuple[str, ...]:
        start, length = at[section]
        return tuple(data[start : start + length].decode().split("\n"))

    start, length = at["buckets"]
    return _File(
        data=data,
        buckets=memoryview(data)[start : start + length].cast("I"),
        entries=at["entries"][0],
        rows=at["rows"][0],
        names=at["names"][0],
        regions=words("regions"),
        counties=words("counties"),
        countries=words("countries"),
    )


_DROPPED = re.compile(r"[’'`ʻ‘ʼʹ.]")
_SPACED = re.compile(r"[-–/,\s]+")
_LONG = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")


def _key(name: str) -> str:
    """Reduce a name to the form under which the gazetteer keeps it.

    Args:
        name: as written.

    Returns:
        Lower case without accents, dots, apostrophes and hyphens, "saint", "mount" and "fort" shortened.
    """
    text = name.casefold()
    if not _PLAIN.fullmatch(text):
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in text if not unicodedata.combining(letter)).casefold()
        text = _SPACED.sub(" ", _DROPPED.sub("", text)).strip()
    first, space, rest = text.partition(" ")
    return _LONG[first] + space + rest if first in _LONG and rest else text


key: Callable[[str], str] = Memo(_key).__getitem__
