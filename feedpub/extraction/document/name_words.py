"""What the words of a name say of what it names: cues, to which data/name_weights.toml gives points."""

from collections.abc import Iterator
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from feedpub.extraction.gazetteer import GIVEN, ORDINARY, SURNAME, lookup, lookup_abbreviation, lookup_people
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import Is
from feedpub.language.memo import Memo

_INITIALISM = 6  # letters
_SHORT = 3  # letters of words that are as often an organisation's initials
_LARGE = 150_000  # inhabitants
_GREAT = frozenset(("country", "continent", "capital", "region", "sea", "ocean", "union"))
_WHOLE = frozenset(("country", "continent"))
_OUTLETS = (("organizations", "outlet"), ("press", "agency"), ("press", "closing_agency"))


class NameForm(NamedTuple):
    """A name as it is written.

    Args:
        parts: its words without "Jr." and the like.
        cues: what they say.
    """

    parts: list[str]
    cues: tuple[str, ...]


@cache
def name_forms(language: Language) -> Memo[NameForm]:
    """Return what a name's own words say, by the name."""
    return Memo(partial(_form, language, phrases_of(language)))


@cache
def phrases_of(language: Language) -> frozenset[str]:
    """Return the names of organisations that only a list tells."""
    return frozenset(language.lines("organizations", "phrases"))


def _form(language: Language, phrases: frozenset[str], name: str) -> NameForm:
    run, suffixes = name.split(" "), language.words("names", "suffix")
    parts = next((run[:end] for end in range(len(run), 1, -1) if run[end - 1] not in suffixes), run[:1])
    read = run if len(run) == 1 or not name.isupper() else [part.capitalize() for part in run]
    describes = read[0] in language.words("peoples") or language.lexicon.get(read[0].lower(), 0) & Is.ADJECTIVE
    branch = describes and " ".join(read[1:]) in phrases  # "the German Red Cross", "the International Red Cross"
    if branch or " ".join(read) in phrases or name in language.words("organizations", "whole"):
        return NameForm(parts, ("organization listed",))
    found = _single(language, name) if len(run) == 1 else _several(language, read[: len(parts)])
    return NameForm(parts, (*found, *_listed(language, name, read)))


def _listed(language: Language, name: str, run: list[str]) -> Iterator[str]:
    """Yield what lists have of a whole name."""
    if run[-1] in language.words("organizations", "nickname"):
        yield "nickname"
    if name in language.words("places", "abbreviated") or (len(run) > 1 and lookup_abbreviation(name)):  # "S. Africa"
        yield "great place"
    elif rank := _rank(name):
        yield "place like person" if rank != "great" and len(run) > 1 and run[0] in language.genders else f"{rank} place"
    peoples, singular = language.words("peoples"), language.singular(run[-1])
    full = len(run) > 1 and run[0] in language.genders and not begins_with_place(language, run)
    surname = full and run[-1] in language.family_names  # Ada White
    mixed = run[-1].split("-")  # "Ghanaian-American"
    if (run[-1] in peoples and not surname) or (
        len(mixed) == 2 and mixed[1] in peoples and _are_peoples(language, mixed[0])
    ):
        yield "people"
    elif (singular in peoples and not surname and not begins_with_place(language, run)) or are_inhabitants(language, run):
        yield "people" if singular == run[-1] else "peoples"
    if all(any(map(str.isdigit, part)) for part in run):  # "H5N1", of two tokens
        yield "digits"
    tail = run[-1].rpartition("-")[2]
    if tail.islower() and (len(run) == 1 or tail in language.lexicon):  # not "Zorvan Hau-mik"
        yield "compound"


def _are_peoples(language: Language, word: str) -> bool:
    """Tell "Ghanaian", "Hungarian" and "Anglo" before a hyphen and another people."""
    return word in language.words("peoples") or bool(lookup_people(word).rows)


def are_inhabitants(language: Language, run: list[str]) -> bool:
    """Tell Floridians, New Yorkers and West Virginians, who live somewhere.

    Args:
        language: of a name.
        run: its words.
    """
    directed = len(run) == 2 and run[0] in language.words("names", "direction") and run[1].endswith("s")
    return (len(run) == 1 or directed) and (_demonym(language, " ".join(run)) or (directed and _demonym(language, run[1])))


def _demonym(language: Language, name: str) -> bool:
    return bool(lookup_people(name).rows) and name not in language.genders and name not in language.family_names


def _single(language: Language, name: str) -> Iterator[str]:
    word = name.capitalize() if name.isupper() and len(name) > 3 else name
    flags = language.lexicon.get(word.lower(), 0)
    given, family, common = word in language.genders, word in language.family_names, bool(flags & Is.COMMON)
    shouted = common and len(name) > _SHORT  # "VOTE", "GREAT", but "ICE"
    if _initialism(language, name) and (word == name or not family) and not shouted:
        yield "initialism like name" if word != name and given else "initialism"
    elif name.isupper() and not (given or family):
        yield "capitals"
    elif branded(name):
        yield "inner capital"
    elif name.rpartition(".")[0] and name[-1].islower():
        yield "domain"
    if common:
        yield "plural word" if language.singular(word.lower()) != word.lower() else "word"
    if given:
        yield "common given name" if common else "given name"
    elif family:
        yield "common family name" if common else "family name"
    elif not common and word.endswith(tuple(language.words("endings", "plural"))):
        yield "plural"
    if flags & Is.GROUP or flags & Is.PERSON:
        yield "role"


