"""Verbs by what they tell of a date beside them."""

from functools import cache

from feedpub.extraction.times.tables import load


@cache
def verbs(name: str) -> frozenset[str]:
    """Return one list of the language's verbs.

    Args:
        name: modal, planned, ahead, past, not_past, auxiliary or reporting.

    Returns:
        The words, in lower case.
    """
    return frozenset(load("verbs.en.toml")[name])


def reporting() -> frozenset[str]:
    """Return the verbs of saying: a date beside one is when somebody spoke."""
    return verbs("reporting")
