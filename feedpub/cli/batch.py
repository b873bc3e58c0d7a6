"""feedpub extract --jsonl: many records at once, their answers in order."""

import threading
from collections.abc import Iterable
from concurrent.futures import CancelledError, Executor, Future
from queue import Queue
from typing import BinaryIO

from feedpub.drafting import Extract
from feedpub.drafting.records import answered, refused
from feedpub.errors import BrokenOffError, FeedpubError

_AHEAD = 64  # records read before the first must be answered: enough for all workers, little memory


def answer_records(lines: Iterable[bytes], out: BinaryIO, extract: Extract, pool: Executor) -> None:
    """Answer each record as soon as those before it are answered, without waiting for those that follow.

    Args:
        lines: records, as JSON.
        out: for the answers.
        extract: an extractor.
        pool: where to extract.

    Raises:
        OSError: the answers cannot be written.
    """
    answers = _Answers(out)
    for line in filter(bytes.strip, lines):
        if not answers.put(line, pool.submit(answered, line, extract)):
            break
    answers.finish()


class _Answers:
    """Writes answers in a thread of its own: whoever sends one record and waits for its answer must get it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._waiting: Queue[tuple[bytes, Future[bytes]] | None] = Queue(_AHEAD)
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._write, name="answers", daemon=True)
        self._thread.start()

    def put(self, line: bytes, answer: Future[bytes]) -> bool:
        """Have an answer written when its turn comes; tell whether there is still somebody to read it."""
        self._waiting.put((line, answer))
        return self._failure is None

    def finish(self) -> None:
        """Wait until all is written."""
        self._waiting.put(None)
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def _write(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            if self._failure is None:
                try:
                    self._out.write(_settled(*waiting) + b"\n")
                    self._out.flush()
                except BaseException as error:
                    self._failure = error


def _settled(line: bytes, answer: Future[bytes]) -> bytes:
    try:
        return answer.result()
    except CancelledError:
        raise
    except FeedpubError as error:
        return refused(line, error)
    except Exception as error:
        return refused(line, BrokenOffError("record", f"cannot be extracted: {type(error).__name__}: {error}"))
