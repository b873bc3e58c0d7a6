"""The web app, and the schedule beside it."""

from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread

from flask import Flask

from feedpub.errors import StoreError
from feedpub.logs import speak
from feedpub.publish import Publisher
from feedpub.settings import Settings, load_settings
from feedpub.store import Store, open_store
from feedpub.web import KEPT_BYTES, SiteOperation, render_first, warm_up
from feedpub.web import create_app as web_app
from feedpub.wiring.live_sources import SourceIntervals
from feedpub.wiring.look import look_of
from feedpub.wiring.media import media_of
from feedpub.wiring.site import now, site_of

_PATIENCE = 0.5  # seconds: more than twice what it takes to read what was written down of a hundred thousand events


def served_app(turns: int | None = None) -> Flask:
    """Make the web app of a process that does nothing but serve it, ready for its first request.

    Args:
        turns: requests that are worked on at once; None for any number.

    Returns:
        The WSGI application.

    Raises:
        FeedpubError: a setting is wrong, or no waiting will help the store.
    """
    settings = load_settings()
    if settings.log == "json":  # under any server; text is left to whoever configures the server
        speak("json")
    store = _store_of(settings)
    app = _app_of(settings, store, turns)
    if turns is None:
        _prepare(store)
        warm_up(app)
    else:
        render_first(app)
        # Where they were never written down, counts of a hundred thousand events take seconds, and all that warms up takes
        # two; who comes meanwhile is answered. Only our own server does so: others may fork the process, and leave the locks
        # that the thread has to nobody.
        counted = Event()
        Thread(target=_prepare_late, args=(app, store, counted), name="feedpub-warming", daemon=True).start()
        counted.wait(_PATIENCE)
    return app


def _prepare(store: Store) -> None:
    """Read what lists are counted by."""
    with suppress(StoreError):  # requests say what is wrong
        store.counts.prepare()


def _prepare_late(app: Flask, store: Store, counted: Event) -> None:
    """Do so behind the first answers, and then all that nobody is to wait for later."""
    _prepare(store)
    counted.set()
    warm_up(app)


def create_app(settings: Settings | None = None, *, turns: int | None = None, kept_bytes: int = KEPT_BYTES) -> Flask:
    """Make the web app, and start to refresh the sources unless the settings say otherwise.

    Args:
        settings: default: those of feedpub.toml and the environment.
        turns: requests that are worked on at once; None for any number.
        kept_bytes: memory for answers that are given again; 0 for none.

    Returns:
        The WSGI application.

    Raises:
        FeedpubError: a setting is wrong, or no waiting will help the store.
    """
    settings = settings or load_settings()
    return _app_of(settings, _store_of(settings), turns, kept_bytes)


def _store_of(settings: Settings) -> Store:
    return open_store(settings.database_url, patient=True, replica=settings.replica_url)


def _app_of(settings: Settings, store: Store, turns: int | None, kept_bytes: int = KEPT_BYTES) -> Flask:
    publisher = Publisher(
        store,
        site_of(settings),
        feed_size=settings.feed_size,
        lease_seconds=settings.lease_seconds,
        tombstones_kept=timedelta(days=settings.tombstones_kept),
        explanations_kept=timedelta(days=settings.explanations_kept) if settings.explanations_kept else None,
        look=look_of(settings),
    )
    if settings.scheduler == "on":
        _start_schedule(settings, store)
    token = settings.health_token
    return web_app(
        publisher,
        store,
        max_age=settings.max_age,
        now=now,
        operation=SiteOperation(
            SourceIntervals(settings), settings.lease_seconds, token.get_secret_value() if token else None, settings.metrics
        ),
        rate_limit=None if settings.rate_limit == "off" else settings.rate_limit,
        trusted_proxies=settings.trusted_proxies,
        media=media_of(settings),
        max_streams=settings.max_streams,
        turns=turns,
        kept_bytes=kept_bytes,
        log_requests=settings.log == "json",
    )


def _start_schedule(settings: Settings, store: Store) -> None:
    # What reads and extracts is half of the program: a process that only serves starts in half the time without it.
    from feedpub.wiring.reading import reading_pool  # noqa: PLC0415
    from feedpub.wiring.scheduling import schedule_of  # noqa: PLC0415

    # What is refreshed depends on what was written before, which a replica may lack.
    writer = open_store(settings.database_url, patient=True) if settings.replica_url else store
    schedule_of(settings, writer, reading_pool(settings)).start()
