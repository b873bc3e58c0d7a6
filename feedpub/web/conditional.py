"""Conditional and coded responses: pure functions over headers (RFC 9110, RFC 9111)."""

from datetime import datetime, timedelta
from functools import lru_cache

from werkzeug.http import http_date, parse_accept_header, parse_date, parse_etags

from feedpub.publish.publication import Coding
from feedpub.web.bounds import bounded

CODINGS: tuple[Coding, ...] = ("br", "gzip", "identity")
"""Best first: where a client likes several equally, the smallest body wins."""

# How long a cache may go on with an old copy: while it asks again, and while the site does not answer (RFC 5861).
_STALE = "stale-while-revalidate=60, stale-if-error=86400"

# Who is known to take 226, by what its User-Agent begins with. Asking is no proof: feedparser always asks, and what is built
# on it may call itself feedparser, take 226 for a failure and never see news again (rss2email 3.13 of Debian goes on with
# 200, 302, 304 and 307 only: feed.py, _check_for_errors).
_TAKE_DELTAS = (
    "python-reader/",  # lemon24/reader: refuses from 400 on, and keeps entries that a feed no longer has
    "NewsBlur Feed Fetcher",  # utils/feed_fetcher.py: asks with A-IM itself, refuses from 400 on, and adds to what it has
)

_LONGEST_DATE = 40  # characters; the longest of the three forms has 33 (RFC 9110, section 5.6.7)


def tag_of(etag: str, coding: Coding) -> str:
    """Write the strong entity-tag of one coding of a representation.

    Two codings are two representations, so they may not share a strong tag (RFC 9110, section 8.8.3.3).

    Args:
        etag: hash of the uncompressed bytes, without quotation marks.
        coding: that the body is sent in.

    Returns:
        The value of the ETag header.
    """
    return f'"{etag}"' if coding == "identity" else f'"{etag}-{coding}"'


def coding_for(accept_encoding: str | None) -> Coding:
    """Choose the content coding (RFC 9110, section 12.5.3).

    Args:
        accept_encoding: the request's header, None where it has none.

    Returns:
        The coding that the client likes best; identity where it refuses every one, identity included: the section allows
        to disregard such a field, and a refusal would be one more answer for caches to mix up.
    """
    if accept_encoding is None:
        return "identity"
    wanted = {name.lower(): quality for name, quality in parse_accept_header(bounded(accept_encoding))}
    others = wanted.get("*")
    # A coding that is not listed is not acceptable; identity is, unless it or everything else is refused.
    qualities = {coding: wanted.get(coding, others or 0.0) for coding in CODINGS}
    if "identity" not in wanted and others != 0:
        qualities["identity"] = others or 0.001
    best = max(CODINGS, key=lambda coding: qualities[coding])
    return best if qualities[best] > 0 else "identity"


def is_current(
    etag: str,
    last_modified: datetime | None,
    *,
    if_none_match: str | None,
    if_modified_since: str | None,
) -> bool:
    """Tell whether the copy that the client holds is still good (RFC 9110, sections 13.1.2 and 13.1.3).

    Tags are compared weakly, and that of any coding is good: a proxy that recodes a body may have weakened its tag.

    Args:
        etag: hash of the uncompressed bytes, without quotation marks.
        last_modified: what the response's Last-Modified says, None where it has none.
        if_none_match: the request's header; where it is there, If-Modified-Since must be ignored.
        if_modified_since: the request's header; a value that is no date must be ignored.

    Returns:
        True where 304 is the answer.
    """
    if if_none_match is not None:
        known = parse_etags(bounded(if_none_match))
        return any(known.contains_weak(tag_of(etag, coding)[1:-1]) for coding in CODINGS)
    since = _date(if_modified_since)
    return since is not None and last_modified is not None and last_modified.replace(microsecond=0) <= since


def is_as_expected(etag: str, changed: datetime, *, if_match: str | None, if_unmodified_since: str | None) -> bool:
    """Tell whether a representation is still the one that the client goes on from (RFC 9110, sections 13.1.1 and 13.1.4).

    Tags are compared strongly; that of any coding will do, because each is a current representation.

    Args:
        etag: hash of the uncompressed bytes, without quotation marks.
        changed: when it last changed.
        if_match: the request's header; where it is there, If-Unmodified-Since must be ignored.
        if_unmodified_since: the request's header; a value that is no date must be ignored.

    Returns:
        False where 412 is the answer, before the conditions of ``is_current`` are looked at (section 13.2.2).
    """
    if if_match is not None:
        named = parse_etags(bounded(if_match))
        return named.star_tag or any(named.is_strong(tag_of(etag, coding)[1:-1]) for coding in CODINGS)
    since = _date(if_unmodified_since)
    return since is None or changed.replace(microsecond=0) <= since


def _date(field: str | None) -> datetime | None:
    return parse_date(field) if field and len(field) <= _LONGEST_DATE else None


def held_copies(if_none_match: str | None) -> dict[str, str]:
    """List the copies that a client holds, whatever coding they came in: the hash of each, and the tag that it came with."""
    tags = parse_etags(bounded(if_none_match)).as_set(include_weak=True) if if_none_match else set()
    return {tag.removesuffix("-gzip").removesuffix("-br"): tag for tag in sorted(tags, reverse=True)}


def wants_feed_delta(a_im: str | None, user_agent: str | None) -> bool:
    """Tell whether a client can do with the new entries of a feed alone (RFC 3229, section 10.5.3).

    Args:
        a_im: the request's header of that name.
        user_agent: the request's header of that name.

    Returns:
        True where 226 may be the answer.
    """
    return parse_accept_header(bounded(a_im))["feed"] > 0 and (user_agent or "").startswith(_TAKE_DELTAS)


def last_modified(changed: datetime, now: datetime) -> datetime | None:
    """Say when a representation last changed, if that can be said to the second.

    Args:
        changed: the instant.
        now: the instant of the request.

    Returns:
        The instant; None for a change of this very second, because another one may follow in it and would not be seen
        (RFC 9110, section 8.8.2.2).
    """
    return changed if now - changed >= timedelta(seconds=1) else None


@lru_cache(maxsize=1000)  # of all that changed by one change the date is the same
def date_header(moment: datetime) -> str:
    """Write an instant as an HTTP header does (IMF-fixdate; RFC 9110, section 5.6.7)."""
    return http_date(moment)


def cache_control(max_age: int, until: datetime | None, now: datetime) -> str:
    """Bound the life of a copy by the next moment that is known to change it.

    Args:
        max_age: the longest, in seconds.
        until: the next release from embargo or other scheduled change, None where there is none.
        now: the instant of the request.

    Returns:
        The value of the Cache-Control header.
    """
    seconds = max_age if until is None else min(max_age, max(0, int((until - now).total_seconds())))
    return f"public, max-age={seconds}, {_STALE}"
