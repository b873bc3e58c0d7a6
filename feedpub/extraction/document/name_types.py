"""What a name names: a person, an organisation, a place."""

from typing import Literal

from feedpub.extraction.document.mention import MentionKind
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.gazetteer import GIVEN, ORDINARY, SURNAME, abbreviation, entry, key
from feedpub.language.lexicon import Is, family_names, genders
from feedpub.language.memo import Memo
from feedpub.language.words import sections
from feedpub.language.words import words as word_list

_INITIALISM = 6
_LARGE = 150_000
_GREAT = frozenset(("country", "continent", "capital", "region", "sea", "ocean", "union"))
_PLACE_BEFORE = frozenset(
    (
        "in",
        "at",
        "from",
        "near",
        "outside",
        "across",
        "throughout",
        "to",
        "around",
        "of",
        "through",
        "toward",
        "towards",
        "into",
    )
)
_PERSON_AFTER = frozenset(("who", "whose", "himself", "herself"))
_SPEECH = frozenset(
    (
        "said",
        "says",
        "told",
        "tells",
        "wrote",
        "writes",
        "argues",
        "adds",
        "asks",
        "insists",
        "swore",
        "explains",
        "recalls",
        "warns",
    )
)
_OWNED = frozenset(("'s", "’s", "its"))  # "the envoy's Office", "its Board"
_SUFFIXES = ("Jr.", "Sr.", "III", "Jr", "Sr")
_LONGEST_PERSON = 5
_LONGEST_PAIR = 8  # words of the second part of an organisation's name


def organization_opens(words: Tokens, first: int, last: int, join: str) -> bool:
    """Tell whether a run of capitalised words goes on after a small word, as "University of" does and "Osei of" does not."""
    heads = word_list("organizations", "of")
    offices = ("Secretary", "Minister", "Director", "Chancellor", "Attorney", "Speaker", "Commissioner", "Undersecretary")
    run = [token.text for token in words.tokens[first:last]]
    if join in ("of", "on", "the"):
        return run[-1] in heads or (join == "of" and run[-1] in offices)
    if join == "for":
        return run[-1] in heads
    if join == "&":
        return True
    if join == "and" and len(run) == 1 and first and words.lower[first - 1] == "the":
        return _paired(words, first, last)
    return join == "and" and bool({"of", "for"} & set(run)) and bool(set(run) & (heads | {"Secretary", "Minister"}))


def _paired(words: Tokens, first: int, last: int) -> bool:
    """Tell "the Globe and Mail" from two names: both are plain words, and one of the next 8 ends names of organisations."""
    ends = word_list("organizations", "last")
    place, limit = last + 1, min(last + 1 + _LONGEST_PAIR, len(words.tokens))
    while place < limit and words.capital[place] and words.flags[place] & Is.COMMON:
        if words.tokens[place].text in ends:
            return bool(words.flags[first] & Is.COMMON)
        place += 1
    return False


def kind_of(words: Tokens, first: int, last: int) -> tuple[MentionKind, bool]:
    """Tell what a name names, from its own words, the gazetteer, and the words beside it.

    "Osei Foundation" and "IMF" are organisations, "Lake Volta" and "Tamale" places, "Ada Osei" a person; "Osei" alone is
    one where it speaks ("Osei said") or a title stands before it.

    Args:
        words: of the text.
        first: the name's first token.
        last: the token after its last.

    Returns:
        The kind, and whether the words themselves say so.
    """
    run = [token.text for token in words.tokens[first:last]]
    if len(run) == 1 and first and words.lower[first - 1] in (",", "(") and abbreviation(run[0], qualifying=True):
        return "place", True
    turn = last < len(words.lower) and words.lower[last] == ":" and _label(words, first, last, run)
    name = " ".join(run)
    if kind := "person" if turn else _organization(name):
        return kind, True
    if len(run) == 1 and first and words.lower[first - 1] in _OWNED and run[0] in word_list("organizations", "last"):
        return "organization", True
    known = _known_place(name)
    if known == "surely" or _place(run) or (known and len(run) > 1 and run[0] not in genders()):
        return "place", True
    if _person(run, words, first, last):
        return "person", True
    return _by_neighbours(words, first, last, run, known)


def _label(words: Tokens, first: int, last: int, run: list[str]) -> bool:
    """Tell who takes a turn in a transcript: "OSEI: We go." is a person's name in capitals, "NOTE: …" none."""
    if not words.opens[first] or not run[-1].isupper():
        return False
    surname = run[-1].capitalize()
    return len(run[-1]) > 2 and (surname in family_names() or surname in genders()) and not words.flags[last - 1] & Is.COMMON


def _called(name: str) -> MentionKind | None:
    run = name.split(" ")
    if name in word_list("organizations", "whole") or name in sections("organizations")["phrases"]:
        return "organization"
    if len(run) == 1:
        return "organization" if _initialism(name) else None
    if run[-1] in word_list("organizations", "last") or "&" in run or run[0] in ("Ministry", "Department", "University"):
        return "organization"
    long = len(run) > 2 and {"of", "for"} & set(run) and set(run[:-1]) & word_list("organizations", "of")
    return "organization" if long else None


