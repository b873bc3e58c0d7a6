"""Who may know names and reasons: whoever sits at the machine, or shows the token."""

import hmac
from base64 import b64decode
from ipaddress import ip_address
from urllib.parse import urlsplit

from werkzeug.wrappers import Request

# A proxy on the same machine speaks from loopback for everybody, and says so by at least one of these.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
# What nginx speaks to what stands behind it unless told otherwise; then it says nothing of the above, and names this machine
# as the host. Monitors and people's clients have long spoken HTTP/1.1.
_OF_SILENT_PROXIES = ("HTTP/1.0", "HTTP/1")  # the latter is what granian calls it


def is_insider(request: Request, token: str | None) -> bool:
    """Tell whether a request may be told names of files and reasons.

    Args:
        request: as it came.
        token: that opens the door from everywhere; None for no such door.

    Returns:
        True for the bearer of the token (RFC 6750, section 2.1), or who gives it as a password, as a browser asks for one
        (RFC 7617), and for a client on this machine that speaks for itself.
    """
    return _bears(request.headers.get("Authorization", ""), token) or _is_local(request)


def _bears(authorization: str, token: str | None) -> bool:
    scheme, _, shown = authorization.partition(" ")
    given = {"bearer": shown.strip().encode(), "basic": _password(shown)}.get(scheme.lower())
    # Compared in the same time however much of it is right.
    return token is not None and given is not None and hmac.compare_digest(given, token.encode())


def _password(shown: str) -> bytes | None:
    """Take the password out of a browser's credentials; whoever has it may call himself anything."""
    try:
        return b64decode(shown.strip(), validate=True).partition(b":")[2]
    except ValueError:
        return None


def _is_local(request: Request) -> bool:
    if any(name in request.headers for name in _FORWARDED) or "Origin" in request.headers:
        return False  # Origin: a page of some site that runs in a browser on this machine
    if request.environ.get("SERVER_PROTOCOL") in _OF_SILENT_PROXIES:
        return False
    # Nor may a name that somebody lets lead to this machine open the door (DNS rebinding).
    return _is_loopback(request.remote_addr or "") and _is_loopback(urlsplit(f"//{request.host}").hostname or "")


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
