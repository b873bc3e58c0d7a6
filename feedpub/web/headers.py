"""Headers that every response carries: what a browser may do with it."""

from flask import Flask, Response, request

# Nothing from elsewhere, and no scripts at all; JSON-LD in a page is data, which the policy does not concern.
_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


def register(app: Flask) -> None:
    """Add the headers to every response of an app."""
    app.after_request(_secure)


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
    response.headers["Access-Control-Expose-Headers"] = (
        "ETag, Link, Content-Location, Retry-After, RateLimit, RateLimit-Policy"
    )
    if request.method == "OPTIONS":
        # If-None-Match needs leave where another site's page sends it.
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match, A-IM"
        response.headers["Access-Control-Max-Age"] = "86400"
