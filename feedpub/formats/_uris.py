"""Addresses as every reader can follow them: absolute, and in the characters of URIs (RFC 3986) only."""

import re
import unicodedata
from ipaddress import IPv6Address
from urllib.parse import quote, urlsplit, urlunsplit

_STRAY = re.compile("%(?![0-9A-Fa-f]{2})")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_KEPT = "!$&'()*+,;=:@/?%-._~"  # what may stand in paths, queries and fragments as it is


def absolute(url: str | None) -> bool:
    """Tell whether a reader anywhere can follow an address: no feed reader resolves relative ones."""
    return url is not None and re.match(r"https?://[^\s/]", url, re.IGNORECASE) is not None


def address(url: str | None) -> str | None:
    """Write an address in the characters of URIs (RFC 3987, section 3.1): JSON Feed and RSS take no others.

    Args:
        url: as the copy has it, or None.

    Returns:
        The same address, or None for what nobody can follow.
    """
    if url is None or not absolute(url):
        return None
    try:
        parts = urlsplit(url)
        host = _host(parts.hostname or "", literal="[" in parts.netloc)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # no such host or port
        return None
    user = f"{_quoted(parts.netloc.rpartition('@')[0])}@" if "@" in parts.netloc else ""
    return urlunsplit((parts.scheme, f"{user}{host}{port}", *map(_quoted, (parts.path, parts.query, parts.fragment))))


def _host(name: str, *, literal: bool) -> str:
    """Write a host in ASCII (RFC 5891, section 4.4), keeping letters such as ß that Python's own codec replaces.

    Args:
        name: in lower case.
        literal: it stood in brackets, as addresses of IPv6 do.

    Returns:
        The host.

    Raises:
        ValueError: there can be no such host.
    """
    if literal:
        return f"[{IPv6Address(name.partition('%')[0])}]"
    labels = [
        label if label.isascii() else f"xn--{unicodedata.normalize('NFKC', label).encode('punycode').decode()}"
        for label in name.removesuffix(".").split(".")
    ]
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(name)
    return ".".join(labels)


def _quoted(part: str) -> str:
    return quote(_STRAY.sub("%25", part), safe=_KEPT)
