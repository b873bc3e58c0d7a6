"""Words and marks of a text, with exact offsets."""

import re
from functools import cache

from feedpub.language.cutting import Pieces, cut, cutter
from feedpub.language.language import Language
from feedpub.language.patterns import any_of

_LETTER = r"[^\W\d_]"


@cache
def _pattern_of(language: Language) -> re.Pattern[str]:
    possessive = rf"(?i:{any_of(language.possessives)})\b"
    abbreviation = any_of(word for kind in ("title", "company") for word in language.words("abbreviations", kind))
    region = any_of(language.words("abbreviations", "region"))
    particle = any_of(language.words("particles", "name"))
    return cutter(
        # Most words are letters before a gap or a mark, which all that follows reads in the same way, only later.
        r"[A-Za-z]+(?=[ ,;:?!)\n])|[a-z]+(?=\.\s)"
        rf"|(?:(?:{_LETTER}\.){{2,}}{_LETTER}?(?!{_LETTER}))"
        rf"|[A-Z]\.(?=\s+(?:[A-Z]|{particle}\s|al-))"
        rf"|{abbreviation}\.|{region}\.(?!\w)"
        r"|\d+(?:[.,:/]\d+)*"
        rf"|{_LETTER}+(?:(?!{possessive})['’]{_LETTER}+|[&-]{_LETTER}+|\.(?=[a-z]){_LETTER}+|[&-]?\d+)*"
        rf"|{possessive}|``|''|[.]{{2,}}|\S"
    )


def pieces(text: str, language: Language) -> Pieces:
    """Cut a text into words and marks, column by column.

    The possessive ending is a piece of its own; initials (``U.S.``) and abbreviations of titles (``Gen.``) keep their dots.

    Args:
        text: any text.
        language: that it is written in.

    Returns:
        The pieces in order; every character that is not white space is in exactly one.
    """
    return cut(_pattern_of(language), text)
