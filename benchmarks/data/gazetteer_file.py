"""How the gazetteer lies in its file: header, hash buckets, entries, rows, names, tables of regions and countries."""

import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import isnan
from typing import NamedTuple
from zlib import crc32

from feedpub.extraction.gazetteer import FEATURES, FLAGS, MAGIC, NOWHERE, NUMBER, ROW, Feature

BUCKETS = 1 << 17
Entries = Mapping[str, tuple[int, Sequence[tuple[int, int]]]]


class Place(NamedTuple):
    """One row."""

    name: str
    feature: Feature
    country: str
    admin1: str
    county: str
    latitude: float
    longitude: float
    geonames_id: int = 0
    population: int = 0


def packed(places: Sequence[Place], entries: Entries, credits_: Iterable[str]) -> bytes:
    """Write everything.

    Args:
        places: the rows.
        entries: by key: flags, and the numbers of the rows, each with 1 where the key is not its main name.
        credits_: who made the sources.

    Returns:
        The file's bytes: the magic, the header's length, the header (JSON), the sections that it names.
    """
    buckets, blob = _hashed(entries)
    names = list(dict.fromkeys(place.name for place in places))
    offsets = dict(zip(names, accumulate((len(name.encode()) for name in names), initial=0), strict=False))
    regions, counties, countries = (
        _numbered(column) for column in zip(*((place.admin1, place.county, place.country) for place in places), strict=True)
    )
    table = (
        ROW.pack(
            *(NOWHERE if isnan(degrees) else round(degrees * 100_000) for degrees in (place.latitude, place.longitude)),
            *(place.geonames_id, place.population, offsets[place.name]),
            *(regions[place.admin1], counties[place.county], countries[place.country]),
            *(FEATURES.index(place.feature), len(place.name.encode())),
        )
        for place in places
    )
    lists = {"names": "".join(names)} | {
        section: "\n".join(numbers)
        for section, numbers in (("regions", regions), ("counties", counties), ("countries", countries))
    }
    sections = {"buckets": buckets, "entries": blob, "rows": b"".join(table)}
    return _filed(sections | {section: text.encode() for section, text in lists.items()}, credits_)


def _hashed(entries: Entries) -> tuple[bytes, bytes]:
    """Put each name into its bucket, and say where the buckets begin."""
    buckets = [b""] * BUCKETS
    for name, (flags, numbers) in sorted(entries.items()):
        kept = [number << 1 | other | NUMBER + 1 for number, other in numbers][:255]
        packed_entry = struct.pack(f"<BB{len(kept)}I", flags | FLAGS + 1, len(kept), *kept)
        buckets[crc32(name.encode()) & BUCKETS - 1] += b"\0" + name.encode() + b"\0" + packed_entry
    starts = list(accumulate(map(len, buckets), initial=0))
    return struct.pack(f"<{len(starts)}I", *starts), b"".join(buckets)


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted({"", *names}))}


def _filed(sections: Mapping[str, bytes], credits_: Iterable[str]) -> bytes:
    # The header's own length moves the sections, so it is padded to a size that is known beforehand.
    room, at, body, where = 4084, 4096, b"", {}
    for name, content in sections.items():
        where[name] = (at + len(body), len(content))
        body += content + b"\0" * (-len(content) % 8)
    header = json.dumps({"credits": list(credits_), "sections": where}, indent=1).encode()
    if len(header) > room:
        raise ValueError("the header needs more room")
    return MAGIC + room.to_bytes(4, "little") + header.ljust(room) + body
