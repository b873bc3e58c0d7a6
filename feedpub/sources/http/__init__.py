"""Documents from the web: feeds, pages and sitemaps, fetched as from strangers, within bounds of size, time and place.

``network`` says where a connection may lead, ``fetching`` asks once, ``cache`` asks no more often than it should,
``robots`` asks where it may, ``source`` makes documents of the answers.
"""

from feedpub.sources.http.fetching import Fetcher
from feedpub.sources.http.source import HttpSource

__all__ = ["Fetcher", "HttpSource"]
