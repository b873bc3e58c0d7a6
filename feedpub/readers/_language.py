"""The language that copy is read in."""

from feedpub.language.en import ENGLISH
from feedpub.language.language import Language
from feedpub.language.registry import language_of


def reading_language(code: str) -> Language:
    """Return the language whose sentences copy has.

    Args:
        code: BCP 47, as the copy or its source gives it.

    Returns:
        Its own; English where there is no pack of that, whose full stops most languages share.
    """
    return language_of(code) or ENGLISH
