"""One request over HTTP to a stranger: bounded in time, size and redirects, and only to addresses that were looked at.

The connection is made to the very address that was checked, with the host's name in the Host header and in TLS, so that a
name that is resolved to something else a moment later leads nowhere. https://www.rfc-editor.org/rfc/rfc9110.
"""

import asyncio
import logging
import ssl
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import httpx

from feedpub.errors import SourceError, StoppedError
from feedpub.sources.http.network import Resolve, checked, resolve, shown

PRODUCT = "feedpub"
REDIRECTS = 5  # browsers follow 20; a feed that moved twice and changed to TLS needs three
SECONDS = 30.0  # of a whole fetch, redirects and all: a feed of 10 MB over a slow line, and no longer
_STEP_SECONDS = 10.0  # without a byte, or until a connection is made
_TRIED = 3  # addresses of a host that are connected to, one after the other
_REDIRECTING = (301, 302, 303, 307, 308)
_GZIP = zlib.MAX_WBITS | 16

for _chatty in ("httpx", "httpcore"):  # they log whole addresses and headers, with the keys that stand in them
    logging.getLogger(_chatty).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class FetchedResponse:
    """What a server answered in the end.

    Args:
        status: of HTTP.
        address: that answered, after all redirects.
        headers: by name in lower case.
        content: the body of a 200, decoded; of anything else it is not read.
        redirects: each address that led on, with the status by which it did.
    """

    status: int
    address: str
    headers: Mapping[str, str]
    content: bytes = b""
    redirects: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class Fetcher:
    """Fetches what addresses hold.

    Args:
        allow_private: also from addresses that are not public.
        resolve: finds the addresses of a host.
        seconds: that a fetch may take in all.
    """

    allow_private: bool = False
    resolve: Resolve = resolve
    seconds: float = SECONDS
    _stopped: bool = False
    _running: tuple[asyncio.AbstractEventLoop, Any] | None = field(default=None)

    def get(self, address: str, max_bytes: int, conditions: Mapping[str, str] | None = None) -> FetchedResponse:
        """Fetch what an address holds.

        Args:
            address: of http or https.
            max_bytes: that its body may have, once it is decoded.
            conditions: headers of a conditional request.

        Returns:
            The last answer, whatever its status.

        Raises:
            SourceError: there is no answer within the bounds, or it would come from where nothing may be fetched.
            StoppedError: ``stop`` was called.
        """
        place = shown(address)
        try:
            return asyncio.run(self._bounded(address, max_bytes, dict(conditions or {})))
        except TimeoutError:
            raise SourceError(place, f"it took more than {self.seconds:g} seconds in all") from None
        except asyncio.CancelledError:
            raise StoppedError(place, "its fetching was broken off") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise SourceError(place, _reason(error)) from None
        except SourceError as error:
            reason = error.reason if error.location == place else f"{error.location}: {error.reason}"
            raise SourceError(place, reason) from None

    def stop(self) -> None:
        """Break off what is being fetched, and fetch nothing any more; from another thread."""
        self._stopped = True
        if (running := self._running) is not None:
            loop, task = running
            try:
                loop.call_soon_threadsafe(task.cancel)
            except RuntimeError:
                return  # it has just come to its end

    async def _bounded(self, address: str, max_bytes: int, headers: dict[str, str]) -> FetchedResponse:
        self._running = (asyncio.get_running_loop(), asyncio.current_task())
        try:
            if self._stopped:
                raise asyncio.CancelledError
            async with asyncio.timeout(self.seconds):
                return await self._followed(address, max_bytes, headers)
        finally:
            self._running = None

    async def _followed(self, address: str, max_bytes: int, headers: dict[str, str]) -> FetchedResponse:
        led: list[tuple[str, int]] = []
        while True:
            answer = await self._requested(address, max_bytes, headers)
            to = answer.headers.get("location")
            if answer.status not in _REDIRECTING or to is None:
                return replace(answer, redirects=tuple(led))
            if len(led) == REDIRECTS:
                raise SourceError(shown(led[0][0]), f"it redirects more than {REDIRECTS} times")
            led.append((address, answer.status))
            address = str(httpx.URL(address).join(to))

    async def _requested(self, address: str, max_bytes: int, headers: dict[str, str]) -> FetchedResponse:
        url = _allowed(address)
        host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
        addresses = await self._checked(host, port)
        sent = {"Host": url.netloc.decode("ascii"), "User-Agent": _agent(), "Accept-Encoding": "gzip", **headers}
        for number, found in enumerate(addresses[:_TRIED], 1):
            request = httpx.Request(
                "GET", url.copy_with(host=found.partition("%")[0]), headers=sent, extensions=_extensions(host)
            )
            try:
                return await _sent(request, address, max_bytes)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == len(addresses[:_TRIED]):
                    raise
        raise AssertionError("a host that was checked has an address")

    async def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await asyncio.to_thread(self.resolve, host, port)
        except (OSError, UnicodeError):
            raise SourceError(host, "its name leads to no address") from None
        return checked(host, addresses, allow_private=self.allow_private)


