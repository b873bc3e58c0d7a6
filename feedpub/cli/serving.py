"""feedpub serve and feedpub schedule: the processes that stay."""

import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces

from feedpub import wiring
from feedpub.cli.commands import FeedpubCommand
from feedpub.cli.ingesting import report
from feedpub.errors import SettingsError
from feedpub.settings import Settings, load_settings
from feedpub.wiring.ingesting import first_refresh, scheduling

_WORKER = "feedpub.cli.serving:worker_app"
_THREADS = 4  # requests that a worker answers at once; nearly all of them from memory
_PATIENCE = 10  # seconds that a worker has to finish its requests when the server stops
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to


@click.command("serve", cls=FeedpubCommand)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
def serve_command(host: str, port: int, workers: int) -> None:
    """Ingest the configured sources, refresh them, and serve."""
    _log()
    _refuse_taken(host, port)
    settings = _with_address(load_settings(), host, port)
    report(first_refresh(settings))
    click.echo(f"feedpub: {settings.base_url}/", err=True)
    # Spawned workers share no thread, lock or database connection with the scheduler in this process.
    multiprocessing.set_start_method("spawn", force=True)
    with scheduling(settings):
        os.environ["FEEDPUB_SCHEDULER"] = "off"
        Granian(
            _WORKER,
            factory=True,
            address=host,
            port=port,
            workers=workers,
            interface=Interfaces.WSGI,
            websockets=False,
            blocking_threads=_THREADS,
            backpressure=_THREADS * 4,
            respawn_failed_workers=True,
            # A signal that reaches a worker just before it begins to wait for one is not heard: it must not wait forever.
            workers_kill_timeout=_PATIENCE,
        ).serve()


def worker_app() -> Any:
    """Make the web app of a worker process, which stops when the process that started it says so.

    Returns:
        The WSGI application.

    Raises:
        FeedpubError: a setting is wrong, or no waiting will help the store.
    """
    if hasattr(signal, "pthread_sigmask"):
        # ^C in a terminal reaches workers as well, and just before they are told to stop: the server's handler, called again
        # while it runs, waits for itself.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    return wiring.app


def _stop_with_parent() -> None:
    """End a worker whose parent was killed: nobody would refresh the sources, and its port would stay taken."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_PATIENCE)
        os._exit(1)


@click.command("schedule", cls=FeedpubCommand)
def schedule_command() -> None:
    """Refresh the configured sources without serving, until interrupted."""
    _log()
    settings: Settings = load_settings().model_copy(update={"scheduler": "on"})
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with scheduling(settings):
        # A signal just before a wait without end would not be heard.
        while not stopped.wait(1):
            pass


def _log() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


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
