"""The terms of a text, as it is searched: words without accents, capitals and endings, each with its place.

Both databases are given these, so that both find the same; their own parsers and stemmers differ.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from feedpub.language.memo import Memo
from feedpub.language.patterns import any_of
from feedpub.language.registry import every_word

_LONGEST = 64  # characters of a term; whatever is longer is no word, and keys of an index are short
# Thai, Lao, Burmese, Khmer, kana and Han put no spaces between words: each character is a term, and a word is a phrase.
_SPACELESS = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Accents, which Unicode writes apart once a letter is taken to pieces; the vowel signs of other scripts are letters.
_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


class Term(NamedTuple):
    """One term of a text.

    Args:
        start: first code point of the word.
        end: the code point after the last.
        word: without accents and capitals.
    """

    start: int
    end: int
    word: str


def terms(text: str) -> Iterator[Term]:
    """Cut a text into terms.

    "Tromsø’s co-operative" has tromso, co and operative: a possessive ending is no term, and marks hold no words together.

    Args:
        text: any.

    Yields:
        Its terms in order.
    """
    for match in _pattern().finditer(text):
        if folded := _FOLDED[match["word"] or ""]:
            yield Term(match.start(), match.end(), folded)


def words_in(text: str) -> list[str]:
    """List the words of a text's terms, in order, for what needs no places; see ``terms``.

    Args:
        text: any.
    """
    return [*filter(None, map(_FOLDED.__getitem__, _pattern().findall(text)))]


@cache
def _pattern() -> re.Pattern[str]:
    signs = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    letters = rf"[^\W_{_SPACELESS}]"
    possessive = any_of(every_word("endings", "possessive"))
    # Letters are taken by runs: asking of each whether it is a sign takes as long as all the rest.
    return re.compile(rf"(?<=\w)(?i:{possessive})\b|(?P<word>[{_SPACELESS}]|{letters}+(?:[{signs}]+{letters}*)*)")


def _folded(word: str) -> str:
    word = word[:_LONGEST]
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word).casefold()
    plain = unicodedata.normalize("NFKC", _ACCENTS.sub("", apart).translate(_PLAIN)).casefold()
    # What compatibility takes to pieces may hold marks: a half is 1, a slash and 2.
    return "".join(sign for sign in plain if sign.isalnum() or unicodedata.category(sign)[0] == "M")[:_LONGEST]


_FOLDED = Memo(_folded)
