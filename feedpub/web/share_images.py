"""The picture that stands for an article where its address is shared, at an address that changes with what it shows."""

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from feedpub.site.addresses import article_path, share_image_path
from feedpub.web.lasting import lasting_picture
from feedpub.web.responder import Responder


def blueprint(responder: Responder) -> Blueprint:
    """Route the pictures.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("share_images", __name__)

    def serve(slug: str, digest: str) -> AnyResponse:
        images = responder.publisher.share_images
        found = images.find(slug)
        if digest != found.digest:  # of what the article said before; a page that a cache still holds may ask for it
            return responder.moved(share_image_path(article_path(slug), found.digest))
        drawn = images.drawn(found)
        return lasting_picture(drawn.body, drawn.content_type, drawn.etag)

    routes.add_url_rule(share_image_path(article_path("<slug:slug>"), "<digest:digest>"), "picture", serve)
    return routes
