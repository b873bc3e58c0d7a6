"""Questions that may hang (a locked database, a disk of the network that is away) and must not hang who asks them."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

_FRESH = 1.0  # seconds for which an answer is given again: however many ask, the database is asked once a second

Answer = TypeVar("Answer")


class Probe(Generic[Answer]):
    """A question that is asked in a thread of its own, by one at a time; all who ask meanwhile wait for the same answer.

    Args:
        question: to be answered, or to raise.
    """

    def __init__(self, question: Callable[[], Answer]) -> None:
        self._question = question
        self._lock = threading.Lock()
        self._pending: Future[Answer] | None = None
        self._answered = 0.0

    def ask(self) -> Future[Answer]:
        """Ask, unless an answer is under way or has just been given.

        Returns:
            The answer to come. A question that hangs is not asked again before it ends, so that it takes one thread for ever
            and not all there are.
        """
        with self._lock:
            known = self._pending
            if known is not None and (not known.done() or time.monotonic() - self._answered < _FRESH):
                return known
            pending: Future[Answer] = Future()
            self._pending = pending
        try:
            threading.Thread(target=self._answer, args=(pending,), daemon=True).start()
        except RuntimeError as error:  # the system gives no more threads now; unanswered, it would never be asked again
            self._fail(pending, error)
        return pending

    def _answer(self, pending: Future[Answer]) -> None:
        try:
            answer = self._question()
        except BaseException as error:
            self._fail(pending, error)
        else:
            self._answered = time.monotonic()
            pending.set_result(answer)

    def _fail(self, pending: Future[Answer], error: BaseException) -> None:
        self._answered = time.monotonic()
        pending.set_exception(error)
