"""Bodies that are written while they are read: coded piece by piece, and only so many of them at once."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from threading import BoundedSemaphore

import brotli
from flask import Response

from feedpub.publish.publication import Coding
from feedpub.web.problems import Problem, ProblemError

_RETRY_SECONDS = "5"
# Of what is packed, as powers of two: 256 KB find what events have in common, and cost little memory for each stream.
_WINDOW = 18


class Turns:
    """Bounds how many bodies are written at once: each takes a thread of the worker for as long as its client reads.

    Args:
        most: at once.
    """

    def __init__(self, most: int) -> None:
        self._free = BoundedSemaphore(most)

    def stream(self, response: Response, body: Iterable[bytes]) -> Response:
        """Have a response send a body.

        Args:
            response: to the current request.
            body: coded.

        Returns:
            The response.

        Raises:
            ProblemError: 503, so many are being written.
        """
        if not self._free.acquire(blocking=False):
            detail = "Others are reading all of this now; come back in a moment."
            raise ProblemError(Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": _RETRY_SECONDS}))
        response.response = body
        response.call_on_close(_once(self._free.release))
        return response


def coded(pieces: Iterable[bytes], coding: Coding) -> Iterator[bytes]:
    """Code a body while it is written.

    Args:
        pieces: of it.
        coding: identity, gzip or br.

    Yields:
        What is to be sent.
    """
    if coding == "identity":
        yield from pieces
        return
    if coding == "gzip":
        packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        pack, finish = packer.compress, packer.flush
    else:
        brotlied = brotli.Compressor(mode=brotli.MODE_TEXT, quality=5, lgwin=_WINDOW)
        pack, finish = brotlied.process, brotlied.finish
    for piece in pieces:
        if packed := pack(piece):
            yield packed
    yield finish()


def _once(call: Callable[[], None]) -> Callable[[], None]:
    done: list[bool] = []

    def first() -> None:
        if not done:
            done.append(True)
            call()

    return first
