"""What both drivers tell httpx, and what they take from its responses."""

from importlib.metadata import PackageNotFoundError, version
from typing import TypedDict

import httpx

from feedpub.client.errors import ClientError
from feedpub.client.exchange import Response

_SILENCE = 75.0  # seconds: a site waits with an answer for 60 at most, and a stream gives a sign of life every 15


class ConnectionSettings(TypedDict):
    """Of an httpx client."""

    base_url: str
    headers: dict[str, str]
    timeout: httpx.Timeout
    follow_redirects: bool


def settings_of(url: str) -> ConnectionSettings:
    """Tell how a site is to be asked.

    Args:
        url: of the site.

    Returns:
        The settings of a client.

    Raises:
        ClientError: that is no address of a site.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ClientError(url, f"is no address: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ClientError(url, "is no address of a site: http://… or https://… is needed")
    return ConnectionSettings(
        base_url=url,
        headers={"User-Agent": f"feedpub-client/{_version()}", "Accept": "application/json"},
        timeout=httpx.Timeout(10.0, read=_SILENCE),
        follow_redirects=True,
    )


def response_of(response: httpx.Response, body: bytes | None) -> Response:
    """Take what the logic needs from a response.

    Args:
        response: of httpx.
        body: all of it; None where it stays open.
    """
    headers = {name.lower(): value for name, value in response.headers.items()}
    seconds = 0.0 if body is None else response.elapsed.total_seconds()
    return Response(str(response.url), response.status_code, headers, body or b"", seconds)


def _version() -> str:
    for distribution in ("feedpub-client", "feedpub"):
        try:
            return version(distribution)
        except PackageNotFoundError:
            continue
    return "0"
