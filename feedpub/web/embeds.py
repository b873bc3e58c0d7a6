"""oEmbed: what others show where somebody puts the address of an article or of a quotation in it (https://oembed.com)."""

from http import HTTPStatus

from flask import Blueprint, Response, request

from feedpub.formats.oembed import OEMBED_TYPES, OembedFormat
from feedpub.publish import NotPublishedError
from feedpub.site.addresses import OEMBED
from feedpub.views import EmbedSize
from feedpub.web.problems import BadParameter, Problem, ProblemError, bad_query, shortened
from feedpub.web.query import pixels, read
from feedpub.web.responder import Responder


def blueprint(responder: Responder) -> Blueprint:
    """Route it.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("embeds", __name__)

    def embed() -> Response:
        values = read(request.args, {"url": str, "format": _format, "maxwidth": pixels, "maxheight": pixels})
        if "url" not in values:
            raise bad_query(BadParameter("url", "must be the address of an article"))
        size = EmbedSize(values.get("maxwidth"), values.get("maxheight"))
        version = responder.version()
        try:
            made = responder.publisher.embeds.embed(values["url"], size, values.get("format", "json"), version)
        except NotPublishedError:
            # Section 2.3.5 knows no other answer for what is not there, also where it was once.
            detail = f"There is nothing here to show of {shortened(values['url'])}."
            raise ProblemError(Problem(HTTPStatus.NOT_FOUND, detail)) from None
        return responder.respond(made, version)

    routes.add_url_rule(OEMBED, "embed", embed)
    return routes


def _format(text: str) -> OembedFormat:
    """Read which format is wanted; for others the specification has a status of its own (section 2.3.5)."""
    if text not in OEMBED_TYPES:
        detail = f"{shortened(text, 20)} cannot be had; {' and '.join(OEMBED_TYPES)} can."
        raise ProblemError(Problem(HTTPStatus.NOT_IMPLEMENTED, detail))
    return text
