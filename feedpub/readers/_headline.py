"""A headline for copy that has none: its standfirst, else its first sentence."""

import unicodedata

from feedpub.language.language import Language
from feedpub.language.sentences import sentences
from feedpub.model.article import Dateline

_LONGEST = 110  # characters, as search engines long showed them
_LONGEST_WORD = 200  # a longer row of characters without a space is no word
_SENTENCES_WITHIN = 2000


def headline_from(standfirst: str, text: str, language: Language, dateline: Dateline | None) -> str | None:
    """Make a headline.

    Args:
        standfirst: of the article, or empty.
        text: its body.
        language: that it is written in.
        dateline: that the body begins with.

    Returns:
        At most 110 characters, or the first word if that is longer; a cut, marked by an ellipsis, falls between words. None
        where there is no word to begin with.
    """
    body = text[dateline.end if dateline else 0 :]
    return _shortened(_first_sentence(standfirst, language)) or _shortened(_first_sentence(body, language))


def _first_sentence(text: str, language: Language) -> str:
    first = next(sentences(text[:_SENTENCES_WITHIN], language), None)
    line = " ".join(first.text.split()) if first else ""
    # A headline has no full stop; "U.S." and an ellipsis keep theirs.
    return line[:-1] if line.endswith(".") and not line.endswith("..") and "." not in line.split()[-1][:-1] else line


def _shortened(line: str) -> str | None:
    if not any(character.isalnum() for character in line):
        return None
    if len(line) <= _LONGEST:
        return line
    cut = line[: _boundary(line)].rstrip(" ,;:–—-(“\"'‘")
    return f"{cut}…" if cut and len(cut) <= _LONGEST_WORD else None


def _boundary(line: str) -> int:
    space = line.rfind(" ", 0, _LONGEST)
    if space > 0:
        return space
    for at in range(_LONGEST - 1, 1, -1):
        if _is_word_alone(line[at - 1]) and _is_word_alone(line[at]):
            return at
    return line.find(" ") if " " in line else len(line)


def _is_word_alone(character: str) -> bool:
    """Tell whether a script without spaces is written with the character: Chinese, Japanese, Thai."""
    return unicodedata.category(character) == "Lo"
