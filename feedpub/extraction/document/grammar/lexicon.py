"""Words of English as the grammar asks for them, for callers that have not yet been given the language of what they read."""

from collections.abc import Mapping
from typing import NamedTuple

from feedpub.language.language import VerbForm as Form
from feedpub.language.lexicon import english

__all__ = ["Form", "Lexicon", "lexicon"]


class Lexicon(NamedTuple):
    """All words that the grammar knows.

    Args:
        classes: the words of each closed class, by its name.
        verbs: the verb that a form belongs to; the commoner one where there are two.
    """

    classes: Mapping[str, frozenset[str]]
    verbs: Mapping[str, Form]


def lexicon() -> Lexicon:
    """Return the lexicon of English."""
    return Lexicon(english().classes, english().verbs)
