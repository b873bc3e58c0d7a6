"""Who a field of a news format credits: names alone, whatever stands around them."""

import re
from functools import cache

from feedpub.language.byline import find_byline, in_small_letters, is_agency, reporter_titles
from feedpub.language.lists import Lists
from feedpub.language.patterns import any_of
from feedpub.language.registry import every_word
from feedpub.model.article import Author

_FIELDS = Lists("feedpub.language")
_LONGEST = 300  # characters; a longer value is no list of names
_BY = re.compile(rf"^\s*{any_of(_FIELDS.words('credits', 'by'))}(?::\s*|\s+)", re.IGNORECASE)
_PARTS = re.compile(rf"\s*(?:[;|•·&\n]|\b{any_of(_FIELDS.words('credits', 'joining'))}\b)\s*")
_SHORT_JOINERS = re.compile(rf"\s+{any_of(_FIELDS.words('credits', 'short_joining'))}\s+")
_TAIL = re.compile(rf"\s*(?:\(.*|\s{any_of(_FIELDS.words('credits', 'away'))}\s.*)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-](?=[^\W\d_]))*\.?")
_MOST_WORDS = 5
_LONGEST_LINE = 12  # words; a longer one that begins with "by" is a sentence


def credited(value: str) -> tuple[Author, ...]:
    """Read a field that holds a byline.

    Matches ``By Ann Lee, Harbour University``, ``Ann Lee und Bob Ray``, ``Peter and Jane``, ``ANN LEE (London)``; does not
    match the desk's initials ``gr/bp`` or an account such as ``dpa-edt``.

    Args:
        value: of the field.

    Returns:
        The authors in order; empty where it names nobody.
    """
    value = _BY.sub("", " ".join(value.split(" ")).strip().rstrip("=,.;: "), count=1).strip()
    if not value or len(value) > _LONGEST:
        return ()
    found: list[Author] = []
    for part in _PARTS.split(value):
        for piece in _apart(part):
            found.extend(_named(piece))
    return tuple(dict.fromkeys(found)) or find_byline(value)


def byline_of(line: str) -> tuple[Author, ...]:
    """Read a line of copy as a byline, also where it names a house that is not known.

    Matches ``By ANNA DAHL, HGA``; does not match ``By noon the water had fallen.``

    Args:
        line: one line.

    Returns:
        The authors; empty where it is no byline.
    """
    line = line.rstrip(" =")
    found = find_byline(line)
    if found or not _BY.match(line) or line.endswith((".", "!", "?")) or len(line.split()) > _LONGEST_LINE:
        return found
    authors = credited(line)
    return authors if all(" " in author.name for author in authors) else ()


def _apart(part: str) -> list[str]:
    pieces = _SHORT_JOINERS.split(part)
    full = [len(piece.split(",")[0].split()) > 1 for piece in pieces]
    return pieces if all(full) or not any(full) else [part]


def _named(piece: str) -> list[Author]:
    """Take the names of a list that commas part; what follows a full name and is none is a post or an employer."""
    found: list[Author] = []
    for number, item in enumerate(piece.split(",")):
        name = " ".join(_TAIL.sub("", item).split())
        if _is_house(name):
            if number == 0:
                found.append(Author(name=name, kind="organization"))
        elif _is_name(name) and (
            number == 0 or len(name.split()) > 1 or len(found[-1].name.split()) == 1 if found else True
        ):
            found.append(Author(name=" ".join(map(in_small_letters, name.split()))))
    return found


@cache
def _houses() -> frozenset[str]:
    return every_word("press", "publisher") | _FIELDS.words("credits", "house")


def _is_house(name: str) -> bool:
    words = name.lower().split()
    begins = words[0] in _FIELDS.words("credits", "article") if words else False
    return is_agency(name) or (len(words) > 1 and (begins or words[-1].rstrip(".") in _houses()))


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    if {word.lower().rstrip(".") for word in words} & (reporter_titles() | _houses()):
        return False
    # Initials and codes are written in capitals or small letters throughout.
    return words[0][0].isupper() and (len(words) > 1 or name.istitle())
