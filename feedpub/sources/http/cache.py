"""Asking no more often, and for no more, than servers wish: validators, lifetimes and pauses (RFC 9110, RFC 9111).

All of it is kept in the memory of the process that refreshes. Together with its validators a body is kept, so that 304 means
that very body, and all that follows from bytes (what is known, refused, to be read again) needs no second rule. After a
restart each address costs one whole answer, whose bytes the store knows.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from feedpub.errors import GoneError, SourceError
from feedpub.sources.http.fetching import FetchedResponse, Fetcher
from feedpub.sources.http.network import shown

_LONGEST = 86_400.0  # seconds that a server is believed: a day, since who says more has mostly mistaken himself
_KEPT_BYTES = 64_000_000  # of bodies, for each source: a thousand pages of news, compressed or not
_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: FetchedResponse
    until: float
    fetched: float
    stamp: str


class HttpCache:
    """Answers of servers, asked for anew only when it is time.

    Args:
        fetcher: that asks.
        ticks: a clock that nobody sets, in seconds.
        max_bytes: of all bodies that are kept.
    """

    def __init__(self, fetcher: Fetcher, ticks: Callable[[], float] = time.monotonic, max_bytes: int = _KEPT_BYTES) -> None:
        self.fetcher = fetcher
        self.ticks = ticks
        self._most = max_bytes
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._pauses: dict[str, tuple[float, SourceError]] = {}

    def get(
        self, address: str, max_bytes: int, *, least: float = 0, stamp: str = "", missing: Container[int] = ()
    ) -> FetchedResponse:
        """Return what an address holds.

        Args:
            address: of http or https.
            max_bytes: that its body may have.
            least: seconds for which an answer is good whatever its server says.
            stamp: of its last change, where something else tells: the same stamp stands for the same body.
            missing: statuses that are answers too: there is nothing at the address.

        Returns:
            The answer, whose status is 200 unless nothing is there.

        Raises:
            GoneError: its server says that it is gone for good (410).
            SourceError: it cannot be fetched, or not now.
            StoppedError: the fetcher was stopped.
        """
        now, kept = self.ticks(), self._kept.get(address)
        if kept and _is_fresh(kept, now, least, stamp):
            return kept.answer
        self._wait_for(address, now)
        answer = self.fetcher.get(address, max_bytes, _conditions(kept.answer) if kept else {})
        if answer.status == HTTPStatus.NOT_MODIFIED and kept:
            answer = replace(kept.answer, headers={**kept.answer.headers, **answer.headers}, redirects=answer.redirects)
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status not in missing:
            self._judge(address, answer, now)
        self._keep(address, _Kept(answer, now + lifetime(answer.headers), now, stamp))
        return answer

    def _wait_for(self, address: str, now: float) -> None:
        until, error = self._pauses.get(_origin(address), (now, None))
        if error is not None and now < until:
            raise type(error)(shown(address), error.reason)

    def _judge(self, address: str, answer: FetchedResponse, now: float) -> None:
        if answer.status == HTTPStatus.OK:
            return
        if answer.status == HTTPStatus.GONE:
            raise GoneError(shown(address), "its server says that it is gone for good (410)")
        reason = f"its server answers {answer.status} {_phrase(answer.status)}".rstrip()
        if pause := pause_of(answer.headers):
            reason += f", and asks for a pause of {pause:.0f} seconds"
        error = SourceError(shown(address), reason)
        if pause:
            self._pauses[_origin(address)] = (now + pause, error)
        raise error

    def _keep(self, address: str, kept: _Kept) -> None:
        self._kept.pop(address, None)
        if "no-store" in _directives(kept.answer.headers):
            return
        self._kept[address] = kept
        held = sum(len(each.answer.content) for each in self._kept.values())
        while held > self._most:
            _, dropped = self._kept.popitem(last=False)
            held -= len(dropped.answer.content)


def _is_fresh(kept: _Kept, now: float, least: float, stamp: str) -> bool:
    return stamp == kept.stamp if stamp and kept.stamp else now < max(kept.until, kept.fetched + least)


def lifetime(headers: Mapping[str, str]) -> float:
    """Tell for how many seconds an answer may be used without asking again (RFC 9111, section 4.2).

    Args:
        headers: of the answer, by name in lower case.
    """
    directives = _directives(headers)
    if "no-cache" in directives or "no-store" in directives:
        return 0.0
    age = _number(headers.get("age", "0")) or 0.0
    return min(_LONGEST, max(0.0, (_number(directives.get("max-age", "")) or 0.0) - age))


def pause_of(headers: Mapping[str, str]) -> float:
    """Tell for how many seconds a server wants to be left alone (RFC 9110, section 10.2.3).

    Args:
        headers: of the answer, by name in lower case.
    """
    said = headers.get("retry-after", "").strip()
    seconds = _number(said)
    if seconds is None:
        try:
            moment = parsedate_to_datetime(said)
            seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - _sent_at(headers)).total_seconds()
        except ValueError:
            return 0.0
    return min(_LONGEST, max(0.0, seconds))


def _sent_at(headers: Mapping[str, str]) -> datetime:
    """Read the server's own clock, where it tells it: a pause is meant by it."""
    try:
        moment = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return datetime.now(UTC)
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _directives(headers: Mapping[str, str]) -> dict[str, str]:
    parts = (part.strip().lower().partition("=") for part in headers.get("cache-control", "").split(","))
    return {name.strip(): value.strip().strip('"') for name, _, value in parts}


def _number(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None  # digits of any sane number


def _conditions(answer: FetchedResponse) -> dict[str, str]:
    return {condition: answer.headers[name] for name, condition in _CONDITIONS.items() if name in answer.headers}


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
