"""How much one client may ask for, so that none of them takes the turns of all others."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from flask import Flask, Response, request
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter
from werkzeug.wrappers import Request

from feedpub.web.counters import Counters
from feedpub.web.problems import Problem, ProblemError

_log = logging.getLogger(__name__)
_FORWARDED = "X-Forwarded-For"
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
    """

    limit: int
    window: int
    remaining: int
    reset: int

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

    def count(self) -> None:
        """Count the current request.

        Raises:
            ProblemError: 429, its client has had its share.
        """
        self._warn()
        client = client_of(request, self._trusted_proxies)
        # Monitors and orchestrators must never take a busy site for a dead one.
        if client is None or request.blueprint == "health" or _QUOTA in request.environ:
            return
        allowed = self._counters.hit(self._rate, client)
        request.environ[_QUOTA] = quota = self._quota(client)
        if not allowed:
            detail = f"One client may ask {quota.limit} times in {quota.window} seconds."
            headers = {"Retry-After": str(quota.reset)}
            raise ProblemError(Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, "rate-limited", headers=headers))

    def tell(self, response: Response) -> Response:
        """Say in a response what is left to its client."""
        quota: Quota | None = request.environ.get(_QUOTA)
        if quota is not None:
            response.headers |= quota.headers
        return response

    def _quota(self, client: str) -> Quota:
        ends, remaining = self._counters.get_window_stats(self._rate, client)
        return Quota(self._rate.amount, self._rate.get_expiry(), remaining, max(1, ceil(ends - self._ticks())))

    def _warn(self) -> None:
        if not self._trusted_proxies and not self._warned and _FORWARDED in request.headers:
            self._warned = True
            _log.warning(
                "a request has %s: if a proxy of yours sent it, set trusted_proxies: its visitors cannot be told apart",
                _FORWARDED,
            )


def client_of(incoming: Request, trusted_proxies: int) -> str | None:
    """Tell who sends a request, as far as limits go.

    Args:
        incoming: the request.
        trusted_proxies: through how many clients come, each of which adds to X-Forwarded-For whom it speaks for.

    Returns:
        The address, of IPv6 its network; None for a client on this machine that speaks for itself.
    """
    forwarded = incoming.headers.get(_FORWARDED) if trusted_proxies else None
    name = _forwarded_for(forwarded or "", trusted_proxies) or incoming.remote_addr or ""
    host = _without_port(name)
    if not host:  # the other end of a Unix socket
        return None if forwarded is None else "unknown"
    try:
        address = ip_address(host)
    except ValueError:
        return host[:50]
    address = (isinstance(address, IPv6Address) and address.ipv4_mapped) or address
    if address.is_loopback and forwarded is None:
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


def register(app: Flask, rate: str | None, trusted_proxies: int) -> None:
    """Limit how much one client may ask of an app.

    Args:
        app: to limit.
        rate: such as ``1200/minute``, None for no limit.
        trusted_proxies: through how many every request from elsewhere comes, each of which adds to X-Forwarded-For.
    """
    if rate is not None:
        limiter = Limiter(rate, trusted_proxies)
        app.before_request(limiter.count)
        app.after_request(limiter.tell)
