"""The files that pages need, under addresses that change with their content, so that a browser may keep them for ever."""

import gzip
import re
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus

import brotli
from flask import Blueprint, Response, request

from feedpub.publish.publication import Coding, NotPublishedError
from feedpub.views.assets import ASSETS, Asset, favicon, touch_icon
from feedpub.web.conditional import coding_for, is_current, tag_of
from feedpub.web.lasting import FOR_EVER
from feedpub.web.responder import Responder, expect

# All else is packed in itself already.
_PACKABLE = ("text/", "image/svg", "application/json", "application/xml", "application/manifest", "font/ttf", "font/otf")
_DIGEST = re.compile(r"-([0-9a-f]{16})(?=\.[a-z0-9]+$)")
_DAY = "public, max-age=86400"  # of what is asked for at an address that does not change with it


@cache
def coded(asset: Asset, coding: Coding) -> bytes:
    """Compress a static file, once."""
    if coding == "br":
        return bytes(brotli.compress(asset.body))
    return gzip.compress(asset.body, mtime=0) if coding == "gzip" else asset.body


def blueprint(responder: Responder) -> Blueprint:
    """Route the static files: those that are the same on every site, and those of this one.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    look = responder.publisher.look
    routes = Blueprint("assets", __name__)
    for find in ASSETS:
        asset = find()
        rule = f"/static/{asset.stem}-<digest>.{asset.suffix}"
        routes.add_url_rule(rule, asset.stem, lambda digest, find=find: _serve(find(), _lasting(find(), digest)))
    files = {f"{file.stem}.{file.suffix}": file for file in (*look.files.values(), *look.sheets)}
    routes.add_url_rule("/static/<path:name>", "file", lambda name: _named(files, name))
    routes.add_url_rule("/favicon.ico", "known favicon", lambda: _serve(look.favicon or favicon(), _DAY))
    routes.add_url_rule("/apple-touch-icon.png", "known touch icon", lambda: _serve(look.touch_icon or touch_icon(), _DAY))
    return routes


def _named(files: Mapping[str, Asset], name: str) -> Response:
    """Serve one of the site's own files, at its name or at the address that changes with it."""
    if name in files:
        return _serve(files[name], _DAY)
    digest, found = _DIGEST.search(name), files.get(_DIGEST.sub("", name))
    if digest is None or found is None:
        raise NotPublishedError
    return _serve(found, _lasting(found, digest[1]))


def _lasting(asset: Asset, digest: str) -> str:
    # A page that a cache still holds may ask for the file of an older release: better the new one than none.
    return FOR_EVER if digest == asset.digest else "no-cache"


def _serve(asset: Asset, lasting: str) -> Response:
    expect(asset.digest)
    packable = asset.content_type.startswith(_PACKABLE)
    coding = coding_for(request.headers.get("Accept-Encoding")) if packable else "identity"
    response = Response(coded(asset, coding), content_type=asset.content_type)
    response.headers["Cache-Control"] = lasting
    response.headers["ETag"] = tag_of(asset.digest, coding)
    response.headers["Vary"] = "Accept-Encoding"
    if coding != "identity":
        response.headers["Content-Encoding"] = coding
    if is_current(asset.digest, None, if_none_match=request.headers.get("If-None-Match"), if_modified_since=None):
        response.status_code = HTTPStatus.NOT_MODIFIED
    return response
