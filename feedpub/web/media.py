"""Pictures that the site keeps, at addresses that never change what they show."""

from http import HTTPStatus

from flask import Blueprint, Response, abort

from feedpub.media import MediaStore
from feedpub.media.store import PATH
from feedpub.web.lasting import lasting_picture

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
    return lasting_picture(content, _TYPES[suffix], digest[:16])
