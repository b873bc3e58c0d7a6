"""Digests of documents as they are stored, at the speed at which articles come in.

The bytes are those of RFC 8785, and of the library that copies check them with. It writes one value after the other in
Python; here strings and members are left to parsers and writers that agree with it, and it is asked for numbers alone.
"""

import json
import re
from functools import lru_cache
from hashlib import sha256
from typing import NoReturn

import orjson
import rfc8785

from feedpub.model.digests import digest_of

# RFC 8785 sorts members by UTF-16, which differs from UTF-8 where there are characters from here on, escaped or not.
_BEYOND = re.compile(r"[\ud800-\U0010ffff]|\\u[d-fD-F]")
# Digits of 2**53: to look at each integer takes as long as all the rest, and no document but a strange one has such a one.
_LONG = re.compile(r"\d{16}")


def digest_of_text(document: str | None) -> str | None:
    """Digest a document as it is stored.

    Args:
        document: JSON, or what a damaged row has instead of it.

    Returns:
        SHA-256 of its canonical JSON; None where there is no document to be digested.
    """
    try:
        integer = _integer if _LONG.search(document or "") else None
        read = json.loads(document or "", parse_float=_float, parse_int=integer, parse_constant=_refuse)
        if not isinstance(read, dict):
            return None
        if _BEYOND.search(document or ""):
            return digest_of(json.loads(document or ""))
        return sha256(orjson.dumps(read, option=orjson.OPT_SORT_KEYS)).hexdigest()
    except (ValueError, TypeError, RecursionError):
        return None


@lru_cache(maxsize=10_000)
def _float(text: str) -> orjson.Fragment:
    return orjson.Fragment(rfc8785.dumps(float(text)))


def _integer(text: str) -> int:
    number = int(text)
    if abs(number) >= 2**53:
        raise ValueError(f"{number} is not exact everywhere")
    return number


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
