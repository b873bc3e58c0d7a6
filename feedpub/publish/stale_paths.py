"""What is shown at each address of a site, and so at which of them a change may show."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from feedpub.model.selection import EVERYTHING, KINDS, FacetKind, Query, Selection
from feedpub.publish.archives import ArchivePart
from feedpub.publish.dependence import Archived, ArticlePage, InDirectory, OfDay, OneArticle, Shows
from feedpub.publish.feed_pages import shown_on_feed_page
from feedpub.publish.feeds import shown_in_feed
from feedpub.publish.quotations import shown_of_quotations
from feedpub.publish.selections import shown_of_selection
from feedpub.publish.staleness import told
from feedpub.site.addresses import DAYS, FEEDS, QUOTES, folder_of
from feedpub.store import Store

_Parts = Mapping[str, str | None]
_KIND_AT: dict[str, FacetKind] = {folder_of(kind): kind for kind in KINDS}
_NAMED: dict[str, FacetKind] = {kind: kind for kind in KINDS}

_SLUG = "(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)"
_DAY = "(?P<day>[12][0-9]{3}-[0-9]{2}-[0-9]{2})"
_PAGE = "(?:[?&]page=(?P<page>[1-9][0-9]{0,8}))?"
_MONTH = r"(?:\?month=(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2]))?"
_PART = "/archive/(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])/(?P<number>[1-9][0-9]{0,8})"
_FOLDER = f"(?P<folder>{'|'.join(_KIND_AT)})"
_FEED = rf"{FEEDS}/(?:all|(?P<kind>{'|'.join(KINDS)})/{_SLUG})"


def stale_since(store: Store, feed_size: int, sequence: int) -> Callable[[str], bool]:
    """Tell what of a site may show something that has changed.

    Args:
        store: open.
        feed_size: entries in a feed.
        sequence: number of the change since which is asked.

    Returns:
        Decides of a path with its query string: true where it is not known what is there.
    """
    with store.snapshot() as snapshot:
        last = snapshot.changes.sequence()
        if sequence == last:
            return lambda _path: False
        touched = told(snapshot, sequence, last, None) if sequence < last else None
    if touched is None:
        return lambda _path: True

    def is_stale(path: str) -> bool:
        shows = shown_at(path, feed_size)
        return shows is None or shows.is_touched(touched)

    return is_stale


def shown_at(path: str, feed_size: int) -> Shows | None:
    """Tell what is shown at an address.

    Args:
        path: below the site's root, with its query string.
        feed_size: entries in a feed.

    Returns:
        What is shown; None where that may be anything.
    """
    for pattern, shown in _BELOW.get(path.split("/", 2)[1].partition("?")[0], ()):
        if found := pattern.fullmatch(path):
            return shown(found.groupdict(), feed_size)
    return None


def _query(parts: _Parts) -> Query:
    """Read which facet an address names, if any."""
    kind = _KIND_AT.get(parts.get("folder") or "") or _NAMED.get(parts.get("kind") or "")
    return _query_of(kind, parts["slug"] or "") if kind else EVERYTHING


@lru_cache(maxsize=64)
def _query_of(kind: FacetKind, slug: str) -> Query:
    # Its addresses stand together where many are asked about.
    return Query(selections=(Selection(kind=kind, slug=slug),))


def _number(parts: _Parts) -> int:
    return int(parts.get("page") or 1)


def _selection(parts: _Parts, _size: int) -> Shows:
    year, month = parts["year"], parts["month"]
    return shown_of_selection(_query(parts), _number(parts), date(int(year), int(month), 1) if year and month else None)


def _archive(parts: _Parts, _size: int) -> Shows:
    year, month, number = (int(parts[name] or 0) for name in ("year", "month", "number"))
    return Archived(_query(parts), ArchivePart(year, month, number))


def _feed(parts: _Parts, size: int) -> Shows:
    query = _query(parts)
    return shown_on_feed_page(query) if parts["suffix"] == "html" else shown_in_feed(query, size)


def _day(parts: _Parts, _size: int) -> Shows | None:
    try:
        return OfDay(date.fromisoformat(parts["day"] or ""))
    except ValueError:  # in no calendar: nothing is there
        return None


def _quotations(parts: _Parts, _size: int) -> Shows:
    return shown_of_quotations(_query(parts).alone, _number(parts))


_Reader = Callable[[_Parts, int], Shows | None]
_OF_FACETS: tuple[tuple[str, _Reader], ...] = (
    (f"{_FOLDER}/{_SLUG}{_MONTH}{_PAGE}", _selection),
    (f"{_FOLDER}{_PAGE}", lambda parts, _: InDirectory(_KIND_AT[parts["folder"] or ""])),
)
_SHOWN: dict[str, tuple[tuple[str, _Reader], ...]] = {
    "articles": (
        ("/articles/(?P<article>[^/.?]+)", lambda parts, _: ArticlePage(parts["article"] or "")),
        (r"/articles/(?P<article>[^/.?]+)[./][^?]+", lambda parts, _: OneArticle(parts["article"] or "")),
    ),
    "feeds": (
        (rf"{_FEED}(?:\.answers)?(?:\.(?P<suffix>[a-z0-9]+))?", _feed),
        (rf"{_FEED}{_PART}(?:\.answers)?\.[a-z0-9]+", _archive),
    ),
    "days": ((f"{DAYS}/{_DAY}{_PAGE}", _day),),
    "sitemaps": ((rf"/sitemaps/{_DAY}\.xml", _day),),
    "quotes": ((rf"{QUOTES}(?:\?(?P<kind>person|organization|place)={_SLUG})?{_PAGE}", _quotations),),
    **dict.fromkeys((folder.strip("/") for folder in _KIND_AT), _OF_FACETS),
}
_BELOW = {first: tuple((re.compile(pattern), read) for pattern, read in shown) for first, shown in _SHOWN.items()}
"""What is shown at which addresses, by the first part of these; the others are named in the patterns."""
