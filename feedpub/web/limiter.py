"""How much one client may ask for, so that none of them takes the turns of all others."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter

from feedpub.translation import message
from feedpub.web.counters import Counters
from feedpub.web.problems import Problem, ProblemError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_log = logging.getLogger(__name__)
_FORWARDED = "X-Forwarded-For"
_KEY = "HTTP_X_FORWARDED_FOR"  # which is what WSGI calls it
# Where the quota of a request is kept: it is carried on when the app asks itself what stands at another address, which is
# no second request of the client.
_QUOTA = "feedpub.quota"
_NEIGHBOURS = 64  # bits of an IPv6 address that a client's network has; the others are the client's to choose


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left to a client.

    Args:
        limit: requests in a window.
        window: its length in seconds.
        remaining: requests in this one.
        reset: seconds until the next one begins.
        exceeded: this request is one too many.
    """

    limit: int
    window: int
    remaining: int
    reset: int
    exceeded: bool

    @property
    def headers(self) -> dict[str, str]:
        """The fields of draft-ietf-httpapi-ratelimit-headers-10, and those of its third, which more clients know."""
        return {
            "RateLimit-Policy": f'"client";q={self.limit};w={self.window}',
            "RateLimit": f'"client";r={self.remaining};t={self.reset}',
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }


class Limiter:
    """Counts the requests of each client, in the memory of this process.

    Args:
        rate: such as ``1200/minute``.
        trusted_proxies: through how many clients come.
        ticks: a clock that nobody sets.
    """

    def __init__(self, rate: str, trusted_proxies: int, ticks: Callable[[], float] = time.monotonic) -> None:
        self._rate: RateLimitItem = parse(rate)
        self._trusted_proxies = trusted_proxies
        self._ticks = ticks
        self._counters = FixedWindowRateLimiter(Counters(ticks))
        self._warned = False

    def count(self, environ: "WSGIEnvironment") -> Quota | None:
        """Count a request, once.

        Args:
            environ: of the request, in which it is noted.

        Returns:
            What is left to its client; None where it may ask for any amount.
        """
        self._warn(environ)
        quota: Quota | None = environ.get(_QUOTA)
        client = client_of(environ, self._trusted_proxies) if quota is None else None
        if client is not None:
            allowed = self._counters.hit(self._rate, client)
            environ[_QUOTA] = quota = self._quota(client, exceeded=not allowed)
        return quota

    def admit(self) -> None:
        """Count the current request.

        Raises:
            ProblemError: 429, its client has had its share.
        """
        # Monitors and orchestrators must never take a busy site for a dead one.
        quota = None if request.blueprint == "health" else self.count(request.environ)
        if quota and quota.exceeded:
            detail = message(
                "One client may ask %(limit)s times in %(window)s seconds.", limit=quota.limit, window=quota.window
            )
            headers = {"Retry-After": str(quota.reset)}
            raise ProblemError(Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, "rate-limited", headers=headers))

    def tell(self, response: Response) -> Response:
        """Say in a response what is left to its client."""
        quota: Quota | None = request.environ.get(_QUOTA)
        if quota is not None:
            response.headers |= quota.headers
        return response

    def _quota(self, client: str, *, exceeded: bool) -> Quota:
        ends, remaining = self._counters.get_window_stats(self._rate, client)
        reset = max(1, ceil(ends - self._ticks()))
        return Quota(self._rate.amount, self._rate.get_expiry(), remaining, reset, exceeded)

    def _warn(self, environ: "WSGIEnvironment") -> None:
        if not self._trusted_proxies and not self._warned and _KEY in environ:
            self._warned = True
            _log.warning(
                "a request has %s: if a proxy of yours sent it, set trusted_proxies: its visitors cannot be told apart",
                _FORWARDED,
            )


def client_of(environ: "WSGIEnvironment", trusted_proxies: int) -> str | None:
    """Tell who sends a request, as far as limits go.

    Args:
        environ: of the request.
        trusted_proxies: through how many clients come, each of which adds to X-Forwarded-For whom it speaks for.

    Returns:
        The address, of IPv6 its network; None for a client on this machine that speaks for itself.
    """
    forwarded: str | None = environ.get(_KEY) if trusted_proxies else None
    name = _forwarded_for(forwarded or "", trusted_proxies) or environ.get("REMOTE_ADDR") or ""
    # Longer than any address: nobody fills the memory of those that were met.
    return _client(_without_port(name)[:64], spoken_for=forwarded is not None)


@lru_cache(maxsize=10_000)
def _client(host: str, *, spoken_for: bool) -> str | None:
    if not host:  # the other end of a Unix socket
        return "unknown" if spoken_for else None
    try:
        address = ip_address(host)
    except ValueError:
        return host[:50]
    address = (isinstance(address, IPv6Address) and address.ipv4_mapped) or address
    if address.is_loopback and not spoken_for:
        return None
    return str(ip_network((address, _NEIGHBOURS), strict=False) if isinstance(address, IPv6Address) else address)


def _without_port(name: str) -> str:
    """Take away what some proxies add to an address: of IPv6, which has colons of its own, it stands behind brackets."""
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0] if name.count(":") == 1 else name


def _forwarded_for(forwarded: str, trusted_proxies: int) -> str:
    """Return whom the outermost of the proxies names; empty where there are fewer names, so that the nearest is the client.

    What stands further to the left is the client's own word. The field has no quotation marks: one of the client's, never
    closed, would else take what the proxies add into it.
    """
    names = forwarded.split(",")
    return names[-trusted_proxies].strip() if len(names) >= trusted_proxies else ""


def register(app: Flask, rate: str | None, trusted_proxies: int) -> Limiter | None:
    """Limit how much one client may ask of an app.

    Args:
        app: to limit.
        rate: such as ``1200/minute``, None for no limit.
        trusted_proxies: through how many every request from elsewhere comes, each of which adds to X-Forwarded-For.

    Returns:
        What limits it; None for no limit.
    """
    if rate is None:
        return None
    limiter = Limiter(rate, trusted_proxies)
    app.before_request(limiter.admit)
    app.after_request(limiter.tell)
    return limiter
