"""A site that is live, looked at over HTTP as readers, crawlers and strangers see it, each with what to do about it."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from feedpub.errors import SourceError
from feedpub.sources.http import Fetcher
from feedpub.sources.http.fetching import FetchedResponse
from feedpub.wiring.doctor import Finding

_MOST_BYTES = 20_000_000
_SECONDS = 15.0  # a page that takes longer has lost its readers
_FEEDS = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
# As readers call themselves: protection from bots that stops these stops subscribers.
_READERS = ("feedparser/6.0.11 +https://github.com/kurtmckee/feedparser/", "Feedly/1.0", "newsboat/2.40")
_LEAST_AGE = 60  # seconds of max-age, below which every reader asks every time
_LINK = re.compile(r"""https?://[^\s<>"'\\]+""")


@dataclass(slots=True)
class LiveSite:
    """A site at an address.

    Args:
        address: of its home page.
        fetcher: that asks it.
    """

    address: str
    fetcher: Fetcher = field(default_factory=lambda: Fetcher(allow_private=True, seconds=_SECONDS))

    def findings(self) -> Iterator[Finding]:
        """Look at all that readers meet.

        Yields:
            A finding for each thing.
        """
        try:
            home = self._get("/")
        except SourceError as error:
            advice = "start feedpub serve, and let the proxy and the firewall lead to it"
            yield Finding("home page", "fails", error.reason, advice)
            return
        yield self._home(home)
        checks: dict[str, Callable[[], Finding]] = {"discovery": lambda: _discovery(home), "TLS": lambda: _tls(home)}
        for suffix, media_type in _FEEDS.items():
            path = f"/feeds/all.{suffix}"
            checks |= {
                f"{suffix} feed": lambda path=path, kind=media_type: self._feed(path, kind),  # type: ignore[misc]  # bound now
                f"{suffix} conditions": lambda path=path: self._conditions(path),  # type: ignore[misc]  # likewise
            }
        checks |= {
            "compression": self._compression,
            "feed readers": self._readers,
            "robots.txt": self._robots,
            "sitemap": self._sitemap,
            "missing pages": self._missing,
            "privacy": self._privacy,
        }
        for name, check in checks.items():
            yield _named(name, check)

    def _get(self, path: str, **headers: str) -> FetchedResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.fetcher.get(self.address.rstrip("/") + path, _MOST_BYTES, named)

    def _home(self, home: FetchedResponse) -> Finding:
        if home.status != HTTPStatus.OK:
            return Finding("home page", "fails", f"it answers {home.status}", "let the proxy hand all paths on as they are")
        if home.redirects:
            said = f"{self.address} leads to {home.address}"
            return Finding(
                "home page", "note", said, f"set base_url to {home.address.rstrip('/')} if readers are to see that"
            )
        return Finding("home page", "ok", "it answers")

    def _feed(self, path: str, media_type: str) -> Finding:
        answer = self._get(path)
        if answer.status != HTTPStatus.OK:
            return Finding("", "fails", f"{path} answers {answer.status}", "let the proxy hand this path on as it is")
        if not answer.headers.get("content-type", "").startswith(media_type):
            said = f"{path} is sent as {answer.headers.get('content-type', 'nothing')}, not as {media_type}"
            return Finding("", "fails", said, "let the proxy keep Content-Type as it is")
        if not self._names_itself(path, answer):
            advice = f"set base_url to {self.address.rstrip('/')}, or ask doctor about the address that base_url says"
            return Finding("", "fails", f"{path} says that it is elsewhere: its own address is not in it", advice)
        return Finding("", "ok", f"{path}, {len(answer.content):,} bytes")

    def _names_itself(self, path: str, answer: FetchedResponse) -> bool:
        links = {link.rstrip("/") for link in _LINK.findall(answer.content.decode("utf-8", "replace").replace("\\/", "/"))}
        return answer.address in links or self.address.rstrip("/") + path in links

    def _conditions(self, path: str) -> Finding:
        answer = self._get(path)
        tag, changed = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        if not tag or not changed:
            missing = " and ".join(name for name, value in (("ETag", tag), ("Last-Modified", changed)) if not value)
            return Finding("", "fails", f"{path} has no {missing}", "let the proxy keep these headers")
        again = self._get(path, If_None_Match=tag).status, self._get(path, If_Modified_Since=changed).status
        if again != (HTTPStatus.NOT_MODIFIED, HTTPStatus.NOT_MODIFIED):
            advice = "let the proxy hand on If-None-Match and If-Modified-Since: each reader loads all of it every time now"
            return Finding("", "fails", f"{path} answers {again[0]} and {again[1]} to who has it already, not 304", advice)
        return _lifetime(path, answer)

    def _compression(self) -> Finding:
        plain = self._get("/feeds/all.rss", Accept_Encoding="identity")
        if plain.headers.get("content-encoding", "identity") != "identity":
            return Finding("", "fails", "a reader that takes no compression gets some", "let the proxy keep Accept-Encoding")
        if self._get("/feeds/all.rss").headers.get("content-encoding") != "gzip":
            advice = "let the proxy hand Accept-Encoding on, or compress XML and JSON itself"
            return Finding("", "note", f"feeds are sent uncompressed: {len(plain.content):,} bytes each time", advice)
        return Finding("", "ok", "feeds are compressed for who takes it")

    def _readers(self) -> Finding:
        stopped = {
            agent: status for agent in _READERS if (status := self._get("/feeds/all.rss", User_Agent=agent).status) != 200
        }
        if stopped:
            said = ", ".join(f"{agent.partition('/')[0]} gets {status}" for agent, status in stopped.items())
            return Finding("", "fails", said, "keep protection from bots off /feeds/: it stops subscribers")
        return Finding("", "ok", f"{len(_READERS)} of them get the feed")

    def _robots(self) -> Finding:
        answer = self._get("/robots.txt")
        named = re.findall(r"(?im)^sitemap:\s*(\S+)", answer.content.decode("utf-8", "replace"))
        if answer.status != HTTPStatus.OK or not named:
            return Finding("", "fails", "it names no sitemap", "let the proxy hand /robots.txt on, and serve no file there")
        away = [each for each in named if urlsplit(each).netloc != urlsplit(answer.address).netloc]
        if away:
            return Finding(
                "", "fails", f"it names {away[0]}, on another host", "set base_url to the address that people use"
            )
        return Finding("", "ok", f"it names {len(named)} {'sitemap' if len(named) == 1 else 'sitemaps'}")

    def _sitemap(self) -> Finding:
        answer = self._get("/sitemap.xml")
        if answer.status == HTTPStatus.OK and b"<sitemapindex" in answer.content:
            return Finding("", "ok", f"{answer.content.count(b'<loc>')} in its index")
        return Finding("", "fails", f"/sitemap.xml answers {answer.status}", "let the proxy hand this path on")

    def _missing(self) -> Finding:
        status = self._get("/articles/there-is-no-such-article-0000").status
        if status == HTTPStatus.NOT_FOUND:
            return Finding("", "ok", "they answer 404")
        return Finding("", "fails", f"they answer {status}", "serve no page of the proxy's own in the place of errors")

    def _privacy(self) -> Finding:
        told = self._get("/healthz")
        if told.status == HTTPStatus.OK and "sources" in json.loads(told.content or b"{}"):
            if _is_loopback(self.address):
                return Finding("", "ok", "who sits at this machine is told names and reasons in /healthz and /status")
            advice = "let the proxy add X-Forwarded-For: without it, visitors cannot be told from this machine"
            return Finding("", "fails", "strangers are told names of files and reasons in /healthz", advice)
        return Finding("", "ok", "strangers are told no names")


