"""The side of the process that has tasks: its fork server, and the workers that it gets from it."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from pathlib import Path

from feedpub.pool.budget import Budget
from feedpub.pool.forkserver import Instructions

# Not ``-m``: the package is found where this process found it, whatever the current folder is by now.
_START = "import sys; sys.path[:] = sys.argv[2:]; from feedpub.pool.forkserver import main; main(int(sys.argv[1]))"
_ENDED = -int(signal.SIGKILL)
_PATIENCE = 2  # seconds; a server that is still loading does not listen


class Worker:
    """One worker process, as whoever gives it tasks sees it.

    Args:
        pid: its number.
        connection: to it.
        server: that forked it.
    """

    def __init__(self, pid: int, connection: Connection, server: "ForkServer") -> None:
        self.pid = pid
        self.connection = connection
        self._server = server

    def end(self) -> int:
        """Kill it, unless it has ended by itself.

        Returns:
            Its exit status, or the negative number of the signal that ended it.
        """
        status = self._server.end(self.pid)
        self.connection.close()
        return status


class ForkServer:
    """A running fork server.

    Args:
        budget: of each task.
        warm: loads what all tasks need, once; it must leave no thread behind.
        prepare: what each worker does before its first task.

    Raises:
        OSError: no process can be started.
    """

    def __init__(
        self, budget: Budget, warm: Callable[[], object] | None = None, prepare: Callable[[], object] | None = None
    ) -> None:
        self._asking = threading.Lock()
        self._control, theirs = Pipe()
        path = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100 - as strings, for another interpreter
        command = [_python(), "-c", _START, str(theirs.fileno()), *path]
        # A print in somebody's extractor must not land among what a command prints.
        messages = _messages()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own words
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=messages, stderr=messages
            )
        except BaseException:
            self._control.close()
            raise
        finally:
            theirs.close()
        self._control.send(Instructions(budget, warm, prepare))

    def fork(self) -> Worker:
        """Get another worker.

        Returns:
            The worker, which says first that it is ready.

        Raises:
            OSError: the server has ended.
            EOFError: it ends at this moment.
        """
        ours, theirs = Pipe()
        try:
            with self._asking:
                self._control.send(None)
                send_handle(self._control, theirs.fileno(), self._process.pid)
                pid: int = self._control.recv()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return Worker(pid, ours, self)

    def end(self, pid: int) -> int:
        """Kill a worker.

        Args:
            pid: its number.

        Returns:
            How it ended.
        """
        try:
            with self._asking:
                self._control.send(pid)
                status: int = self._control.recv()
        except (OSError, EOFError):
            return _ENDED  # with the server that is no longer there
        return status

    def close(self) -> None:
        """End the server, and with it all workers; whoever waits for it in another thread gets an EOFError."""
        with suppress(OSError), socket.fromfd(self._control.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as shared:
            # Not closed as long as another thread may read from it: the descriptor could be somebody else's by then.
            shared.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def has_ended(self) -> bool:
        """Tell whether it is there no more, as when the system had no memory left."""
        return self._process.poll() is not None

    def forget(self) -> None:
        """Close what a forked child has inherited of a server that is its parent's."""
        self._control.close()
        # It is no child of this process; without this, its end would be waited for.
        self._process.returncode = 0


def _messages() -> int:
    """Find where messages go: standard error, or nowhere where it has been closed."""
    try:
        os.fstat(2)
    except OSError:
        return subprocess.DEVNULL
    return 2


def _python() -> str:
    """Find the interpreter: within some servers the running program is another one, or has no name."""
    name = Path(sys.executable or "").name
    if name.startswith(("python", "pypy")):
        return sys.executable
    return str(Path(sys.prefix) / "bin" / f"python{sys.version_info.major}")
