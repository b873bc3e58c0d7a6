"""A site's set-up, looked at piece by piece, each with what to do where something is wrong."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from feedpub.errors import FeedpubError, SettingsError, StoreError
from feedpub.health.advice import for_source
from feedpub.health.disk import disk_check
from feedpub.settings import Settings
from feedpub.sources.base import Source
from feedpub.store import Store, open_store
from feedpub.wiring.documents import sources_of
from feedpub.wiring.look import look_of
from feedpub.wiring.site import now
from feedpub.wiring.status import refuse_missing

_AHEAD = timedelta(minutes=10)  # the same as for copy that is dated ahead: clocks of one house differ by minutes
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing.

    Args:
        name: of the thing.
        status: ok, a note, or a failure.
        said: what was found.
        advice: what to do; empty where nothing is to be done.
    """

    name: str
    status: Literal["ok", "note", "fails"]
    said: str
    advice: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at all that a site needs, writing nothing but a heartbeat, and that only where there is a database.

    Args:
        settings: of the site.

    Yields:
        A finding for each thing.
    """
    yield _base_url(settings.base_url)
    yield _look(settings)
    yield _disk()
    try:
        refuse_missing(settings.database_url)
    except StoreError as error:
        yield _place_for_database(error)
    else:
        yield from _database(settings.database_url)
    yield from _sources(settings)


def _base_url(address: str | None) -> Finding:
    if address is None:
        advice = "set base_url to the site's public address before others see it: links and feeds carry it"
        return Finding("base URL", "note", "none is set, so the site links to this machine", advice)
    parts = urlsplit(address)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        return Finding("base URL", "note", address, "put a proxy with TLS before the site, and write https://")
    return Finding("base URL", "ok", address)


def _look(settings: Settings) -> Finding:
    try:
        look = look_of(settings)
    except FeedpubError as error:
        return Finding("look", "fails", str(error), "mend it: the site does not start with it")
    if not (look.templates or look.files):
        return Finding("look", "ok", "no templates or files of the site's own")
    return Finding("look", "ok", f"{len(look.templates)} templates and {len(look.files)} files of the site's own")


def _disk() -> Finding:
    check = disk_check(Path.cwd(), ())
    if check.status == "ok":
        return Finding("disk", "ok", f"there is room in {Path.cwd()}")
    return Finding("disk", "fails" if check.status == "failing" else "note", check.reason, "make room")


def _place_for_database(error: StoreError) -> Finding:
    folder = Path(error.location).absolute().parent
    if folder.is_dir() and os.access(folder, os.W_OK):
        return Finding("database", "ok", str(error))
    advice = "make the folder, let this user write there, or set database_url"
    return Finding("database", "fails", f"{folder} is no folder in which this user may make files", advice)


def _database(address: str) -> Iterator[Finding]:
    try:
        with open_store(address, timeout=5) as store:
            store.condition.beat()
            yield Finding("database", "ok", f"{store.location} can be read and written")
            yield _clock(store, now)
    except StoreError as error:
        yield Finding("database", "fails", str(error), "let this user write there, or set database_url to where it is")


def _clock(store: Store, clock: Callable[[], datetime]) -> Finding:
    ours, theirs, last = clock(), store.now(), store.changes.last_at()
    if abs(ours - theirs) > _AHEAD:
        said = f"this machine says {ours:%Y-%m-%d %H:%M:%S}Z, the database {theirs:%Y-%m-%d %H:%M:%S}Z"
        return Finding("clock", "fails", said, "let both take their time from the network (NTP)")
    if last is not None and last > ours + _AHEAD:
        said = f"it is {ours:%Y-%m-%d %H:%M:%S}Z here, and the last change was made at {last:%Y-%m-%d %H:%M:%S}Z"
        return Finding("clock", "fails", said, "set the clock right: new changes are dated after the last one until then")
    return Finding("clock", "ok", f"{ours:%Y-%m-%d %H:%M:%S}Z")


def _sources(settings: Settings) -> Iterator[Finding]:
    try:
        found = sources_of(settings)
    except SettingsError as error:
        yield Finding("sources", "fails", str(error), "make the folder articles/, or name a source in feedpub.toml")
        return
    for source, _ in found:
        yield _source(source)


def _source(source: Source) -> Finding:
    name = f"source {source.name}"
    try:
        listed = list(source.documents())
    except FeedpubError as error:
        return Finding(name, "fails", error.reason, for_source(error.reason))
    unopened = [each for each in listed if isinstance(each, FeedpubError)]
    number = f"{len(listed)} {'document' if len(listed) == 1 else 'documents'}"
    if unopened:
        return Finding(name, "fails", f"{number}, of which {len(unopened)} cannot be opened: {unopened[0]}", "see each")
    return Finding(name, "ok", number) if listed else Finding(name, "note", "no documents", "put an article there")
