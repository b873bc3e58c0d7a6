"""English word lists, for callers that have not yet been given the language of what they read."""

from collections.abc import Mapping

from feedpub.language.lexicon import english


def sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return all sections of an English list."""
    return english().sections(name)


def words(name: str, section: str = "") -> frozenset[str]:
    """Return one section of an English list."""
    return english().words(name, section)


def verb_forms(name: str, section: str) -> Mapping[str, str]:
    """Return all forms of the verbs of an English list."""
    return english().verb_forms(name, section)
