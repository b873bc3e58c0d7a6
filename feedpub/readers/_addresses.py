"""Addresses and numbers as copy gives them."""

import re
from urllib.parse import urljoin, urlsplit

_BESIDE = re.compile(r"(?![a-z][a-z0-9+.-]*:|[/\\#?])[^\x00-\x1f\x7f\"<>|\\]{1,500}", re.IGNORECASE)
_NEVER_IN_ADDRESSES = re.compile(r'[\s"<>\\^`{|}]')


def is_web_address(value: str) -> bool:
    """Tell whether a value is an absolute http or https address, without what no address may hold (RFC 3986, appendix A)."""
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not _NEVER_IN_ADDRESSES.search(value)
            and parts.port != 0
        )
    except ValueError:
        return False


def count(value: object) -> int | None:
    """Read a number of pixels or bytes as formats of others give it; None for what is none."""
    digits = str(value)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 and int(digits) else None


def placed(address: str, base: str | None) -> dict[str, str] | None:
    """Find where a picture is.

    Args:
        address: as the copy gives it.
        base: against which it may be meant.

    Returns:
        Its ``url`` and, where it may lie beside the copy, the path of its ``file``; None for what is neither.
    """
    address = address.strip()
    found: dict[str, str] = {}
    if _BESIDE.fullmatch(address):
        found = {"url": address, "file": address}
    try:
        absolute = urljoin(base or "", address.replace(" ", "%20"))
    except ValueError:
        return found or None
    if is_web_address(absolute):
        found["url"] = absolute
    return found or None
