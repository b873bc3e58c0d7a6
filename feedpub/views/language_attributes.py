"""The attributes of an element for its language: ``lang``, and ``dir`` where what stands around it is written otherwise."""

from functools import lru_cache

from markupsafe import Markup

from feedpub.bcp47 import direction


def dir_attribute(language: str, around: str = "") -> Markup:
    """Write the attribute for the direction of an element that has no language of its own.

    Args:
        language: of its words.
        around: language of what it stands in; empty for the page itself, which is from left to right by default.

    Returns:
        With a space before it; nothing where the direction is that of what stands around. From right to left is always said.
    """
    there = direction(language)
    same = there == direction(around)
    return Markup("") if same and there == "ltr" else Markup(' dir="{}"').format(there)


@lru_cache(maxsize=1000)  # a page asks a hundred times for the same few
def lang_attributes(language: str, around: str) -> Markup:
    """Write the attributes of an element in a language.

    Args:
        language: of its words.
        around: language of what it stands in.

    Returns:
        ``lang``, and ``dir`` where ``dir_attribute`` says it.
    """
    return Markup('lang="{}"').format(language) + dir_attribute(language, around)


def dir_auto(language: str) -> Markup:
    """Write the attribute for a name that may be in other letters than what stands around it: "C++" would else read "++C".

    Args:
        language: of what stands around it.

    Returns:
        With a space before it; nothing from left to right.
    """
    return Markup(' dir="auto"') if direction(language) == "rtl" else Markup("")
