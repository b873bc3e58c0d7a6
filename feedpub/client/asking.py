"""Requests with patience: what fails for now is asked again later, what is refused for good is an error."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import TypeVar

from pydantic import ValidationError

from feedpub.client.errors import AnswerError, ExpiredError, LostError, ProofError
from feedpub.client.exchange import Exchange, Pause, Request, Response, Setback, request
from feedpub.client.options import FollowOptions
from feedpub.client.wire import Told
from feedpub.model.base import fault_of

Said = TypeVar("Said", bound=Told)

_FOR_NOW = (408, 425, 429, 500, 502, 503, 504)
_FIRST_PAUSE = 0.5  # seconds, at most; doubled with each failure in a row
_LONGEST_WISH = 86_400.0  # seconds; a site that wants to be left alone for longer does not know what it says


class Refused(Told):
    """What a site says of a request that it refuses (RFC 9457)."""

    title: str = ""
    detail: str = ""


class Asking:
    """Asks one site, with the same filters each time.

    Args:
        filters: of all lists.
        options: how patient to be.
    """

    def __init__(self, filters: Mapping[str, str], options: FollowOptions) -> None:
        self._filters, self._options = filters, options
        self._failures = 0
        self.requests = 0

    @property
    def filtered(self) -> bool:
        """Whether the lists are cut to anything."""
        return bool(self._filters)

    def get(
        self, path: str, parameters: Mapping[str, str], headers: Mapping[str, str] | None = None, *, streamed: bool = False
    ) -> Exchange[Response]:
        """Ask until there is an answer.

        Args:
            path: below the site's address.
            parameters: besides the filters.
            headers: further ones.
            streamed: the answer is to stay open.

        Returns:
            The response: 200 or 304.

        Raises:
            AnswerError: asking again does not help.
            ExpiredError: what was asked for is not kept any more, or never was.
            LostError: patience is at its end.
        """
        asked = Request(path, {**self._filters, **parameters}, headers or {}, streamed)
        while True:
            self.requests += 1
            try:
                response = yield from request(asked)
            except LostError as error:
                yield from self.falter(error)
                continue
            if response.status in (200, 304):
                return response
            refusal = _refusal(response)
            if response.status not in _FOR_NOW:
                raise refusal
            yield from self.falter(refusal, retry_after(response))

    def falter(self, error: Exception, least: float = 0.0) -> Exchange[None]:
        """Pause after a failure, longer after each in a row, and each time for a length that nobody can foretell.

        Args:
            error: what failed.
            least: seconds that the site asks for.

        Raises:
            Exception: the error, where patience is at its end.
        """
        self._failures += 1
        if self._options.patience is not None and self._failures > self._options.patience:
            raise error
        most = min(self._options.longest_pause, _FIRST_PAUSE * 2 ** min(self._failures - 1, 30))
        pause = least + self._options.chance.uniform(0, most)
        yield Setback(str(error), pause)
        yield Pause(pause)

    def succeed(self) -> None:
        """Note that something came that was asked for: the failures before it count no more."""
        self._failures = 0


def told(response: Response, model: type[Said]) -> Said:
    """Validate what a response holds.

    Args:
        response: with a JSON document.
        model: of the document.

    Returns:
        The document.

    Raises:
        ProofError: it is none of these.
    """
    try:
        return model.model_validate_json(response.body)
    except ValidationError as error:
        raise ProofError(response.url, f"is no {model.__name__}: {': '.join(fault_of(error))}") from error


def retry_after(response: Response) -> float:
    """Read for how long a site wants to be left alone.

    Args:
        response: that says so, in seconds or as a date (RFC 9110, 10.2.3).

    Returns:
        Seconds; 0 where it says nothing that can be read.
    """
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said), _LONGEST_WISH)
    try:
        # By the site's own clock, which may differ from this machine's.
        now = parsedate_to_datetime(response.headers["date"])
        return min(max(0.0, (parsedate_to_datetime(said) - now).total_seconds()), _LONGEST_WISH)
    except (KeyError, ValueError, TypeError):
        return 0.0


def _refusal(response: Response) -> AnswerError:
    try:
        problem = Refused.model_validate_json(response.body)
    except ValidationError:  # a proxy before the site says it its own way
        problem = Refused()
    reason = problem.detail or problem.title or f"answers {response.status}"
    expired = response.status in (409, 410)
    return (ExpiredError if expired else AnswerError)(response.url, reason, response.status)
