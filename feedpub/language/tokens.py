"""Words and marks of a text, with exact offsets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’.&-][^\W\d_]+)*|\S")


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

    Args:
        text: any text.

    Yields:
        Tokens in order; every character that is not white space is in exactly one.
    """
    for match in _TOKEN.finditer(text):
        yield Token(match.start(), match.end(), match.group())
