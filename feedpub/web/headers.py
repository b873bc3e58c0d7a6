"""Headers that every response carries: what a browser may do with it."""

from collections.abc import Iterable

from flask import Flask, Response, request

from feedpub.model.feed import Site
from feedpub.site.addresses import API, OPENAPI

# Nothing from elsewhere, and no scripts at all; JSON-LD in a page is data, which the policy does not concern.
_POLICY = (
    # No page connects to anything; what audits one in its browser asks for robots.txt as if it did.
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


# What a client has to be told of an answer: browsers keep all other fields from pages of other sites.
_EXPOSED = (
    "Content-Location, ETag, Link, Retry-After, "
    "RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
)
_DESCRIBED = (API, OPENAPI, "/schemas/")


def register(app: Flask, site: Site) -> None:
    """Add the headers to every response of an app.

    Args:
        app: whose responses.
        site: whose API is described.
    """
    described = (
        f'<{site.url(OPENAPI)}>; rel="service-desc"; type="application/json"',
        f'<{site.url(API)}>; rel="service-doc"; type="text/html"',
    )
    app.after_request(_secure)
    app.after_request(lambda response: _describe(response, described))


def _describe(response: Response, links: Iterable[str]) -> Response:
    """Lead from all that the API answers, errors included, to what describes it (RFC 8631)."""
    if request.path.startswith(_DESCRIBED):
        for link in links:
            response.headers.add("Link", link)
    return response


def _secure(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    response.headers["Content-Security-Policy"] = _POLICY
    if request.method == "OPTIONS" or response.mimetype != "text/html":
        _share(response)
    return response


def _share(response: Response) -> None:
    """Let pages of other sites read feeds and JSON (Fetch standard, section 3.2)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        # These need leave where another site's page sends them.
        response.headers["Access-Control-Allow-Headers"] = "A-IM, If-Modified-Since, If-None-Match, Last-Event-ID"
        response.headers["Access-Control-Max-Age"] = "86400"
