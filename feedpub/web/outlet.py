"""What every route shares, and the one way in which a publication becomes a response."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Response, redirect, request
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as AnyResponse

from feedpub.formats.base import Format, Scope
from feedpub.model.feed import NEVER, Site
from feedpub.model.record import Removal
from feedpub.model.selection import Selection
from feedpub.publish import Publication, Publisher, Version
from feedpub.store import Store
from feedpub.web import conditional
from feedpub.web.dates import day
from feedpub.web.negotiation import HTML
from feedpub.web.problems import Problem, ProblemError, shortened

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HTML_UTF8 = f"{HTML}; charset=utf-8"


class Reply(Response):
    """A response whose 304 keeps Last-Modified, which caches without a tag go by; werkzeug takes it away."""

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """Return the headers to send."""
        headers = super().get_wsgi_headers(environ)
        if self.status_code == HTTPStatus.NOT_MODIFIED and "Last-Modified" in self.headers:
            headers["Last-Modified"] = self.headers["Last-Modified"]
        return headers


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where the site's publications go out.

    Args:
        publisher: renders them.
        store: for how answers were chosen.
        site: who publishes, and where.
        max_age: the longest time in seconds for which a copy may be used without asking again.
        now: the clock; only headers and the choice of the version may depend on it.
        entries: the formats that are on.
    """

    publisher: Publisher
    store: Store
    site: Site
    max_age: int
    now: Callable[[], datetime]
    entries: tuple[Format, ...]

    def formats(self, scope: Scope) -> tuple[Format, ...]:
        """Return the formats of a scope, the preferred one first."""
        return tuple(entry for entry in self.entries if entry.scope == scope)

    def version(self) -> Version:
        """Return the version of the site that a request of this moment sees."""
        return self.publisher.version(self.now())

    def main_feed(self) -> Publication | None:
        """Render what is asked for most: the feed of everything, in the preferred format, as it is now."""
        return self.publisher.feed(self.formats("feed")[0], self.version())

    @property
    def described_by(self) -> str:
        """The Link header's value that leads from JSON to its schema."""
        return f'<{self.site.base_url}/schemas/event.schema.json>; rel="describedby"; type="application/schema+json"'

    @property
    def root(self) -> str:
        """The path below which the site lives, without a slash at its end; empty for a host of its own."""
        return urlsplit(self.site.base_url).path

    def local(self, url: str) -> str:
        """Shorten an absolute address on the site to its path, for links between pages."""
        return self.root + url.removeprefix(self.site.base_url) if url.startswith(f"{self.site.base_url}/") else url

    def absolute(self, path: str) -> str:
        """Complete a path on the site to its address; the inverse of ``local``."""
        return self.site.base_url + path.removeprefix(self.root)

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
        expect(publication.etag, publication.changed)
        coding = conditional.coding_for(request.headers.get("Accept-Encoding"))
        response = Reply(content_type=publication.content_type)
        modified = self._date(response, publication, version)
        response.headers["ETag"] = conditional.tag_of(publication.etag, coding)
        response.headers["Vary"] = "Accept, Accept-Encoding" if chosen else "Accept-Encoding"
        if chosen:
            response.headers["Content-Location"] = self.root + chosen
        for link in links:
            response.headers.add("Link", link)
        asked = (request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since"))
        if conditional.is_current(publication.etag, modified, if_none_match=asked[0], if_modified_since=asked[1]):
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
        response = redirect(f"{self.root}{path}", HTTPStatus.MOVED_PERMANENTLY)
        response.headers["Cache-Control"] = f"public, max-age={self.max_age}"
        return response

    def successor(self, selection: Selection, error: ProblemError) -> Selection:
        """Find what a selection is called now, under whose name there is nothing any more.

        Args:
            selection: by its former name.
            error: that says that nothing is there; raised again where nothing is known.

        Returns:
            The selection by its present name.
        """
        found = self.publisher.successor(selection) if error.problem.status == HTTPStatus.NOT_FOUND else None
        if found is None:
            raise error
        return found


def expect(etag: str, changed: datetime = NEVER) -> None:
    """Refuse the current request where it is meant for another state of what it asks for.

    Args:
        etag: hash of the uncompressed bytes, without quotation marks.
        changed: when it last changed, where that is known.

    Raises:
        ProblemError: 412.
    """
    asked = {"if_match": request.headers.get("If-Match"), "if_unmodified_since": request.headers.get("If-Unmodified-Since")}
    if not conditional.is_as_expected(etag, changed, **asked):
        detail = "This is no longer what the request expects it to be."
        raise ProblemError(Problem(HTTPStatus.PRECONDITION_FAILED, detail, "precondition-failed"))


def missing(removal: Removal | None) -> ProblemError:
    """Tell why there is nothing at the address of an event.

    Args:
        removal: the tombstone of what was there, or None.

    Returns:
        410 for what is gone, 404 for what was never public.
    """
    if removal is None:
        return ProblemError(Problem(HTTPStatus.NOT_FOUND, f"Nothing is published at {shortened(request.path)}."))
    detail = f"This article was removed on {day(removal.removed)}."
    return ProblemError(Problem(HTTPStatus.GONE, detail, "gone"))


def unacceptable(offers: Iterable[str]) -> ProblemError:
    """Refuse an Accept header that none of the offered media types satisfies, naming them."""
    detail = f"This can be had as {', '.join(offers)}."
    return ProblemError(Problem(HTTPStatus.NOT_ACCEPTABLE, detail, "not-acceptable"))
