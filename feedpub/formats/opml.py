"""A list of feeds that a feed reader takes in at once: OPML 2.0. http://opml.org/spec2.opml."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from feedpub.formats._content import line
from feedpub.model.feed import Site

MEDIA_TYPE = "text/x-opml; charset=utf-8"
_SPEC = "http://opml.org/spec2.opml"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed in the list.

    Args:
        title: for people.
        feed: absolute address of its RSS.
        page: absolute address of the page that shows the same.
    """

    title: str
    feed: str
    page: str


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds that belong together.

    Args:
        title: for people.
        subscriptions: the feeds.
    """

    title: str
    subscriptions: tuple[Subscription, ...]


def opml(site: Site, changed: datetime, main: Subscription, folders: Iterable[FeedGroup]) -> bytes:
    """List feeds.

    Args:
        site: who publishes them.
        changed: when anything of the site last changed.
        main: the feed of everything.
        folders: all others; those without feeds are left out.

    Returns:
        The document.
    """
    # Section "head": dateModified is in the form of RFC 822; ownerId is the address of a page about the owner.
    head = (
        f"<title>{_escaped(site.title)}</title><dateModified>{format_datetime(changed)}</dateModified>"
        f"<ownerName>{_escaped(site.publisher)}</ownerName><ownerId>{_escaped(site.base_url)}/</ownerId><docs>{_SPEC}</docs>"
    )
    body = _outline(main) + "".join(_folder(folder) for folder in folders if folder.subscriptions)
    document = f'<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head>{head}</head><body>{body}</body></opml>\n'
    return document.encode()


def _folder(folder: FeedGroup) -> str:
    inside = "".join(_outline(one) for one in folder.subscriptions)
    return f'<outline text="{_escaped(folder.title)}">{inside}</outline>'


def _outline(one: Subscription) -> str:
    """Section "subscription lists": type, text and xmlUrl are required."""
    title = _escaped(one.title)
    addresses = f'xmlUrl="{_escaped(one.feed)}" htmlUrl="{_escaped(one.page)}"'
    return f'<outline type="rss" version="RSS2" text="{title}" title="{title}" {addresses}/>'


def _escaped(text: str) -> str:
    return escape(line(text))
