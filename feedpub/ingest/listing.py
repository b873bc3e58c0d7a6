"""What a source lists, read and extracted in its order: what is known is let be, and files of many articles are split."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from typing import Any

from feedpub.drafting import Draft, Split, digest, split_document
from feedpub.errors import BrokenOffError, BudgetError, FeedpubError, ReadError, SourceError, StoppedError
from feedpub.ingest.known import DocumentVerdict
from feedpub.ingest.outcome import Drafted, Listed, Whole
from feedpub.model.document import Document
from feedpub.sources.base import Found, Untouched
from feedpub.store import storable

AHEAD = 64
"""Documents given to an executor before the first must be done: enough for the workers of a machine, little memory."""

FindVerdict = Callable[[str, str], DocumentVerdict | None]
"""Tells by a document's key and the digest of its bytes what is known to come of them, if anything."""


@dataclass(frozen=True, slots=True)
class Splitting:
    """How documents that hold several articles are split.

    Args:
        may_hold_several: tells from how a document begins whether it is worth trying; for any other the reader is not asked.
        split: a document into those of its articles.
    """

    may_hold_several: Callable[[Document], bool]
    split: Split


@dataclass(frozen=True, slots=True)
class Listing:
    """Reads and extracts what a source lists.

    Args:
        work: reads and extracts one document.
        executor: where that is done.
        verdict: tells what need not be read again.
        splitting: how documents that hold several articles are split; None where none are.
        ahead: how many documents the executor is given before the first must be done.
    """

    work: Callable[[Document], Draft | FeedpubError]
    executor: Executor
    verdict: FindVerdict
    splitting: Splitting | None
    ahead: int = AHEAD

    def drafted(self, listing: Iterable[Found]) -> Iterator[tuple[Listed, Drafted]]:
        """Read and extract what is listed, in its order, a little ahead of what is asked for.

        Args:
            listing: documents, those that need not be read, and the errors that kept others from being opened.

        Yields:
            Each document of one article with what became of it, and each that was split after all of its parts.
        """
        ahead = 0 if isinstance(self.executor, InlineExecutor) else max(AHEAD, self.ahead)
        waiting: deque[tuple[Listed, Future[Drafted]]] = deque()
        for listed in listing:
            for each in self._begun(listed):
                waiting.append(each)
                while waiting and (len(waiting) > ahead or waiting[0][1] is _NOTHING):
                    yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())

    def _begun(self, listed: Found) -> Iterator[tuple[Listed, Future[Drafted]]]:
        if isinstance(listed, SourceError | Untouched):
            yield listed, _NOTHING
        elif verdict := self._verdict(listed):
            yield listed, verdict
        elif self.splitting is None or not self.splitting.may_hold_several(listed):
            yield listed, self._drafting(listed)
        else:
            yield from self._parts(listed, self.executor.submit(split_document, listed, self.splitting.split))

    def _parts(
        self, whole: Document, found: Future[tuple[Document, ...] | FeedpubError]
    ) -> Iterator[tuple[Listed, Future[Drafted]]]:
        try:
            parts = found.result()
        except Exception:  # also where the executor was shut down; whoever asks for what was drafted is told
            broken: Future[Any] = found
            yield whole, broken
            return
        if isinstance(parts, FeedpubError):
            yield whole, _known(parts)
        elif len(parts) == 1:
            yield whole, self._drafting(whole)
        else:
            for part in _numbered(parts):
                yield part, self._verdict(part) or self._drafting(part)
            yield Whole(whole), _known(None)

    def _drafting(self, document: Document) -> Future[Drafted]:
        if storable(document.key) != document.key:
            place = document.location or storable(document.key)
            return _known(ReadError(place, "has a name that is too long or no text"))
        return self.executor.submit(self.work, document)

    def _verdict(self, document: Document) -> Future[Drafted] | None:
        verdict = self.verdict(document.key, digest(document))
        if verdict is None:
            return None
        refusal = verdict.refusal
        return _known(None if refusal is None else ReadError(document.location or document.key, refusal))


def _numbered(parts: tuple[Document, ...]) -> Iterator[Document]:
    """Number the parts with the same name that are different, as versions of one story in one file are."""
    seen: dict[str, list[bytes]] = {}
    for part in parts:
        before = seen.setdefault(part.key, [])
        if before and part.content not in before:
            yield part.named(f"{part.key}#{len(before) + 1}")
        else:
            yield part
        before.append(part.content)


class InlineExecutor(Executor):
    """Does the work at once, in the calling thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do the work, and return what came of it."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _known(drafted: Drafted) -> Future[Drafted]:
    future: Future[Drafted] = Future()
    future.set_result(drafted)
    return future


_NOTHING = _known(None)


def _place(listed: Listed) -> str:
    if isinstance(listed, Untouched):
        return listed.above
    return listed.location if isinstance(listed, SourceError | Whole) else listed.location or listed.key


def _done(listed: Listed, future: Future[Drafted]) -> tuple[Listed, Drafted]:
    if future is _NOTHING:
        return listed, None
    place = _place(listed)
    try:
        return listed, future.result()
    except CancelledError:
        raise StoppedError(place, "its reading was broken off") from None
    except (BudgetError, BrokenOffError) as error:
        return listed, type(error)(place, error.reason)  # an executor does not know what its tasks are about
    except Exception as error:
        # A worker process died, or its result cannot be sent: this document's fault as far as anyone can tell.
        return listed, BrokenOffError(place, f"its reading broke off: {type(error).__name__}: {error}")
