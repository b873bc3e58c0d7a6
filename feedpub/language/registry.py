"""Which languages there are: each folder beside this module that holds a pack."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import feedpub.language
from feedpub.language.language import Language


@cache
def language_of(code: str) -> Language | None:
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


def languages() -> tuple[str, ...]:
    """Return the codes of all languages that there are packs of."""
    return tuple(module.name for module in iter_modules(feedpub.language.__path__) if module.ispkg)
