"""Where everything is found: paths below the site's root, which ``Site`` completes to addresses.

Search engines and subscribers keep addresses, and feeds are known by theirs: none of these ever changes.
"""

from datetime import date
from urllib.parse import urlencode

from feedpub.model.selection import Facet, FacetKind, Query, Selection
from feedpub.site.kinds import KIND_NAMES

HOME = "/"
QUOTES = "/quotes"
DAYS = "/days"
FEEDS = "/feeds"
SUBSCRIPTIONS = "/feeds.opml"
SEARCH = "/search"
SEARCH_DESCRIPTION = "/opensearch.xml"
ABOUT = "/about"
OEMBED = "/oembed"
EVENTS_API = "/api/events"
CHANGES_API = "/api/changes"
STATE_API = "/api/state"
SNAPSHOT_API = "/api/events.ndjson"
QUOTES_API = "/api/quotes"
LOOKUPS: dict[FacetKind, str] = {
    "person": "/api/people",
    "organization": "/api/organizations",
    "place": "/api/places",
    "type": "/api/types",
}
"""The lists of what events have in common, by kind."""
OPENAPI = "/openapi.json"
API = "/api"
"""The page that describes the API to people."""
EVENT_SCHEMA = "/schemas/event.schema.json"
VERSIONED_SCHEMA = "/schemas/event-{}.schema.json"
"""Where the schema of a version of the event's document stays when there are newer ones."""
API_SCHEMA = "/schemas/{}-{}.schema.json"
"""Where the schema of another document of the API is, by its name and the first number of the API's version."""
EVENT_TYPES = "/schemas/event-types.json"
ROBOTS = "/robots.txt"
SITEMAP_INDEX = "/sitemap.xml"
NEWS_SITEMAP = "/sitemap-news.xml"
SELECTED = "/events"
"""Below which are the news that answer a query of several facets."""


def article_path(slug: str) -> str:
    """Return the path of an article's page; that of a document of it is this, a dot and the format's suffix."""
    return f"/articles/{slug}"


def event_path(article_id: str) -> str:
    """Return the path of an event in the API."""
    return f"{EVENTS_API}/{article_id}"


def revisions_path(article_id: str) -> str:
    """Return the path of the list of an event's revisions."""
    return f"{event_path(article_id)}/revisions"


def explanation_path(slug: str) -> str:
    """Return the path of the page that says how an article's answers were found."""
    return f"{article_path(slug)}/explanation"


def share_image_path(path: str, digest: str) -> str:
    """Return the path of the picture that stands for an article where its address is shared.

    Args:
        path: of the article's page; of its address the address comes of it.
        digest: of what it shows.
    """
    return f"{path}/image-{digest}.png"


def oembed_path(url: str, form: str) -> str:
    """Return the path, with the query string, of what others show of an address (oEmbed).

    Args:
        url: absolute address of an article.
        form: json or xml.
    """
    return f"{OEMBED}?{urlencode({'url': url, 'format': form})}"


def day_path(day: date) -> str:
    """Return the path of the page with the news of a day."""
    return f"{DAYS}/{day.isoformat()}"


def folder_of(kind: FacetKind) -> str:
    """Return what the paths of the pages of all selections of a kind begin with."""
    return KIND_NAMES[kind].folder


def page_path(selection: Selection | Facet) -> str:
    """Return the path of the page that shows a selection to people."""
    return f"{folder_of(selection.kind)}/{selection.slug}"


def query_path(query: Query) -> str:
    """Return the path, with the query string, of the page that shows to people what a query finds."""
    if query.alone:
        return page_path(query.alone)
    return with_query(SEARCH if query.search else SELECTED, query.string) if query.string else HOME


def numbered(path: str, number: int) -> str:
    """Return the path of a page of a list; that of the first is the list's own."""
    return path if number == 1 else f"{path}{'&' if '?' in path else '?'}page={number}"


def in_month(path: str, month: date | None) -> str:
    """Return the path of the part of a page's list that is of one month; the path itself where none is named."""
    return f"{path}?month={month:%Y-%m}" if month else path


def quotes_about(selection: Selection | Facet) -> str:
    """Return the path of the page of what others said about somebody or something."""
    return f"{QUOTES}?{selection.kind}={selection.slug}"


def feed_page(query: Query) -> str:
    """Return the path, with the query string, of the page that says to people how a query can be followed."""
    return with_query(f"{feed_path(feed_name(query))}.html", feed_query(query))


def selection_feed(selection: Selection | Facet) -> str:
    """Return what stands in the addresses of the feeds of a selection."""
    return f"{selection.kind}/{selection.slug}"


def feed_name(query: Query) -> str:
    """Return what stands in the addresses of a query's feeds."""
    if query.alone:
        return selection_feed(query.alone)
    return "query" if query.string else "all"


def feed_path(name: str) -> str:
    """Return the path of a feed without suffix; its archives lie below it."""
    return f"{FEEDS}/{name}"


def feed_query(query: Query) -> str:
    """Return the query string that the addresses of a query's feeds end in; none where its name says it all."""
    return "" if query.alone else query.string


def sitemap_path(name: object) -> str:
    """Return the path of a sitemap of pages, of days, or of a day's articles."""
    return f"/sitemaps/{name}.xml"


def selections_sitemap_path(kind: FacetKind, number: object) -> str:
    """Return the path of a sitemap of the pages of selections of a kind."""
    return f"/sitemaps{folder_of(kind)}-{number}.xml"


def with_query(path: str, string: str) -> str:
    """Complete a path by a query string, where there is one."""
    return f"{path}?{string}" if string else path
