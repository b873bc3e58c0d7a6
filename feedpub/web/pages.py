"""The pages of the news as it comes: the latest, those of days, and the ways to follow it."""

from datetime import date

from flask import Blueprint, Response, request

from feedpub.site.addresses import ABOUT, API, DAYS, FEEDS, HOME
from feedpub.web.query import page_asked_for
from feedpub.web.responder import Responder


def blueprint(responder: Responder) -> Blueprint:
    """Route the pages.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    pages = responder.publisher.pages
    routes = Blueprint("pages", __name__)

    def home() -> Response:
        version = responder.version()
        return responder.respond(pages.home(version), version, links=responder.feed_links())

    def day(day: date) -> Response:
        version = responder.version()
        return responder.respond(pages.day(day, page_asked_for(request.args), version), version)

    routes.add_url_rule(HOME, "home", home)
    routes.add_url_rule(f"{DAYS}/<day:day>", "day", day)
    routes.add_url_rule(FEEDS, "feeds", lambda: responder.serve(pages.feeds))
    routes.add_url_rule(ABOUT, "about", lambda: responder.serve(pages.about))
    routes.add_url_rule(API, "api", lambda: responder.serve(pages.api))
    return routes
