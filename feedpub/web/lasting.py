"""Answers whose address changes with what they hold, so that whoever has one never needs to ask again."""

from http import HTTPStatus

from flask import Response, request

from feedpub.web.conditional import is_current, tag_of
from feedpub.web.responder import expect

FOR_EVER = "public, max-age=31536000, immutable"
"""The Cache-Control header of what never changes: a year is as long as anybody keeps it (RFC 9111, RFC 8246)."""


def lasting_picture(content: bytes, content_type: str, etag: str) -> Response:
    """Answer the current request with a picture, or with 304 where the client has it.

    Args:
        content: of the picture.
        content_type: of it.
        etag: hash of it, without quotation marks.
    """
    expect(etag)
    response = Response(content, content_type=content_type)
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["ETag"] = tag_of(etag, "identity")
    # Other sites' feed readers show it, too.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if is_current(etag, None, if_none_match=request.headers.get("If-None-Match"), if_modified_since=None):
        response.status_code = HTTPStatus.NOT_MODIFIED
    return response
