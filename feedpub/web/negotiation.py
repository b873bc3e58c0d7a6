"""Which representation an Accept header asks for: pure functions (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from feedpub.web.bounds import bounded

HTML = "text/html"
PROBLEM = "application/problem+json"
_SHAPES = {"xml": ("application/xml", "text/xml"), "json": ("application/json",)}
"""The media types that say no more than what a structured suffix says (RFC 6839; RFC 7303 for XML)."""


def best_type(accept: str | None, offers: Sequence[str]) -> str | None:
    """Choose a media type.

    Args:
        accept: the request's Accept header, None or empty where it has none.
        offers: what can be had, the server's favourite first.

    Returns:
        The offer that the client likes best; of several that it likes equally the one that it names rather than covers
        by a wildcard, else the earliest; None where it likes none.
    """
    if not accept:
        return offers[0]
    wanted = parse_accept_header(bounded(accept), MIMEAccept)
    named = {media_type.lower() for media_type, _ in wanted}
    best = max(offers, key=lambda offer: (wanted.quality(offer), offer in named))
    return best if wanted.quality(best) > 0 else None


def best_shape(accept: str | None, offers: Sequence[str]) -> str | None:
    """Choose a media type, also for a client that only names what a type is made of: XML for application/rss+xml.

    Args:
        accept: the request's Accept header, None or empty where it has none.
        offers: what can be had, the server's favourite first.

    Returns:
        As ``best_type``; where a client likes the types less than plain XML or JSON (RFC 6839), the first of that shape that
        it does not refuse by name.
    """
    refused = {media_type.lower() for media_type, quality in parse_accept_header(bounded(accept)) if not quality}
    shapes: dict[str, str] = {}
    for offer in offers:
        for shape in () if offer in refused else _SHAPES.get(offer.rpartition("+")[2], ()):
            shapes.setdefault(shape, offer)
    best = best_type(accept, (*offers, *shapes))
    return shapes.get(best, best) if best else None


def prefers_html(accept: str | None) -> bool:
    """Tell a person's browser from a program, for errors that have no other form.

    Args:
        accept: the request's Accept header.

    Returns:
        True where HTML is asked for, by name or by ``text/*``; ``*/*`` alone asks for nothing in particular.
    """
    if not accept:
        return False
    wanted = parse_accept_header(bounded(accept), MIMEAccept)
    return wanted.quality(HTML) > max(wanted.quality(PROBLEM), wanted.quality("application/json"))
