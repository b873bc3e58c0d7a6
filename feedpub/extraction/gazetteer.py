"""The gazetteer: names of places and what they name, read from one file that is mapped into memory and never parsed whole.

The file (data/gazetteer.bin, written by benchmarks/data/gazetteer.py) holds a hash table from names to rows. A look-up
touches one bucket: about a microsecond, whether the name is known or not. Sources: GeoNames (CC BY 4.0) and others, see
data/NOTICE.
"""

import json
import mmap
import re
import struct
import unicodedata
from collections.abc import Callable
from functools import cache
from math import nan
from pathlib import Path
from typing import Literal, NamedTuple
from zlib import crc32

from feedpub.language.memo import Memo
from feedpub.model.event import WhereKind

FILE = Path(__file__).parent / "data" / "gazetteer.bin"
MAGIC = b"FEEDGAZ1"
ROW = struct.Struct("<iiIIIHHBBB")
NOWHERE = 1 << 30  # in place of a latitude, of what has none

Feature = Literal[
    "country", "state", "county", "city", "capital", "continent", "region", "island", "mountains", "desert", "sea", "ocean",
    "lake", "river", "area", "venue", "historical", "union", "space",
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
        latitude: degrees north; not a number for what lies beyond the Earth.
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


class _File:
    """The file, mapped into memory; each section is described in benchmarks/data/gazetteer_file.py."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as opened:
            self.data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        if self.data[:8] != MAGIC:
            raise ValueError(f"{path} is no gazetteer of this version")
        header = json.loads(self.data[12 : 12 + int.from_bytes(self.data[8:12], "little")])
        self._sections: dict[str, tuple[int, int]] = header["sections"]
        start, length = self._sections["buckets"]
        self.buckets = memoryview(self.data)[start : start + length].cast("I")
        self.entries, self.rows, self.names = (self._sections[name][0] for name in ("entries", "rows", "names"))
        self.regions, self.counties, self.countries = map(self._lines, ("regions", "counties", "countries"))

    def _lines(self, section: str) -> list[str]:
        start, length = self._sections[section]
        return self.data[start : start + length].decode().split("\n")

    def find(self, wanted: str) -> GazetteerEntry:
        """Find what is kept under a key."""
        encoded = wanted.encode()
        bucket = crc32(encoded) & (len(self.buckets) - 2)
        start, end = self.entries + self.buckets[bucket], self.entries + self.buckets[bucket + 1]
        at = self.data.find(b"\0" + encoded + b"\0", start, end) if "\0" not in wanted else -1
        if at < 0:
            return NOTHING
        at += len(encoded) + 2
        flags, count = self.data[at], self.data[at + 1]
        numbers = struct.unpack_from(f"<{count}I", self.data, at + 2)
        rows = tuple(self._row((number & NUMBER) >> 1, primary=not number & 1) for number in numbers)
        return GazetteerEntry(rows, flags & FLAGS)

    def _row(self, number: int, *, primary: bool) -> PlaceRow:
        at = self.rows + number * ROW.size
        latitude, longitude, identifier, people, name, *divisions, feature, length = ROW.unpack_from(self.data, at)
        spelled = self.data[self.names + name : self.names + name + length].decode()
        region, county, country = divisions
        within = self.countries[country], self.regions[region], self.counties[county]
        degrees: tuple[float, float] = (nan, nan) if latitude == NOWHERE else (latitude / 100_000, longitude / 100_000)
        return PlaceRow(spelled, FEATURES[feature], *within, *degrees, identifier, people, primary)


@cache
def _file() -> _File:
    return _File(FILE)


def _find(wanted: str) -> GazetteerEntry:
    return _file().find(wanted)


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
    return _entry("~" + key(name))


def lookup_abbreviation(text: str, *, qualifying: bool = False) -> tuple[PlaceRow, ...]:
    """Find the places that an abbreviation names; case and dots count.

    Args:
        text: such as "U.S." or "Calif.".
        qualifying: also those that name a place only after another one, such as "Portland, OR".

    Returns:
        The places.
    """
    return _entry("=" + text).rows or (_entry("," + text).rows if qualifying else ())


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
