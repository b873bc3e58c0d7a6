"""Answers that are ready to be given again: status, headers and bytes, for each content coding, whoever asks.

What depends on the clock or on the copy that a client has is decided anew for each request, by the rules of ``conditional``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from feedpub.publish import Publication, Version
from feedpub.publish.publication import Coding
from feedpub.web import conditional
from feedpub.web.meter import AnswerCounter

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Field = tuple[str, str]

_OK, _NOT_MODIFIED = "200 OK", "304 NOT MODIFIED"
_SECOND = timedelta(seconds=1)
# What is made anew, or belongs to one client; all else has to be known to be the same for everybody.
_OWN = frozenset(
    {
        "content-type", "content-length", "content-encoding", "etag", "last-modified", "cache-control",
        "ratelimit", "ratelimit-policy", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset",
    }
)  # fmt: skip
_SAME = frozenset(
    {
        "vary", "content-location", "link", "x-content-type-options", "referrer-policy", "content-security-policy",
        "access-control-allow-origin", "access-control-expose-headers",
    }
)  # fmt: skip
_VARIES = frozenset({"Accept-Encoding", "Accept, Accept-Encoding"})
_OVERHEAD = 6000  # bytes that the headers of an answer take, about
_LONGEST_FIELD = 200  # characters of an Accept-Encoding that is remembered; no honest client's is as long


@dataclass(frozen=True, slots=True)
class Basis:
    """What a response shows, as whoever makes it notes in the request's environment.

    Args:
        publication: that is sent.
        version: that it was rendered from.
    """

    publication: Publication
    version: Version

    def note(self, environ: "WSGIEnvironment") -> None:
        """Note it.

        Args:
            environ: of the request.
        """
        environ[_NOTE] = self


_NOTE = "feedpub.basis"


def basis_of(environ: "WSGIEnvironment") -> Basis | None:
    """Return what the response to a request shows; None where nobody has noted it."""
    return environ.get(_NOTE)


class Given(NamedTuple):
    """An answer to one request.

    Args:
        status: with its reason.
        headers: a list of its own.
        body: of GET.
    """

    status: str
    headers: list[Field]
    body: bytes


class _CodedAnswer(NamedTuple):
    """What is ready in one coding."""

    full: tuple[Field, ...]
    unchanged: tuple[Field, ...]
    body: bytes


class ReadyAnswer:
    """An answer for whoever asks for the same and accepts the same, as long as its version is the present one.

    Args:
        basis: what it shows.
        shared: headers that are the same for everybody.
        max_age: the longest time in seconds for which a copy may be used without asking again.
        counter: counts what is given.
    """

    __slots__ = (
        "_changed",
        "_etag",
        "_forms",
        "_max_age",
        "_modified",
        "_publication",
        "_shared",
        "_tags",
        "counter",
        "version",
    )

    def __init__(self, basis: Basis, shared: tuple[Field, ...], max_age: int, counter: AnswerCounter) -> None:
        self.counter = counter
        self.version = basis.version
        self._publication = basis.publication
        self._shared = shared
        self._max_age = max_age
        self._etag = basis.publication.etag
        self._changed = basis.publication.changed
        self._modified = conditional.date_header(self._changed)
        tags = [conditional.tag_of(self._etag, coding) for coding in conditional.CODINGS]
        self._tags = frozenset([*tags, *(f"W/{tag}" for tag in tags)])
        self._forms: dict[Coding, _CodedAnswer] = {}

    @property
    def size(self) -> int:
        """What it may take in memory, with its codings."""
        return self._publication.size + _OVERHEAD

    @property
    def is_negotiated(self) -> bool:
        """Whether it depends on what a client accepts, beside codings."""
        return ("Vary", "Accept, Accept-Encoding") in self._shared

    def to(self, environ: "WSGIEnvironment", now: datetime) -> Given | None:
        """Answer a request.

        Args:
            environ: of the request.
            now: the instant.

        Returns:
            The answer; None where the request wants more than this, or something else.
        """
        modified = self._changed if now - self._changed >= _SECOND else None
        current = self._is_current(environ, modified)
        if not (self._is_expected(environ) and (current or not _wants_delta(environ))):
            return None
        form = self._form(_coding(environ.get("HTTP_ACCEPT_ENCODING")))
        headers = [*(form.unchanged if current else form.full)]
        if modified:
            headers.append(("Last-Modified", self._modified))
        headers.append(("Cache-Control", conditional.cache_control(self._max_age, self.version.until, now)))
        return Given(_NOT_MODIFIED, headers, b"") if current else Given(_OK, headers, form.body)

    def _is_current(self, environ: "WSGIEnvironment", modified: datetime | None) -> bool:
        tag = environ.get("HTTP_IF_NONE_MATCH")
        if tag in self._tags:
            return True
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        if tag is None and (since is None or modified is None):
            return False
        return (tag is None and since == self._modified) or conditional.is_current(
            self._etag, modified, if_none_match=tag, if_modified_since=since
        )

    def _is_expected(self, environ: "WSGIEnvironment") -> bool:
        if "HTTP_IF_MATCH" not in environ and "HTTP_IF_UNMODIFIED_SINCE" not in environ:
            return True
        return conditional.is_as_expected(
            self._etag,
            self._changed,
            if_match=environ.get("HTTP_IF_MATCH"),
            if_unmodified_since=environ.get("HTTP_IF_UNMODIFIED_SINCE"),
        )

    def _form(self, coding: Coding) -> _CodedAnswer:
        form = self._forms.get(coding)
        if form is None:
            form = self._forms[coding] = self._made(coding)
        return form

    def _made(self, coding: Coding) -> _CodedAnswer:
        body = self._publication.coded(coding)
        tagged = (*self._shared, ("ETag", conditional.tag_of(self._etag, coding)))
        described = [("Content-Type", self._publication.content_type), ("Content-Length", str(len(body)))]
        if coding != "identity":
            described.append(("Content-Encoding", coding))
        return _CodedAnswer((*described, *tagged), tagged, body)


def shared(headers: Iterable[Field]) -> tuple[Field, ...] | None:
    """Pick of an answer's headers those that everybody is sent.

    Args:
        headers: as they were sent to somebody.

    Returns:
        The headers; None where one is not known to be the same for everybody, or the answer depends on more of a request
        than what it accepts, or may not be kept.
    """
    kept = []
    for name, value in headers:
        known = name.lower()
        if known == "cache-control" and not value.startswith("public"):
            return None
        if known in _OWN:
            continue
        if known not in _SAME or (known == "vary" and value not in _VARIES):
            return None
        kept.append((name, value))
    return tuple(kept)


def _wants_delta(environ: "WSGIEnvironment") -> bool:
    if "HTTP_A_IM" not in environ or "HTTP_IF_NONE_MATCH" not in environ:
        return False
    return conditional.wants_feed_delta(environ["HTTP_A_IM"], environ.get("HTTP_USER_AGENT"))


def _coding(accepted: str | None) -> Coding:
    if accepted is None:
        return "identity"
    return _remembered_coding(accepted) if len(accepted) <= _LONGEST_FIELD else conditional.coding_for(accepted)


_remembered_coding = lru_cache(maxsize=500)(conditional.coding_for)
