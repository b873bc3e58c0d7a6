"""How the gazetteer lies in its file: header, hash buckets, entries, rows, names, tables of regions and countries."""

import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from feedpub.extraction.gazetteer import FEATURES, FLAGS, MAGIC, NUMBER, ROW, Feature

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
    names, offsets = _joined(place.name for place in places)
    regions = _numbered(place.admin1 for place in places)
    counties = _numbered(place.county for place in places)
    countries = _numbered(place.country for place in places)
    table = b"".join(
        ROW.pack(
            round(place.latitude * 100_000),
            round(place.longitude * 100_000),
            place.geonames_id,
            place.population,
            offsets[place.name],
            regions[place.admin1],
            counties[place.county],
            countries[place.country],
            FEATURES.index(place.feature),
            len(place.name.encode()),
        )
        for place in places
    )
    sections = {
        "buckets": buckets,
        "entries": blob,
        "rows": table,
        "names": names,
        "regions": "\n".join(regions).encode(),
        "counties": "\n".join(counties).encode(),
        "countries": "\n".join(countries).encode(),
    }
    return _filed(sections, credits_)


def _hashed(entries: Entries) -> tuple[bytes, bytes]:
    buckets: list[list[bytes]] = [[] for _ in range(BUCKETS)]
    for name in sorted(entries):
        flags, numbers = entries[name]
        kept = [number << 1 | other | NUMBER + 1 for number, other in numbers][:255]
        buckets[crc32(name.encode()) & BUCKETS - 1].append(
            b"\0" + name.encode() + b"\0" + struct.pack(f"<BB{len(kept)}I", flags | FLAGS + 1, len(kept), *kept)
        )
    starts = [0]
    parts = [b"".join(bucket) for bucket in buckets]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return struct.pack(f"<{len(starts)}I", *starts), b"".join(parts)


def _joined(names: Iterable[str]) -> tuple[bytes, dict[str, int]]:
    offsets: dict[str, int] = {}
    parts: list[bytes] = []
    size = 0
    for name in names:
        if name not in offsets:
            offsets[name] = size
            parts.append(name.encode())
            size += len(parts[-1])
    return b"".join(parts), offsets


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
