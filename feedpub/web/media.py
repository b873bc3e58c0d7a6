"""Pictures that the site keeps, at addresses that never change what they show."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, request

from feedpub.media import MediaStore
from feedpub.media.store import PATH
from feedpub.web.conditional import is_current, tag_of
from feedpub.web.responder import expect

_TYPES = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}


def blueprint(media: MediaStore) -> Blueprint:
    """Route the pictures.

    Args:
        media: where they are kept.

    Returns:
        The routes.
    """
    routes = Blueprint("media", __name__)
    routes.add_url_rule(f"{PATH}<name>", "picture", lambda name: _serve(media, name))
    return routes


def _serve(media: MediaStore, name: str) -> Response:
    content = media.content(name)
    if content is None:
        abort(HTTPStatus.NOT_FOUND)
    digest, _, suffix = name.partition(".")
    expect(digest[:16])
    response = Response(content, content_type=_TYPES[suffix])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["ETag"] = tag_of(digest[:16], "identity")
    # Other sites' feed readers show it, too.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if is_current(digest[:16], None, if_none_match=request.headers.get("If-None-Match"), if_modified_since=None):
        response.status_code = HTTPStatus.NOT_MODIFIED
    return response