def _allowed(address: str) -> httpx.URL:
    url = httpx.URL(address).copy_with(fragment=None)
    if url.scheme not in ("http", "https") or not url.host:
        raise SourceError(shown(address), "it is no address of http or https")
    if url.userinfo:
        raise SourceError(shown(address), "it has credentials in it, which are sent to nobody")
    return url


def _extensions(host: str) -> dict[str, Any]:
    step = _STEP_SECONDS
    return {"sni_hostname": host, "timeout": {"connect": step, "read": step, "write": step, "pool": step}}


async def _sent(request: httpx.Request, address: str, max_bytes: int) -> FetchedResponse:
    # Variables such as HTTPS_PROXY are not read: a proxy would resolve the name again, and reach what it likes.
    async with httpx.AsyncClient(verify=_trusted(), trust_env=False, follow_redirects=False) as client:
        response = await client.send(request, stream=True)
        try:
            headers = {name.lower(): value for name, value in response.headers.items()}
            content = await _body(response, address, max_bytes) if response.status_code == httpx.codes.OK else b""
            return FetchedResponse(response.status_code, address, headers, content)
        finally:
            await response.aclose()


async def _body(response: httpx.Response, address: str, max_bytes: int) -> bytes:
    place, coding = shown(address), response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise SourceError(place, f"its body is coded as {coding[:40]}, which was not asked for")
    unpacking = zlib.decompressobj(_GZIP) if coding.endswith("gzip") else None
    body, received = bytearray(), 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        # Never more is unpacked than may be kept: a few bytes can stand for gigabytes.
        body += chunk if unpacking is None else _unpacked(unpacking, chunk, max_bytes + 1 - len(body))
        if max(len(body), received) > max_bytes:
            raise SourceError(place, f"it has more than the {max_bytes:,} bytes allowed")
    if unpacking is not None and received and not unpacking.eof:
        raise SourceError(place, "its compressed body ends too early")
    return bytes(body)


def _unpacked(unpacking: Any, chunk: bytes, most: int) -> bytes:
    try:
        found: bytes = unpacking.decompress(chunk, most)
    except zlib.error as error:
        raise ValueError(f"its compressed body is damaged: {error}") from None
    return found


def unpacked_file(content: bytes, max_bytes: int) -> bytes:
    """Unpack a file that is compressed by itself, as sitemaps often are.

    Args:
        content: as fetched.
        max_bytes: that it may have when it is unpacked.

    Returns:
        What it holds; the content itself where it is not compressed.

    Raises:
        ValueError: it is damaged or too large.
    """
    if not content.startswith(b"\x1f\x8b"):
        return content
    unpacking = zlib.decompressobj(_GZIP)
    found = _unpacked(unpacking, content, max_bytes + 1)
    if len(found) > max_bytes:
        raise ValueError(f"it has more than the {max_bytes:,} bytes allowed")
    if not unpacking.eof:
        raise ValueError("its compressed content ends too early")
    return found


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


@lru_cache(maxsize=1)
def _agent() -> str:
    try:
        return f"{PRODUCT}/{version(PRODUCT)} (+https://github.com/feedpub/feedpub)"
    except PackageNotFoundError:  # run from its sources, without having been installed
        return f"{PRODUCT} (+https://github.com/feedpub/feedpub)"


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return f"there is no connection within {_STEP_SECONDS:g} seconds"
    if isinstance(error, httpx.TimeoutException):
        return f"nothing comes for {_STEP_SECONDS:g} seconds"
    return f"it cannot be fetched: {' '.join(str(error).split())[:200] or type(error).__name__}"
