"""Pictures at other addresses, fetched as documents are: within bounds, and never from where nothing may be fetched."""

from http import HTTPStatus

from feedpub.errors import SourceError
from feedpub.sources.http.fetching import Fetcher
from feedpub.sources.http.network import shown

_SECONDS = 10.0  # for one picture; an article that waits for it is not read meanwhile


def fetch_picture(address: str, max_bytes: int, *, allow_private: bool = False) -> bytes:
    """Fetch a picture.

    Args:
        address: of http or https.
        max_bytes: that it may have.
        allow_private: also from addresses that are not public.

    Returns:
        Its bytes.

    Raises:
        SourceError: there is no picture to be had within the bounds.
    """
    answer = Fetcher(allow_private=allow_private, seconds=_SECONDS).get(address, max_bytes)
    if answer.status != HTTPStatus.OK:
        raise SourceError(shown(address), f"its server answers {answer.status}")
    return answer.content
