"""Following for programs that wait: the logic, driven by httpx's client."""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx

from feedpub.client.connection import response_of, settings_of
from feedpub.client.copy import Copy
from feedpub.client.errors import LostError
from feedpub.client.exchange import Answered, Batch, Close, Exchange, Pause, Read, Report, Request, Response, Step, Verdict
from feedpub.client.following import Filters, filters_of, follow_site
from feedpub.client.mirroring import mirror_site, verify_copy
from feedpub.client.options import DEFAULT, FollowOptions
from feedpub.client.position import State, state_at
from feedpub.client.wire import Change


def follow(
    url: str, state: State | Path | str | None = None, filters: Filters | None = None, options: FollowOptions = DEFAULT
) -> Generator[Change]:
    """Follow a site: yield what there is, and then each change, for ever.

    A change is noted as handled when the next one is asked for. Whoever is killed while handling one is told it again.

    Args:
        url: of the site.
        state: where to keep how far it has come: a path, or an object; None to begin anew each time.
        filters: what to cut it to.
        options: how.

    Yields:
        The changes, validated and proven.

    Raises:
        ClientError: the site refuses what is asked, or what it tells does not fit.
    """
    kept = state_at(state)
    with closing(_steps(url, follow_site(filters, options, kept.load()))) as steps:
        for step in steps:
            if isinstance(step, Batch):
                for change, position in step.changes:
                    yield change
                    kept.save(position)
                kept.save(step.position)


def mirror(
    url: str,
    path: Path | str,
    filters: Filters | None = None,
    options: FollowOptions = DEFAULT,
    tell: Callable[[Report], None] | None = None,
) -> None:
    """Keep a copy of a site, for ever or (``options.once``) until it is up to date.

    Args:
        url: of the site.
        path: of the copy's file; see ``Copy``.
        filters: what to cut it to; None for what the copy is cut to.
        options: how.
        tell: is told of each transaction, of each failure, and of each comparison that found something.

    Raises:
        ClientError: the site refuses what is asked, or what it tells does not fit; somebody else writes to the copy.
    """
    with Copy(path, None if filters is None else filters_of(filters)) as copy:
        for step in _steps(url, mirror_site(copy, options)):
            if tell and not isinstance(step, Batch):
                tell(step)


def verify(url: str, path: Path | str, options: FollowOptions = DEFAULT) -> Verdict:
    """Compare a copy with its site, document by document, and mend it.

    Args:
        url: of the site.
        path: of the copy's file.
        options: how.

    Returns:
        What differed.

    Raises:
        ClientError: as ``mirror`` does.
    """
    with Copy(path) as copy:
        return [step for step in _steps(url, verify_copy(copy, options)) if isinstance(step, Verdict)][-1]


def _steps(url: str, logic: Exchange[None]) -> Generator[Step]:
    """Do what the logic asks for, and yield what is for its caller."""
    with httpx.Client(**settings_of(url)) as client, ExitStack() as streams:
        streams.enter_context(closing(logic))
        connection = _Connection(client)
        streams.callback(connection.close)
        answer: Answered | LostError = None
        while True:
            try:
                asked = logic.throw(answer) if isinstance(answer, LostError) else logic.send(answer)
            except StopIteration:
                return
            answer = None
            if isinstance(asked, Step):
                yield asked
                continue
            try:
                answer = connection.do(asked)
            except httpx.HTTPError as error:
                answer = LostError(url, str(error) or type(error).__name__)


class _Connection:
    """Does what logic asks for.

    Args:
        client: of the site.
    """

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._open: httpx.Response | None = None
        self._bytes: Iterator[bytes] | None = None

    def do(self, asked: Request | Read | Close | Pause) -> Answered:
        """Do it, and return what comes of it."""
        match asked:
            case Request():
                return self._request(asked)
            case Read():
                return next(self._bytes, b"") if self._bytes else b""
            case Close():
                self.close()
            case Pause(seconds):
                time.sleep(seconds)
        return None

    def close(self) -> None:
        """Give up the open answer."""
        self._bytes = None
        if self._open is not None:
            self._open.close()
        self._open = None

    def _request(self, asked: Request) -> Response:
        if asked.streamed:
            self.close()
        request = self._client.build_request("GET", asked.path, params=dict(asked.parameters), headers=dict(asked.headers))
        response = self._client.send(request, stream=True)
        if asked.streamed and response.status_code == httpx.codes.OK:
            self._open, self._bytes = response, response.iter_bytes()
            return response_of(response, None)
        try:
            return response_of(response, response.read())
        finally:
            response.close()
