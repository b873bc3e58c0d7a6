"""What a process does before its first request, so that nobody waits for it: compiling, loading, pages, lists, a search."""

import gc
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from feedpub.model.selection import Selection
from feedpub.site.addresses import (
    EVENTS_API,
    HOME,
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
# Objects, beyond those that went again, after which the collector looks through what is new. By default it does so after
# 700, dozens of times for each page: to read fifty events took a seventh longer by that. Of 20,000 it was no faster in all
# than of 5,000, but it made one request in eighty take 15 to 40 ms longer; now that is 5.
_MADE = 5_000


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
        for path in (*_PAGES, *feeds, *_of_newest(client)):
            client.get(path)
    # What lives as long as the process is looked through by each full collection, in the middle of somebody's request.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE, *gc.get_threshold()[1:])


def _of_newest(client: FlaskClient) -> Iterator[str]:
    """Yield pages of the newest article: templates and questions are made ready by being used once."""
    answer = client.get(f"{EVENTS_API}?limit=1")
    for event in answer.json["items"] if answer.status_code == HTTPStatus.OK and answer.json else ():
        article = event["article"]
        page, language = urlsplit(article["url"]).path, Selection(kind="language", slug=facet_slug(article["language"]))
        yield from (page, f"{page}/explanation", page_path(language))
