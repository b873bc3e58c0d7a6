"""Bylines: who wrote a report, as a line of copy or a field of a news format says, in any language that has a pack."""

import re
from collections.abc import Iterator
from functools import cache

from feedpub.language.dates import month_number
from feedpub.language.lists import Lists
from feedpub.language.patterns import any_of
from feedpub.language.registry import every_language, every_word
from feedpub.model.article import Author

_FORMATS = Lists("feedpub.language")
_LONGEST, _LONGEST_FIELD = 160, 300  # characters; a longer line is a sentence, a longer field no list of names
_MOST_WORDS = 5  # in a person's name
_LONGEST_LINE = 12  # words; a longer one that begins with "by" and names an unknown house is a sentence
_LETTER = r"[^\W\d_]"
_BY = r"^{by}(?::\s*|\s+)"
_ELIDED = re.compile(r"[a-z]{1,3}['’](?=[^\W\d_])(?![a-z])")  # d'Emilio, dell'Orto
_NAME_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[.'’-](?={_LETTER}))*\.?")


def find_byline(line: str) -> tuple[Author, ...]:
    """Read a line of copy as a byline.

    Matches ``By ANN LEE, Staff Writer``, ``By Ann Lee and Bob Ray``, ``Ann Lee, Reuters``, ``By ANNA DAHL, HGA``; does not
    match ``By Monday the water had fallen.``

    Args:
        line: one line of copy.

    Returns:
        The authors in order; empty where the line is no byline or names nobody.
    """
    line = " ".join(line.split()).rstrip(" =")
    if len(line) > _LONGEST or line.endswith(("!", "?", ":")):
        return ()
    by = _pattern(_BY, "by").match(line)
    if not by:
        return _authors(line, strict=True) if _names_an_employer(line) else ()
    names = line[by.end() :].removesuffix(".")
    if (found := _authors(names, strict=True)) or line.endswith(".") or len(line.split()) > _LONGEST_LINE:
        return found
    found = _authors(names, strict=False)
    every_one = len(found) >= len(list(_pieces(names))) and all(" " in author.name for author in found)
    return found if every_one else ()


def credited_line(line: str) -> tuple[Author, ...]:
    """Read a paragraph at the head of what an agency sends as a byline, in any of the languages of agencies.

    Matches ``Por Pedro Marsh``, ``Von Anna Dahl und Bob Ray``; does not match ``Por Europa viaja el tren.``

    Args:
        line: a paragraph.

    Returns:
        The authors in order; empty where it is more than names.
    """
    line = " ".join(line.split())
    by = _pattern(_BY, "by", fields=True).match(line)
    if not by or len(line) > _LONGEST or line.endswith((".", "!", "?", ":")):
        return find_byline(line)
    return find_byline(line) or _authors(line[by.end() :], strict=True)


def credited(value: str) -> tuple[Author, ...]:
    """Read a field of a news format that holds a byline, with or without "by", in any of the languages of agencies.

    Matches ``By Ann Lee, Harbour University``, ``Ann Lee und Bob Ray``, ``Peter and Jane``, ``ANN LEE (London)``; does not
    match the desk's initials ``gr/bp`` or an account such as ``dpa-edt``.

    Args:
        value: of the field.

    Returns:
        The authors in order; empty where it names nobody.
    """
    value = value.strip().rstrip("=,.;: ")
    names = _pattern(_BY, "by", fields=True).sub("", value, count=1).strip()
    return () if len(names) > _LONGEST_FIELD else _authors(names, strict=False)


def author_names(value: str) -> tuple[Author, ...]:
    """Read what a form or a front matter calls the author; the whole value is one name where it names nobody otherwise."""
    value = " ".join(value.split())
    return find_byline(value) or _authors(value, strict=True) or ((_author(value),) if value else ())


def is_agency(name: str) -> bool:
    """Tell the name of a news agency."""
    return name in every_word("press", "agency")


@cache
def _listed(section: str, *, fields: bool = True) -> frozenset[str]:
    """Return words around names in copy, and those in the fields of news formats."""
    return every_word("press", section) | (_FORMATS.words("credits", section) if fields else frozenset())


@cache
def _pattern(form: str, section: str, *, fields: bool = False) -> re.Pattern[str]:
    """Put any word of a section in its place in a pattern."""
    return re.compile(form.replace(f"{{{section}}}", any_of(_listed(section, fields=fields))), re.IGNORECASE)


def _authors(names: str, *, strict: bool) -> tuple[Author, ...]:
    """Take the names; what follows a full name after a comma is a post or an employer.

    Args:
        names: joined by commas, marks and words.
        strict: find none where something is neither; else a given name alone is one, too.
    """
    found: list[Author] = []
    for piece in _pieces(names):
        for number, item in enumerate(piece.split(",")):
            name = " ".join(_pattern(r"\s*(?:\(.*|\s{away}\s.*)$", "away", fields=True).sub("", item).split())
            alone = not strict and (not number or (bool(found) and " " not in found[-1].name))
            if _is_house(name):
                found += [] if number else [_author(name)]
            elif _is_person(name, 1 if alone else 2):
                found.append(_author(name))
            elif strict and (not found or not _is_title(item)):
                return ()
    return tuple(dict.fromkeys(found))


def _pieces(names: str) -> Iterator[str]:
    """Cut where names are joined; at what may be part of one, "Ortega y Gasset", only between full names or given names."""
    for part in _pattern(r"\s*(?:[;|•·/&\n]|\b{joining}\b)\s*", "joining", fields=True).split(names):
        pieces = _pattern(r"(?-i:\s+{short_joining}\s+)", "short_joining", fields=True).split(part)
        full = {" " in piece.split(",")[0].strip() for piece in pieces}
        yield from pieces if len(full) == 1 else (part,)


def _author(name: str) -> Author:
    words = name.split()
    if words[1:] and words[0].rstrip(".").lower() in _listed("honorific"):
        words = words[1:]
    return Author(name=" ".join(map(_in_small_letters, words)), kind="organization" if _is_house(name) else "person")


def _in_small_letters(word: str) -> str:
    """Write LEE as Lee, JEAN-PAUL as Jean-Paul, O'BRIEN as O'Brien, McKAY as McKay; leave AFP and J."""
    if word.startswith(("Mc", "Mac")) and word.rpartition("c")[2].isupper():
        before, c, after = word.rpartition("c")
        return before + c + after.title()
    if is_agency(word) or not word.isupper() or len(word.strip(".")) < 2 or "." in word[:-1]:
        return word
    return re.sub(rf"{_LETTER}+", lambda part: part[0][0] + part[0][1:].lower(), word)


def _is_person(name: str, least: int) -> bool:
    words = name.split()
    if not least <= len(words) <= _MOST_WORDS or not all(map(_NAME_WORD.fullmatch, words)) or month_number(words[-1]):
        return False
    # Initials and codes are written in capitals or small letters throughout.
    written = (words[-1][0].isupper() or bool(_ELIDED.match(words[-1]))) and (len(words) > 1 or name.istitle())
    return written and all(
        (word[0].isupper() or _ELIDED.match(word) or word in every_word("particles", "name"))
        and not _is_common(word.rstrip(".").lower())
        for word in words
    )


def _is_common(word: str) -> bool:
    return word in _titles() or word in _listed("publisher") or word in _listed("article") or _is_weekday(word)


def _titles() -> frozenset[str]:
    return _listed("reporter") | _listed("desk")


def _is_house(name: str) -> bool:
    words = name.lower().split()
    if len(words) < 2 or not name.rsplit(maxsplit=1)[-1][0].isupper():
        return is_agency(name)
    known = is_agency(name) or words[-1].rstrip(".") in _listed("publisher") or words[0] in _listed("article")
    return known and _listed("reporter").isdisjoint(words) and words[0] not in _listed("desk")


def _is_title(item: str) -> bool:
    words = item.lower().split()
    return not words or any(word.rstrip("s") in _titles() or _is_day(word) for word in words)


def _is_day(word: str) -> bool:
    return word.isdigit() or month_number(word) is not None or _is_weekday(word)


def _is_weekday(word: str) -> bool:
    return any(word in language.weekdays for language in every_language())


def _names_an_employer(line: str) -> bool:
    """Tell whether a line without "by" ends as a byline does: with an agency or a reporter's title."""
    names, comma, rest = line.partition(", ")
    named = bool(comma) and all(_is_person(name.strip(), 2) for name in _pieces(names))
    return named and (_is_house(rest) or _is_title(rest))
