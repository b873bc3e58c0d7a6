"""What a process does before its first request, so that nobody waits for it: compiling, loading, pages, lists, a search."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from feedpub.collector import SERVING, spare_loaded
from feedpub.model.selection import Selection
from feedpub.site.addresses import (
    EVENTS_API,
    HOME,
    LOOKUPS,
    NEWS_SITEMAP,
    QUOTES_API,
    SEARCH,
    SITEMAP_INDEX,
    feed_path,
    folder_of,
    page_path,
)
from feedpub.site.slugs import facet_slug
from feedpub.views import compile_templates

# Of which the second draws the coasts of the world. What is sought in the fourth and fifth need not be there: what cuts
# texts into words is compiled, which takes as long as the lists themselves. The sixth is misspelt: to correct it, the words
# in the news are read, which takes as long as the page. The last two read what is kept of days and headings.
_PAGES = (
    HOME, folder_of("place"), QUOTES_API, f"{EVENTS_API}?q=news", f"{SEARCH}?q=news", f"{SEARCH}?q=newws", SITEMAP_INDEX,
    NEWS_SITEMAP,
)  # fmt: skip


def render_first(app: Flask) -> None:
    """Render the page that a site's first visitor asks for, with what all pages share: the least to do before listening.

    Args:
        app: that ``create_app`` made.
    """
    with app.test_client() as client:
        client.get(HOME)


def warm_up(app: Flask) -> None:
    """Compile the templates, render a page of most kinds and the main feeds, and keep the collector from looking at it all.

    An app whose store does not answer warms up as far as it can; its requests say what is wrong.

    Args:
        app: that ``create_app`` made, and that this process serves for the rest of its life.
    """
    compile_templates()
    begin = f"{feed_path('all')}."
    feeds = (rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(begin) and not rule.arguments)
    with app.test_client() as client:
        for path in (*_PAGES, *feeds, *_of_newest(client), *_most_in_the_news(client)):
            client.get(path)
    spare_loaded(SERVING)


def _of_newest(client: FlaskClient) -> Iterator[str]:
    """Yield pages of the newest article: templates and questions are made ready by being used once."""
    for event in _items(client, f"{EVENTS_API}?limit=1"):
        article = event["article"]
        page, language = urlsplit(article["url"]).path, Selection(kind="language", slug=facet_slug(article["language"]))
        yield from (page, f"{page}/explanation", page_path(language))


def _most_in_the_news(client: FlaskClient) -> Iterator[str]:
    """Yield the page of what most events name, which has a map, figures and quotations as those of all people and places."""
    for found in _items(client, f"{LOOKUPS['organization']}?sort=count&limit=1"):
        yield urlsplit(found["url"]).path


def _items(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    """Return the first item of a list; none where it is empty or cannot be read."""
    answer = client.get(path)
    found: list[dict[str, Any]] = answer.json["items"] if answer.status_code == HTTPStatus.OK and answer.json else []
    return found
