"""Bylines: who wrote a report, as the line above or below its headline says."""

import re

from feedpub.language.lexicon import english
from feedpub.model.article import Author

AGENCIES = english().words("press", "agency")
MONTHS = english().months
PUBLISHER_WORDS = english().words("press", "publisher")
REPORTER_TITLES = english().words("press", "reporter")
WEEKDAYS = english().weekdays
_LONGEST = 160  # characters; a longer line is a sentence
_BY = re.compile(r"(?:by|words|story|text)(?::\s*|\s+)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|\||•|·|/|\band\b|&|\bwith\b)\s*", re.IGNORECASE)
_AWAY = re.compile(r"\s+(?:in|at|for|from|of)\s.*$", re.IGNORECASE)  # "Ann Lee in Paris"
_LETTER = r"[^\W\d_]"
_NAME_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[.'’-](?={_LETTER}))*\.?")
_PARTICLES = frozenset("al bin da de del della den der di do dos du el ibn la le ten ter van von y".split())
_HONORIFICS = frozenset("dr mr mrs ms prof sir dame".split())


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
    by = _BY.match(line)
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
    for number, piece in enumerate(_BETWEEN.split(names.removesuffix("."))):
        name = _AWAY.sub("", piece)
        if _is_person(name) or _is_publisher(name):
            # What follows a person's name after a comma is where that person works.
            if not (_is_publisher(name) and found and not _joined(names, piece)):
                found.append(_author(name))
        elif number == 0 or not _is_title(piece):
            return ()
    return tuple(dict.fromkeys(found))


def _joined(names: str, piece: str) -> bool:
    before = names[: names.rfind(piece)].rstrip().lower()
    return before.endswith((" and", " with", "&"))


def _author(name: str) -> Author:
    words = name.split()
    if words and words[0].rstrip(".").lower() in _HONORIFICS:
        words = words[1:]
    return Author(
        name=" ".join(map(in_small_letters, words)) or name, kind="organization" if _is_publisher(name) else "person"
    )


def in_small_letters(word: str) -> str:
    """Write LEE as Lee, JEAN-PAUL as Jean-Paul, O'BRIEN as O'Brien, McKAY as McKay; leave AFP and J."""
    if word.startswith(("Mc", "Mac")) and word.rpartition("c")[2].isupper():
        before, c, after = word.rpartition("c")
        return before + c + after.title()
    if word in AGENCIES or not word.isupper() or len(word.strip(".")) < 2 or "." in word[:-1]:
        return word
    return re.sub(rf"{_LETTER}+", lambda part: part[0][0] + part[0][1:].lower(), word)


def _is_person(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 5 or not all(map(_NAME_WORD.fullmatch, words)):
        return False
    lowered = {word.rstrip(".").lower() for word in words}
    if lowered & (REPORTER_TITLES | WEEKDAYS.keys() | {"the"}) or words[-1].lower() in MONTHS:
        return False
    return words[-1][0].isupper() and all(word[0].isupper() or word in _PARTICLES for word in words)


def _is_publisher(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or not words[-1][0].isupper():
        return name in AGENCIES
    known = name in AGENCIES or words[-1].lower() in PUBLISHER_WORDS or words[0] == "The"
    return (
        known
        and not {word.lower() for word in words} & REPORTER_TITLES - {"desk", "staff"}
        and not name.lower().startswith("staff")
    )


def _is_title(piece: str) -> bool:
    words = [word.lower() for word in piece.split()]
    return not words or any(word.rstrip("s") in REPORTER_TITLES for word in words) or _is_day(words)


def _is_day(words: list[str]) -> bool:
    return any(word.isdigit() or word.rstrip(".") in MONTHS or word in WEEKDAYS for word in words)


def _names_an_employer(line: str) -> bool:
    """Tell whether a line without "by" ends as a byline does: with an agency or a reporter's title."""
    names, comma, rest = line.partition(", ")
    return (
        bool(comma)
        and all(map(_is_person, re.split(r" (?:and|&) ", names)))
        and (rest in AGENCIES or _is_publisher(rest) or _is_title(rest))
    )
