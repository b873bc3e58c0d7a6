"""What templates say of a language: its tag, and the way it is written where what stands around it is written otherwise."""

from markupsafe import Markup

from feedpub.bcp47 import direction


def way(language: str, around: str = "") -> Markup:
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


def tongue(language: str, around: str) -> Markup:
    """Write the attributes of an element in a language.

    Args:
        language: of its words.
        around: language of what it stands in.

    Returns:
        ``lang``, and ``dir`` where ``way`` says it.
    """
    return Markup('lang="{}"').format(language) + way(language, around)


def apart(language: str) -> Markup:
    """Write the attribute for a name that may be in other letters than what stands around it: "C++" would else read "++C".

    Args:
        language: of what stands around it.

    Returns:
        With a space before it; nothing from left to right.
    """
    return Markup(' dir="auto"') if direction(language) == "rtl" else Markup("")
