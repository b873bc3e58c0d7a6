"""One article: its page, a document in each format by suffix or by Accept, and how its answers were found."""

from flask import Blueprint, Response, request

from feedpub.formats.base import Format
from feedpub.site.addresses import article_path, explanation_path
from feedpub.views.alternates import article_alternates
from feedpub.web.negotiation import HTML, best_type
from feedpub.web.responder import Responder, unacceptable

_SLUG = "<slug:slug>"


def blueprint(responder: Responder) -> Blueprint:
    """Route the articles.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("articles", __name__)

    def negotiated(slug: str) -> Response:
        offers = {entry.media_type: entry for entry in responder.formats("event")}
        chosen = best_type(request.headers.get("Accept"), (HTML, *offers))
        if chosen is None:
            raise unacceptable((HTML, *offers))
        return _document(responder, offers[chosen], slug, negotiated=True) if chosen in offers else _page(responder, slug)

    def explanation(slug: str) -> Response:
        return responder.serve(lambda version: responder.publisher.articles.explanation(slug, version))

    routes.add_url_rule(article_path(_SLUG), "page", negotiated)
    routes.add_url_rule(explanation_path(_SLUG), "explanation", explanation)
    for entry in responder.formats("event"):
        routes.add_url_rule(
            f"{article_path(_SLUG)}.{entry.suffix}",
            entry.name,
            lambda slug, entry=entry: _document(responder, entry, slug),
        )
    return routes


def _page(responder: Responder, slug: str) -> Response:
    version = responder.version()
    page = responder.publisher.articles.page(slug, version)
    links = [one.link for one in article_alternates(responder.site, responder.publisher.formats, slug)]
    return responder.respond(page, version, links=links, chosen=article_path(slug))


def _document(responder: Responder, entry: Format, slug: str, *, negotiated: bool = False) -> Response:
    version = responder.version()
    publication = responder.publisher.articles.document(slug, entry, version)
    path = article_path(slug)
    links = [f'<{responder.site.url(path)}>; rel="canonical"']
    if entry.media_type == "application/json":
        links.append(responder.described_by)
    return responder.respond(publication, version, links=links, chosen=f"{path}.{entry.suffix}" if negotiated else None)
