"""Placeholder until its rules land."""

from collections.abc import Iterator

from feedpub.extraction.base import Claim, Reading


def places(reading: Reading) -> Iterator[Claim]:
    """Yield nothing yet."""
    del reading
    yield from ()