def _several(language: Language, run: list[str]) -> Iterator[str]:
    """Yield what the words of a longer name say."""
    given = run[0] in language.genders or run[0].split("-")[0] in language.genders
    common = [bool(language.lexicon.get(part.lower(), 0) & Is.COMMON) for part in run]
    if sort := _ends_as(language, run):
        yield sort
    elif given:
        yield "common given name first" if common[0] else "given name first"
    elif len(run[0]) == 1 or any(map(_initial, run[:-1])):
        yield "initial"
    if run[-1] in language.family_names or run[-1].rpartition("-")[2] in language.family_names:
        yield "common family name last" if common[-1] else "family name last"
    elif common[-1]:
        yield "plural word last" if language.singular(run[-1].lower()) != run[-1].lower() else "word last"
    if common[0] and not given:
        yield "all words" if all(common) else "word first"
    elif not any(common):
        yield "no words"
    yield from _mixed(language, run)


def _ends_as(language: Language, run: list[str]) -> str:
    """Tell what the words are that make a name an organisation's, a thing's or a place's."""
    listed, names = word_sets(language, "organizations"), word_sets(language, "names")
    if run[-1].rpartition("-")[2] in listed["last"] or "&" in run or run[0] in names["organization first"]:
        return "organization word"
    if not names["of for"].isdisjoint(run) and not listed["of"].isdisjoint(run[:-1]):
        return "organization of"
    if any(one in listed["of"] and other in names["charged with"] for one, other in pairwise(run[:-1])):
        return "organization of"
    if run[-1] in names["thing last"] or run[0] in names["thing first"]:
        return "thing word"
    if run[0] in listed["whole"] and run[0] not in language.genders:
        return "organization first"
    venue = run[0] in names["venue of"] and run[1] in language.words("particles", "name")
    return "place word" if venue or run[-1] in language.words("places", "last") | names["saint"] else ""  # "Main St."


def _mixed(language: Language, run: list[str]) -> Iterator[str]:
    """Yield what is seldom in a person's name, or always."""
    if any(part.isupper() and len(part) > 1 and not _initial(part) for part in run):
        yield "capitals within"
    if any(branded(part) for part in run):
        yield "inner capital"
    part = run[-1] in language.words("places", "part") and run[0] not in language.genders  # "Dundee East"
    if run[0] in language.words("places", "first") or (part and lookup(" ".join(run[:-1])).rows):
        yield "place word first"
    if begins_with_place(language, run):
        paper = run[-1] in language.words("organizations", "newspaper")
        yield "place first, newspaper" if paper else "place first, plural" if _team(language, run[-1]) else "place first"
    if run[0] in language.words("peoples"):
        yield "people first"


def _team(language: Language, word: str) -> bool:
    """Tell the plural that a team is called by, "Texans", from that of a thing that is read, "Papers"."""
    noun = language.lexicon.get(language.singular(word.lower()), 0)
    return word.endswith(tuple(language.words("endings", "plural"))) and not noun & (Is.ORGANIZATION | Is.DOCUMENT)


def _initial(part: str) -> bool:
    """Tell "J.", "J.D." and "TJ" before a name."""
    letters = part.replace(".", "")
    return letters.isupper() and len(letters) < 3 and (part.endswith(".") or len(letters) == 2)


def names_party(language: Language, word: str) -> bool:
    """Tell by what party and voters somebody was sent: D-Tamale; so looks D-Day, too."""
    letter, hyphen, _ = word.partition("-")
    return bool(hyphen) and letter in language.words("names", "party")


def begins_with_place(language: Language, run: list[str]) -> int:
    """Count the words of the place that a name begins with: "Houston Texans", "New York Giants", "L.A. Rams".

    Args:
        language: of the name.
        run: its words.

    Returns:
        How many there are; 0 where it begins with none.
    """
    if run[0] in language.words("places", "abbreviated"):
        return 1
    starts = ((length, " ".join(run[:length])) for length in range(len(run) - 1, 0, -1))
    towns = (length for length, start in starts if _rank(start) not in ("", "small") or (length > 1 and _rank(start)))
    return next(towns, 0)


def _initialism(language: Language, text: str) -> bool:
    letters = text.replace(".", "").replace("&", "")
    if not (2 <= len(letters) <= _INITIALISM and letters.isupper() and letters.isalpha()):
        return False
    return text not in language.words("organizations", "other") and bool(letters.strip("IVXL"))


def _fame(name: str) -> str:
    """Ask the gazetteer how well known the best place of a name is."""
    found = lookup(name)
    if not found.rows:
        return ""
    best = found.rows[0]
    if best.feature in _GREAT and (best.feature in _WHOLE or best.population > _LARGE) and best.primary:
        return "great" if not found.flags & GIVEN or best.feature in _WHOLE else "personal"
    if best.population <= _LARGE or not best.primary:
        return "small"
    return "personal" if found.flags & (GIVEN | SURNAME | ORDINARY) else "large"


_rank = Memo(_fame).__getitem__


def branded(part: str) -> bool:
    """Tell "MediaBox" from "McDonald", "DiCaprio" and "O'Neill": a brand's inner capital follows more than a prefix."""
    inner = next((at for at, letter in enumerate(part) if at and letter.isupper()), 0)
    return inner > 3 and part.isalpha() and not part.isupper()


def is_outlet(language: Language, name: str) -> bool:
    """Tell a news agency, newspaper, broadcaster or website by its name: Reuters, the Tamale Herald, the Daily Mail."""
    listed, run = any(name in language.words(*each) for each in _OUTLETS), name.split()
    papers = language.words("organizations", "paper")
    headed = run[0] in papers or begins_with_place(language, run)
    return listed or run[-1] in papers or bool(headed and run[-1] in language.words("organizations", "newspaper"))
