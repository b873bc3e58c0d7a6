"""Bylines: who wrote a report, as the line above or below its headline says, in any language that there is a pack of."""

import re
from functools import cache

from feedpub.language.dates import month_number
from feedpub.language.patterns import any_of
from feedpub.language.registry import every_language, every_word
from feedpub.model.article import Author

_LONGEST = 160  # characters; a longer line is a sentence
_LETTER = r"[^\W\d_]"
_NAME_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[.'’-](?={_LETTER}))*\.?")


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"{any_of(every_word('press', 'by'))}(?::\s*|\s+)", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[,;|•·/&]|\b{any_of(every_word('press', 'joining'))}\b)\s*", re.IGNORECASE)


@cache
def _away() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of(every_word('press', 'away'))}\s.*$", re.IGNORECASE)


def find_byline(line: str) -> tuple[Author, ...]:
    """Read a line as a byline.

    Matches ``By ANN LEE, Staff Writer``, ``By Ann Lee and Bob Ray``, ``Ann Lee, Reuters``; does not match ``By Monday the
    water had fallen.``

    Args:
        line: one line of copy.

    Returns:
        The authors in order; empty where the line is no byline or names nobody.
    """
    line = " ".join(line.split())
    if not line or len(line) > _LONGEST or line.endswith(("!", "?", ":")):
        return ()
    by = _by().match(line)
    if by:
        return _authors(line[by.end() :])
    return _authors(line) if _names_an_employer(line) else ()


def author_names(value: str) -> tuple[Author, ...]:
    """Read what a form or a front matter calls the author: a byline with or without "by".

    Args:
        value: such as "Ann Lee and Bob Ray".

    Returns:
        The authors; the whole value as one name where it has none of a byline's forms.
    """
    value = " ".join(value.split())
    return find_byline(value) or _authors(value) or ((_author(value),) if value else ())


def _authors(names: str) -> tuple[Author, ...]:
    found: list[Author] = []
    for number, piece in enumerate(_between().split(names.removesuffix("."))):
        name = _away().sub("", piece)
        if _is_person(name) or _is_publisher(name):
            # What follows a person's name after a comma is where that person works.
            if not (_is_publisher(name) and found and not _joined(names, piece)):
                found.append(_author(name))
        elif number == 0 or not _is_title(piece):
            return ()
    return tuple(dict.fromkeys(found))


def _joined(names: str, piece: str) -> bool:
    before = names[: names.rfind(piece)].lower().split()
    return bool(before) and (before[-1] in every_word("press", "joining") or before[-1].endswith("&"))


def _author(name: str) -> Author:
    words = name.split()
    if words and words[0].rstrip(".").lower() in every_word("press", "honorific"):
        words = words[1:]
    return Author(
        name=" ".join(map(in_small_letters, words)) or name, kind="organization" if _is_publisher(name) else "person"
    )


def in_small_letters(word: str) -> str:
    """Write LEE as Lee, JEAN-PAUL as Jean-Paul, O'BRIEN as O'Brien, McKAY as McKay; leave AFP and J."""
    if word.startswith(("Mc", "Mac")) and word.rpartition("c")[2].isupper():
        before, c, after = word.rpartition("c")
        return before + c + after.title()
    if is_agency(word) or not word.isupper() or len(word.strip(".")) < 2 or "." in word[:-1]:
        return word
    return re.sub(rf"{_LETTER}+", lambda part: part[0][0] + part[0][1:].lower(), word)


def is_agency(name: str) -> bool:
    """Tell the name of a news agency."""
    return name in every_word("press", "agency")


def reporter_titles() -> frozenset[str]:
    """Return what reporters and their desks are called, in small letters."""
    return every_word("press", "reporter") | every_word("press", "desk")


def _is_person(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 5 or not all(map(_NAME_WORD.fullmatch, words)):
        return False
    if month_number(words[-1]) or any(_is_common(word.rstrip(".").lower()) for word in words):
        return False
    return words[-1][0].isupper() and all(word[0].isupper() or word in every_word("particles", "name") for word in words)


def _is_common(word: str) -> bool:
    return word in reporter_titles() or _is_weekday(word) or word.capitalize() in every_word("press", "article")


def _is_publisher(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or not words[-1][0].isupper():
        return is_agency(name)
    lowered = [word.lower() for word in words]
    known = is_agency(name) or lowered[-1] in every_word("press", "publisher") or words[0] in every_word("press", "article")
    return known and every_word("press", "reporter").isdisjoint(lowered) and lowered[0] not in every_word("press", "desk")


def _is_title(piece: str) -> bool:
    words = [word.lower() for word in piece.split()]
    return not words or any(word.rstrip("s") in reporter_titles() or _is_day(word) for word in words)


def _is_day(word: str) -> bool:
    return word.isdigit() or month_number(word) is not None or _is_weekday(word)


def _is_weekday(word: str) -> bool:
    return any(word in language.weekdays for language in every_language())


def _names_an_employer(line: str) -> bool:
    """Tell whether a line without "by" ends as a byline does: with an agency or a reporter's title."""
    names, comma, rest = line.partition(", ")
    return (
        bool(comma)
        and all(map(_is_person, _between().split(names)))
        and (is_agency(rest) or _is_publisher(rest) or _is_title(rest))
    )
