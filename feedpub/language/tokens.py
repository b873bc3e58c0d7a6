"""Words and marks of a text, with exact offsets."""

import re
from functools import cache, partial
from typing import NamedTuple

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


class Token(NamedTuple):
    """One word, number or mark.

    Args:
        start: first code point.
        end: the code point after the last.
        text: the characters.
    """

    start: int
    end: int
    text: str


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


def tokens(text: str, language: Language) -> tuple[Token, ...]:
    """Cut a text into words and marks, as ``pieces`` does.

    Args:
        text: any text.
        language: that it is written in.

    Returns:
        A token for each piece.
    """
    return joined(pieces(text, language))


def joined(found: Pieces) -> tuple[Token, ...]:
    """Make a token of each piece.

    Args:
        found: by ``pieces``.

    Returns:
        The tokens.
    """
    return tuple(map(_token, zip(found.starts, found.ends, found.texts, strict=True)))


_token = partial(tuple.__new__, Token)  # what Token() calls, without a call of Python's own for every word
