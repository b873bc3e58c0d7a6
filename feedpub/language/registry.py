"""Which languages there are: each folder beside this module that holds a pack."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import feedpub.language

if TYPE_CHECKING:
    from feedpub.language.language import Language


@cache
def language_of(code: str) -> "Language | None":
    """Return the language of a text.

    Args:
        code: BCP 47; its region and script are not read.

    Returns:
        The one object that stands for the language, from ``LANGUAGE`` in feedpub/language/CODE; None where nobody has
        written that pack.
    """
    primary = code.partition("-")[0].lower()
    if primary != code:
        return language_of(primary)
    if primary not in languages():
        return None
    language: Language = import_module(f"{feedpub.language.__name__}.{primary}").LANGUAGE
    return language


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that there are packs of."""
    return tuple(module.name for module in iter_modules(feedpub.language.__path__) if module.ispkg)


@cache
def every_language() -> "tuple[Language, ...]":
    """Return all languages: for copy that has not yet said which one it is written in."""
    return tuple(language for code in languages() if (language := language_of(code)))


@cache
def every_line(name: str, section: str) -> tuple[str, ...]:
    """Return the lines of a section of a list in all languages."""
    return tuple(line for language in every_language() for line in language.lines(name, section))


@cache
def every_word(name: str, section: str) -> frozenset[str]:
    """Return the words of a section of a list in all languages."""
    return frozenset(word for line in every_line(name, section) for word in line.split())
