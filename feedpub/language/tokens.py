"""Words and marks of a text, with exact offsets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    # Most words are letters before a space, which all that follows reads in the same way, only later.
    r"[A-Za-z]+(?= )"
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


def tokens(text: str) -> Iterator[Token]:
    """Cut a text into words and marks.

    The possessive ending is a token of its own; initials (``U.S.``) and abbreviations of titles (``Gen.``) keep their dots.

    Args:
        text: any text.

    Yields:
        Tokens in order; every character that is not white space is in exactly one.
    """
    make = tuple.__new__  # what Token() calls, without a call of Python's own for every word
    for match in _TOKEN.finditer(text):
        yield make(Token, (*match.span(), match[0]))
