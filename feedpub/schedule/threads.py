"""The threads in which APScheduler does its jobs."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from apscheduler.executors.pool import BasePoolExecutor


class _Threads(Executor):
    """A thread for each task, which does not keep the interpreter from ending: stop would be called too late.

    Args:
        most: how many work at once.
    """

    def __init__(self, most: int) -> None:
        self._places = threading.Semaphore(most)
        self._threads: set[threading.Thread] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        thread = threading.Thread(target=self._work, args=(future, fn, args, kwargs), daemon=True)
        self._threads = {each for each in self._threads if each.is_alive()} | {thread}
        thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - an executor's signature
        for thread in self._threads if wait else ():
            thread.join()

    def _work(self, future: Future[Any], task: Callable[..., Any], args: Any, kwargs: Any) -> None:
        with self._places:
            try:
                future.set_result(task(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)


class Pool(BasePoolExecutor):  # type: ignore[misc]  # apscheduler is published without types
    """Does jobs for APScheduler.

    Args:
        most: how many at once.
    """

    def __init__(self, most: int) -> None:
        super().__init__(_Threads(most))
