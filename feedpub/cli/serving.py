"""feedpub serve and feedpub schedule: the processes that stay."""

import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from feedpub.cli.commands import FeedpubCommand
from feedpub.cli.ingesting import announce_samples, report
from feedpub.cli.server import serve
from feedpub.errors import SettingsError
from feedpub.logs import json_of_server, speak
from feedpub.metrics import SharedMeasurements
from feedpub.model.listing import MAX_STREAMS
from feedpub.settings import Settings, load_settings
from feedpub.wiring.ingesting import first_refresh
from feedpub.wiring.reading import reading_pool
from feedpub.wiring.scheduling import scheduling

_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to


@click.command("serve", cls=FeedpubCommand)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
def serve_command(host: str, port: int, workers: int) -> None:
    """Ingest the configured sources, refresh them, and serve."""
    settings = load_settings()
    speak(settings.log)
    _refuse_taken(host, port)
    settings = _with_address(settings, host, port)
    pool = reading_pool(settings)
    report(first_refresh(settings, pool))
    announce_samples(settings)
    click.echo(f"feedpub: {settings.base_url}/", err=True)
    # Spawned workers share no thread, lock or database connection with the scheduler in this process.
    multiprocessing.set_start_method("spawn", force=True)
    with _metrics(settings), scheduling(settings, pool):
        os.environ["FEEDPUB_SCHEDULER"] = "off"
        streams = MAX_STREAMS if settings.max_streams is None else settings.max_streams
        serve(host, port, workers, streams, log=json_of_server() if settings.log == "json" else None)


@click.command("schedule", cls=FeedpubCommand)
def schedule_command() -> None:
    """Refresh the configured sources without serving, until interrupted."""
    settings: Settings = load_settings().model_copy(update={"scheduler": "on"})
    speak(settings.log)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    SharedMeasurements(settings.metrics)
    with scheduling(settings, reading_pool(settings)):
        # A signal just before a wait without end would not be heard.
        while not stopped.wait(1):
            pass


@contextmanager
def _metrics(settings: Settings) -> Iterator[None]:
    """Have the workers, and this process, tell one another what they count."""
    with TemporaryDirectory(prefix="feedpub-metrics-") as made:
        folder = settings.metrics or Path(made)
        os.environ["FEEDPUB_METRICS"] = str(folder.absolute())
        SharedMeasurements(folder)
        yield


def _refuse_taken(host: str, port: int) -> None:
    # The server shares its port among workers, so it would silently share it with a stranger, too.
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, number) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SettingsError(f"{host}:{port}", "cannot be listened on") from error


def _with_address(settings: Settings, host: str, port: int) -> Settings:
    if settings.base_url is not None:
        return settings
    # Workers read the settings anew, so the address travels to them as a variable.
    name = "127.0.0.1" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    os.environ["FEEDPUB_BASE_URL"] = f"http://{name}:{port}"
    return load_settings()
