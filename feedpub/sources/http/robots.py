"""What sites ask of robots: robots.txt. https://www.rfc-editor.org/rfc/rfc9309."""

from urllib.parse import urlsplit

from protego import Protego

from feedpub.errors import SourceError
from feedpub.sources.http.cache import HttpCache
from feedpub.sources.http.fetching import PRODUCT
from feedpub.sources.http.network import shown

_MAX_BYTES = 512_000  # section 2.5 asks for 500 KiB at least
_LEAST = 3_600.0  # seconds; section 2.4 allows a day
_UNAVAILABLE = range(400, 500)  # section 2.3.1.3: there are no rules


class Robots:
    """The rules of each site that pages are fetched from.

    Args:
        cache: that asks for them.
    """

    def __init__(self, cache: HttpCache) -> None:
        self._cache = cache
        self._rules: dict[str, tuple[bytes, Protego]] = {}

    def check(self, address: str) -> None:
        """Make sure that an address may be fetched.

        Args:
            address: of a page or sitemap.

        Raises:
            SourceError: robots.txt forbids it, or cannot be read, which counts as a ban (section 2.3.1.4).
            StoppedError: the fetcher was stopped.
        """
        parts = urlsplit(address)
        home = f"{parts.scheme}://{parts.netloc}/robots.txt"
        try:
            content = self._cache.get(home, _MAX_BYTES, least=_LEAST, missing=_UNAVAILABLE).content
        except SourceError as error:
            raise SourceError(
                shown(address), f"nobody knows whether robots may fetch it: robots.txt: {error.reason}"
            ) from None
        if not self._of(home, content).can_fetch(address, PRODUCT):
            raise SourceError(shown(address), f"robots.txt forbids it to {PRODUCT}")

    def _of(self, home: str, content: bytes) -> Protego:
        known = self._rules.get(home)
        if known is None or known[0] != content:
            known = self._rules[home] = (content, Protego.parse(content.decode("utf-8", "replace")))
        return known[1]
