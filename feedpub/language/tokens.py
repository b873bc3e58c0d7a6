"""Words and marks of a text, with exact offsets."""

from functools import partial
from typing import NamedTuple

from feedpub.language.cutting import Pieces, cut, cutter

_LETTER = r"[^\W\d_]"
_TOKEN = cutter(
    # Most words are letters before a gap or a mark, which all that follows reads in the same way, only later.
    r"[A-Za-z]+(?=[ ,;:?!)\n])|[a-z]+(?=\.\s)"
    rf"|(?:(?:{_LETTER}\.){{2,}}{_LETTER}?(?!{_LETTER}))"
    r"|[A-Z]\.(?=\s+(?:[A-Z]|v[ao]n\s|de[rnl]?\s|d[aiou]s?\s|al-|bin\s))"
    rf"|(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Maj|Col|Lt|Sgt|Capt|Cpl|Adm|Cmdr|Sen|Reps?|Gov|Rev|Hon|Fr|St|Jr|Sr|Inc|Corp|Co"
    rf"|Ltd|Bros|Sens|Govs|Atty|Supt|Det|Insp|Amb|Pres|Messrs)\.)"
    r"|(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Kan|Ky|La|Md|Mass|Mich|Minn|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va"
    r"|Wash|Wis|Wyo|Ont|Que)\.(?!\w)"
    r"|\d+(?:[.,:/]\d+)*"
    rf"|{_LETTER}+(?:['’](?![sS]\b){_LETTER}+|[&-]{_LETTER}+|\.(?=[a-z]){_LETTER}+|[&-]?\d+)*"
    r"|['’][sS]\b|``|''|[.]{2,}|\S"
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


def pieces(text: str) -> Pieces:
    """Cut a text into words and marks, column by column.

    The possessive ending is a piece of its own; initials (``U.S.``) and abbreviations of titles (``Gen.``) keep their dots.

    Args:
        text: any text.

    Returns:
        The pieces in order; every character that is not white space is in exactly one.
    """
    return cut(_TOKEN, text)


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into words and marks, as ``pieces`` does.

    Args:
        text: any text.

    Returns:
        A token for each piece.
    """
    return joined(pieces(text))


def joined(found: Pieces) -> tuple[Token, ...]:
    """Make a token of each piece.

    Args:
        found: by ``pieces``.

    Returns:
        The tokens.
    """
    return tuple(map(_token, zip(found.starts, found.ends, found.texts, strict=True)))


_token = partial(tuple.__new__, Token)  # what Token() calls, without a call of Python's own for every word
