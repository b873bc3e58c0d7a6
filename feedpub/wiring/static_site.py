"""The site as files: what is built, and from where all of it is found."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from feedpub.errors import SettingsError
from feedpub.formats import FORMATS
from feedpub.publish import stale_since
from feedpub.settings import Settings
from feedpub.site.addresses import (
    API,
    EVENT_SCHEMA,
    EVENT_TYPES,
    FEEDS,
    HOME,
    NEWS_SITEMAP,
    OEMBED,
    QUOTES,
    ROBOTS,
    SEARCH,
    SELECTED,
    SITEMAP_INDEX,
    SUBSCRIPTIONS,
    explanation_path,
    feed_path,
)
from feedpub.static_site import StaticSite
from feedpub.store import Store
from feedpub.translation import message
from feedpub.views import Frame, Look, problem_page
from feedpub.web.feeds import WELL_KNOWN
from feedpub.wiring.application import create_app
from feedpub.wiring.fingerprint import fingerprint_of
from feedpub.wiring.look import look_digest, look_of
from feedpub.wiring.site import site_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# What decides over the bytes of what is published.
_DECIDING = ("contract", "formats", "markup", "model", "publish", "site", "static_site", "translation", "views", "web")
_SERVED = (SEARCH, SELECTED, API, feed_path("query"), OEMBED, "/status", "/status.json", "/healthz", "/livez", "/readyz")
"""What depends on the question: searches, the API with its cursors and streams, and the state of a running program."""
_UNDECIDING = {"database_url", "replica_url", "health_token", "scheduler", "interval", "extraction_processes", "sources"}


def static_site_of(settings: Settings, store: Store) -> StaticSite:
    """Say what the site's files are.

    Args:
        settings: of the site.
        store: open.

    Returns:
        What is built.

    Raises:
        SettingsError: the site has no address, which pages and feeds are full of.
    """
    if settings.base_url is None:
        raise SettingsError("settings", "a site of files needs its address, as https://news.example", "base_url")
    look = look_of(settings)
    quiet = settings.model_copy(update={"scheduler": "off", "rate_limit": "off", "replica_url": None})
    return StaticSite(
        app=partial(_app, quiet),
        base_url=settings.base_url,
        seeds=(*_seeds(), *_files_of(look)),
        timed=(ROBOTS, NEWS_SITEMAP),
        served=_SERVED,
        program=_program_of(settings),
        sequence=store.changes.sequence,
        unexplained=lambda: store.changes.extent().unexplained,
        explanations=explanation_path("%"),
        stale_since=partial(stale_since, store, settings.feed_size),
        errors={
            HTTPStatus.NOT_FOUND: _error(
                settings, look, HTTPStatus.NOT_FOUND, message("Nothing is published at this address.")
            ),
            HTTPStatus.GONE: _error(settings, look, HTTPStatus.GONE, message("This article was removed.")),
        },
    )


def _app(settings: Settings) -> "WSGIApplication":
    return create_app(settings, kept_bytes=0)  # each address is asked for once


def _seeds() -> tuple[str, ...]:
    known = (f"/{path}" for paths in WELL_KNOWN.values() for path in paths)
    # The rest is found: what the home page, feeds and sitemaps lead to, and what that leads to.
    pages = (HOME, QUOTES, FEEDS, SUBSCRIPTIONS, SITEMAP_INDEX, EVENT_SCHEMA, EVENT_TYPES, feed_path("all"))
    return (*pages, "/favicon.ico", "/apple-touch-icon.png", *known)


def _program_of(settings: Settings) -> str:
    found = sha256(fingerprint_of(Path(__file__).parents[1], _DECIDING))
    found.update(settings.model_dump_json(exclude=_UNDECIDING).encode())
    found.update(look_digest(settings))
    return found.hexdigest()


def _files_of(look: Look) -> Iterator[str]:
    """List the site's own files at both their addresses: what leads to them may be a stylesheet, which nobody reads here."""
    yield from (f"/static/{name}" for name in look.files)
    yield from (file.path for file in (*look.files.values(), *look.sheets))


def _error(settings: Settings, look: Look, status: HTTPStatus, detail: str) -> bytes:
    return problem_page(Frame(site_of(settings), FORMATS, look=look), status, status.phrase, detail)