def _named(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        found = check()
    except (SourceError, ValueError) as error:
        reason = error.reason if isinstance(error, SourceError) else str(error)
        return Finding(name, "fails", reason, "look at the log of feedpub and of the proxy at this moment")
    return Finding(name, found.status, found.said, found.advice)


def _lifetime(path: str, answer: FetchedResponse) -> Finding:
    policy = answer.headers.get("cache-control", "")
    age = re.search(r"max-age=(\d+)", policy)
    if "no-store" in policy or age is None or int(age[1]) < _LEAST_AGE:
        said = f"{path} may be used for {age[1] if age else 0} seconds ({policy or 'no Cache-Control'})"
        return Finding("", "note", said, "let the proxy keep Cache-Control: readers poll as often as it lets them")
    try:
        parsedate_to_datetime(answer.headers["last-modified"])
    except ValueError:
        return Finding("", "fails", f"{path} has a Last-Modified that is no date", "let the proxy keep it as it is")
    return Finding("", "ok", f"{path} answers 304 to who has it, and may be used for {age[1]} seconds")


def _discovery(home: FetchedResponse) -> Finding:
    page = home.content.decode("utf-8", "replace")
    missing = [kind for kind in _FEEDS.values() if f'type="{kind}"' not in page]
    if missing:
        said = f"the home page does not lead to the feeds of type {', '.join(missing)}"
        return Finding("", "fails", said, "ask about the address at which feedpub's own home page is")
    return Finding("", "ok", "the home page leads to the feeds")


def _tls(home: FetchedResponse) -> Finding:
    if urlsplit(home.address).scheme == "https":
        if "strict-transport-security" not in home.headers:
            return Finding("", "note", "browsers may still come by http", "let the proxy send Strict-Transport-Security")
        return Finding("", "ok", "https, and for good")
    if _is_loopback(home.address):
        return Finding("", "ok", "none, and none is needed on this machine")
    return Finding("", "fails", "the site speaks http", "put a proxy with TLS before it: the README shows one")


def _is_loopback(address: str) -> bool:
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")
