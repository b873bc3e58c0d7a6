"""The server behind ``feedpub serve``: idle and slow connections cost it memory, but none of the turns of those who ask.

granian's own loop holds the connections; a thread is taken when a request's headers are complete, and free again when its
answer has been handed over, however slowly the client sends or reads; only a follower of changes keeps its thread. What
granian calls backpressure counts connections, idle ones included, not requests: it bounds what a worker holds, and must be
far above its number of threads. An asynchronous interface in front of the threads would hold no more, and cost every request
two more changes of thread.
"""

import logging
import multiprocessing
import os
import signal
import socket
import stat
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from feedpub import wiring

try:
    import resource
except ImportError:  # on Windows, which has no such limit
    resource = None  # type: ignore[assignment]  # what a missing module is

WORKER = "feedpub.cli.server:worker_app"
"""What makes the app of a worker process."""
_THREADS = 4  # requests that a worker works on at once; nearly all of them from memory
_PATIENCE = 10  # seconds that a worker has to finish its requests when the server stops

# An idle connection takes some 10 KB, so that this many take less than a hundred megabytes.
_CONNECTIONS = 8192
_OTHER_FILES = 128  # that a worker has open: the database, once for each thread, what the interpreter reads, the log
_FEWEST = _THREADS * 4  # connections, where the system allows hardly any files

# Of what a client has sent or has not taken yet, in bytes, beside one answer: more than any honest request's headers.
_BUFFER = 128 * 1024

# Longer than nginx and other proxies keep an idle connection (60 seconds), so that they never send on one that closes.
# The same time bounds how long the headers of a request may take.
_IDLE_SECONDS = 75
# Of an answer, none of which is taken: the same time that nginx allows (send_timeout).
_STALLED_SECONDS = 60


def serve(  # noqa: PLR0913 (all that a server is told, by name)
    host: str, port: int, workers: int, streams: int, worker: str = WORKER, *, log: dict[str, Any] | None = None
) -> None:
    """Serve until told to stop; raises the limit of open files, which bounds connections, as far as the system allows.

    Args:
        host: to listen on.
        port: to listen on.
        workers: how many processes answer.
        streams: followers of changes that each of them may hold: each takes a thread, which costs memory alone, because
            whoever works takes one of a few turns.
        worker: module and function that makes what each of them serves.
        log: how the server logs, in the form of ``logging.config``; None for its own lines.
    """
    logging.getLogger("_granian").addFilter(_is_news)
    Granian(
        worker,
        factory=True,
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        # Any other mode looks for HTTP/2 first, and waits without end for the first byte.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_IDLE_SECONDS * 1000, max_buffer_size=_BUFFER),
        websockets=False,
        log_dictconfig=log,
        blocking_threads=_THREADS + streams,
        backpressure=connections(open_files()),
        respawn_failed_workers=True,
        # A signal that reaches a worker just before it begins to wait for one is not heard: it must not wait forever.
        workers_kill_timeout=_PATIENCE,
    ).serve()


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out the warning that the threads are many: those of followers wait, and ``_THREADS`` work."""
    return "Python threads" not in record.getMessage()


def open_files() -> int | None:
    """Raise the limit of open files of this process and of those it starts to what the system allows.

    Returns:
        The limit; None where there is none.
    """
    if resource is None:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS + _OTHER_FILES
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return None if soft == resource.RLIM_INFINITY else soft
    raised = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    with suppress(ValueError, OSError):  # some systems allow less than they say
        resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def connections(files: int | None) -> int:
    """Tell how many connections a worker may hold.

    Args:
        files: that it may have open, None for any number.

    Returns:
        The number; those who come beyond it wait in the system's queue, and are not refused.
    """
    return _CONNECTIONS if files is None else max(_FEWEST, min(_CONNECTIONS, files - _OTHER_FILES))


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
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        threading.Thread(target=_give_up_the_stalled, daemon=True).start()
    return wiring.app_in_turns(_THREADS)


def _stop_with_parent() -> None:
    """End a worker whose parent was killed: nobody would refresh the sources, and its port would stay taken."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_PATIENCE)
        os._exit(1)


def _give_up_the_stalled() -> None:
    """Have the system close connections whose client takes nothing of its answer: the server itself keeps them for ever.

    The option is inherited from the listening socket, which the server opens after it has made the app.
    """
    while not limit_stalls(_STALLED_SECONDS):
        time.sleep(0.1)


def limit_stalls(seconds: int) -> int:
    """Bound how long what was sent may wait to be taken (TCP_USER_TIMEOUT), on every socket of this process that listens.

    Args:
        seconds: after which the system closes the connection.

    Returns:
        How many sockets listen; those accepted from them inherit the bound.
    """
    found = 0
    for file in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            if stat.S_ISSOCK(os.fstat(int(file.name)).st_mode):
                with socket.socket(fileno=os.dup(int(file.name))) as one:
                    if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) and one.family != socket.AF_UNIX:
                        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, seconds * 1000)
                        found += 1
    return found