_organization = Memo(_called).__getitem__


def _initialism(text: str) -> bool:
    letters = text.replace(".", "")
    if not (2 <= len(letters) <= _INITIALISM and letters.isupper() and letters.isalpha()):
        return False
    return text not in word_list("places", "abbreviated") | word_list("organizations", "other") and bool(
        letters.strip("IVXL")
    )


def _fame(name: str) -> Literal["surely", "perhaps", "hardly", ""]:
    """Ask the gazetteer: a great place that is no person's name is one for sure."""
    found = entry(key(name))
    if not found.rows:
        return ""
    best = found.rows[0]
    personal = found.flags & (GIVEN | SURNAME | ORDINARY)
    if best.feature in _GREAT and (best.feature == "country" or best.population > _LARGE) and best.primary:
        return "surely" if not found.flags & GIVEN or best.feature in ("country", "continent") else "perhaps"
    if best.population <= _LARGE or not best.primary:
        return "hardly"
    return "perhaps" if personal else "surely"


_known_place = Memo(_fame).__getitem__


def _place(run: list[str]) -> bool:
    if len(run) == 1:
        return run[0] in word_list("places", "abbreviated")
    return run[-1] in word_list("places", "last") or run[0] in word_list("places", "first")


def _described(words: Tokens, first: int) -> bool:
    """Tell whether a role stands right before a name, in small letters or at the beginning of a sentence."""
    role = first > 0 and bool(words.flags[first - 1] & Is.PERSON)
    return role and (not words.capital[first - 1] or words.opens[first - 1])


def _person(run: list[str], words: Tokens, first: int, last: int) -> bool:
    described = _described(words, first)
    if run[-1].rpartition("-")[2].islower():
        return False
    if len(run) < 2 or len(run) > _LONGEST_PERSON:
        return described and len(run) == 1 and not words.flags[first] & Is.COMMON
    if words.flags[last - 1] & Is.COMMON and run[-1] not in family_names():
        return described and run[0] in genders()
    if run[0] in genders() or run[0].split("-")[0] in genders() or described:
        return True
    if any(len(part) == 2 and part[1] == "." for part in run[:-1]) or run[-1] in _SUFFIXES:
        return True
    return run[-1] in family_names() and not words.flags[first] & Is.COMMON


def _by_neighbours(words: Tokens, first: int, last: int, run: list[str], known: str) -> tuple[MentionKind, bool]:
    before = words.lower[first - 1] if first else ""
    if run[-1] in word_list("peoples") or (run[-1].endswith("s") and run[-1][:-1] in word_list("peoples")):
        return ("group" if run[-1].endswith("s") else "other"), False
    if _speaks(words, first, last) and before != "the":
        return "organization" if any(_branded(part) for part in run) else "person", False
    inside = before in ("in", "at", "near") and len(run) <= 2 and run[0] not in family_names()
    if before in _PLACE_BEFORE and (known or inside):
        return "place", False
    part = before == "of" and first > 1 and words.capital[first - 2]
    if before == "the" or part or run[-1].rpartition("-")[2].islower():
        return "other", False
    return _by_words(words, first, last, run, known), False


def _speaks(words: Tokens, first: int, last: int) -> bool:
    """Tell whether a past verb of speech, or "who", stands beside a name."""
    after = last + 1 if last + 1 < len(words.lower) and words.lower[last] == "," else last
    if after < len(words.lower) and words.lower[after] in _PERSON_AFTER:
        return True
    if last < len(words.lower) and words.flags[last] & (Is.SAY | Is.JUDGE):
        return words.lower[last].endswith("ed") or words.lower[last] in _SPEECH
    follows = words.tokens[last].text if last < len(words.tokens) else "."
    return (
        first > 0 and bool(words.flags[first - 1] & Is.SAY) and follows in (".", ",", ":") and not words.capital[first - 1]
    )


def _branded(part: str) -> bool:
    """Tell "MediaBox" from "McDonald", "DiCaprio" and "O'Neill": a brand's inner capital follows more than a prefix."""
    inner = next((at for at, letter in enumerate(part) if at and letter.isupper()), 0)
    return inner > 3 and part.isalpha() and not part.isupper()


def _by_words(words: Tokens, first: int, last: int, run: list[str], known: str) -> MentionKind:
    if len(run) == 1:
        personal = run[0] in family_names() or run[0] in genders()
        if known == "perhaps" or (known and not personal):
            return "place"
        return "person" if personal else "other"
    if any(_branded(part) for part in run) or run[0] in word_list("peoples"):
        return "other"
    plain = all(part.isalpha() or "-" in part or "'" in part or "’" in part for part in run)
    ordinary = any(words.flags[place] & Is.COMMON for place in range(first, last))
    shouting = any(part.isupper() and len(part) > 1 for part in run)
    return "person" if plain and not ordinary and not shouting and len(run) in (2, 3) else "other"
