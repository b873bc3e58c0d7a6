"""The one way in which a publication becomes a response, and what every route shares."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Response, redirect, request
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as AnyResponse

from feedpub.contract.schemas import VERSION
from feedpub.formats.base import Format, Scope
from feedpub.model.feed import NEVER, Site
from feedpub.model.record import Removal
from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish import Publication, Publisher, Version
from feedpub.site.addresses import API_SCHEMA, EVENT_SCHEMA
from feedpub.translation import message
from feedpub.views.alternates import of_scope, query_alternates
from feedpub.web import conditional
from feedpub.web.problems import Problem, ProblemError, shortened
from feedpub.web.ready import Basis

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class Reply(Response):
    """A response whose 304 keeps Last-Modified, which caches without a tag go by; werkzeug takes it away."""

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """Return the headers to send."""
        headers = super().get_wsgi_headers(environ)
        if self.status_code == HTTPStatus.NOT_MODIFIED and "Last-Modified" in self.headers:
            headers["Last-Modified"] = self.headers["Last-Modified"]
        return headers


@dataclass(frozen=True, slots=True)
class Responder:
    """Answers requests with publications.

    Args:
        publisher: renders them.
        max_age: the longest time in seconds for which a copy may be used without asking again.
        now: the clock; only headers and the choice of the version may depend on it.
    """

    publisher: Publisher
    max_age: int
    now: Callable[[], datetime]

    @property
    def site(self) -> Site:
        """Who publishes, and where."""
        return self.publisher.site

    def formats(self, scope: Scope) -> tuple[Format, ...]:
        """Return the formats of a scope, the preferred one first."""
        return of_scope(self.publisher.formats, scope)

    def feed_links(self, query: Query = EVERYTHING) -> list[str]:
        """Return the values of the Link header that lead to the feeds of a query."""
        return [one.link for one in query_alternates(self.site, self.publisher.formats, query)]

    def version(self) -> Version:
        """Return the version of the site that a request of this moment sees."""
        return self.publisher.version(self.now())

    def main_feed(self) -> Publication:
        """Render what is asked for most: the feed of everything, in the preferred format, as it is now."""
        return self.publisher.feeds.feed(self.formats("feed")[0], self.version())

    @property
    def described_by(self) -> str:
        """The Link header's value that leads from the JSON of events to the schema of one."""
        return _described_by(self.site.url(EVENT_SCHEMA))

    def describing(self, name: str) -> str:
        """Return the Link header's value that leads from a document of the API to its schema, by the name of that."""
        return _described_by(self.site.url(API_SCHEMA.format(name, VERSION)))

    def serve(self, render: Callable[[Version], Publication]) -> Response:
        """Answer the current request with what is rendered of the present version."""
        version = self.version()
        return self.respond(render(version), version)

    def respond(
        self, publication: Publication, version: Version, *, links: Iterable[str] = (), chosen: str | None = None
    ) -> Response:
        """Answer the current request with a publication, or with 304 where the client has it.

        Args:
            publication: what to send.
            version: that it was rendered from.
            links: values of the Link header (RFC 8288).
            chosen: where Accept chose among several forms, path of the one that is sent (Content-Location).

        Returns:
            The response.

        Raises:
            ProblemError: the client goes on from another state of it.
        """
        Basis(publication, version).note(request.environ)
        expect(publication.etag, publication.changed)
        coding = conditional.coding_for(request.headers.get("Accept-Encoding"))
        response = Reply(content_type=publication.content_type)
        modified = self._date(response, publication, version)
        response.headers["ETag"] = conditional.tag_of(publication.etag, coding)
        response.headers["Vary"] = "Accept, Accept-Encoding" if chosen else "Accept-Encoding"
        if chosen:
            response.headers["Content-Location"] = self.site.root + chosen
        for link in links:
            response.headers.add("Link", link)
        held = (request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since"))
        if conditional.is_current(publication.etag, modified, if_none_match=held[0], if_modified_since=held[1]):
            response.status_code = HTTPStatus.NOT_MODIFIED
            return response
        if coding != "identity":
            response.headers["Content-Encoding"] = coding
        response.data = publication.coded(coding)
        return response

    def _date(self, response: Response, publication: Publication, version: Version) -> datetime | None:
        """Set the headers that depend on the clock, and return what Last-Modified says."""
        now = self.now()
        modified = conditional.last_modified(publication.changed, now)
        if modified:
            response.headers["Last-Modified"] = conditional.date_header(modified)
        response.headers["Cache-Control"] = conditional.cache_control(self.max_age, version.until, now)
        return modified

    def moved(self, path: str) -> AnyResponse:
        """Send a client on, for good, to the one address of what it asks for.

        Args:
            path: with the query string, on this site; never on the host that a request names.

        Returns:
            The response, which caches keep no longer than any other.
        """
        response = redirect(f"{self.site.root}{path}", HTTPStatus.MOVED_PERMANENTLY)
        response.headers["Cache-Control"] = f"public, max-age={self.max_age}"
        return response


def _described_by(schema: str) -> str:
    return f'<{schema}>; rel="describedby"; type="application/schema+json"'


def expect(etag: str, changed: datetime = NEVER) -> None:
    """Refuse the current request where it is meant for another state of what it asks for.

    Args:
        etag: hash of the uncompressed bytes, without quotation marks.
        changed: when it last changed, where that is known.

    Raises:
        ProblemError: 412.
    """
    conditions = {
        "if_match": request.headers.get("If-Match"),
        "if_unmodified_since": request.headers.get("If-Unmodified-Since"),
    }
    if not conditional.is_as_expected(etag, changed, **conditions):
        detail = message("This is no longer what the request expects it to be.")
        raise ProblemError(Problem(HTTPStatus.PRECONDITION_FAILED, detail, "precondition-failed"))


def not_published(removal: Removal | None) -> Problem:
    """Tell why there is nothing at the address of the current request.

    Args:
        removal: the tombstone of what was there, or None.

    Returns:
        410 for what is gone, 404 for what was never public.
    """
    if removal is None:
        return Problem(HTTPStatus.NOT_FOUND, message("Nothing is published at %(path)s.", path=shortened(request.path)))
    return Problem(HTTPStatus.GONE, message("This article was removed on %(day)s.", day=removal.removed), "gone")


def unacceptable(offers: Iterable[str]) -> ProblemError:
    """Refuse an Accept header that none of the offered media types satisfies, naming them."""
    detail = message("This can be had as %(forms)s.", forms=", ".join(offers))
    return ProblemError(Problem(HTTPStatus.NOT_ACCEPTABLE, detail, "not-acceptable"))
