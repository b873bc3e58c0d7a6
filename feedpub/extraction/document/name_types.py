"""What a name names: a person, an organisation, a place."""

from collections.abc import Callable
from functools import cache, partial
from typing import Literal

from feedpub.extraction.document.mention import MentionKind
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.gazetteer import GIVEN, ORDINARY, SURNAME, lookup, lookup_abbreviation
from feedpub.language.language import Language
from feedpub.language.lexicon import Is
from feedpub.language.memo import Memo

_INITIALISM = 6
_LARGE = 150_000
_GREAT = frozenset(("country", "continent", "capital", "region", "sea", "ocean", "union"))
_LONGEST_PERSON = 5
_LONGEST_PAIR = 8  # words of the second part of an organisation's name


def organization_opens(words: Tokens, first: int, last: int, join: str) -> bool:
    """Tell whether a run of capitalised words goes on after a small word, as "University of" does and "Osei of" does not."""
    heads, listed = words.language.words("organizations", "of"), _lists(words.language)
    run = [token.text for token in words.tokens[first:last]]
    if join in listed("of on the"):
        return run[-1] in heads or (join in listed("of") and run[-1] in listed("office of"))
    if join in listed("for"):
        return run[-1] in heads
    if join == "&":
        return True
    if join not in listed("and"):
        return False
    if len(run) == 1 and first and words.lower[first - 1] in listed("the"):
        return _paired(words, first, last)
    return not listed("of for").isdisjoint(run) and not (heads | listed("office and")).isdisjoint(run)


def _lists(language: Language) -> Callable[[str], frozenset[str]]:
    return partial(language.words, "names")


def _paired(words: Tokens, first: int, last: int) -> bool:
    """Tell "the Globe and Mail" from two names: both are plain words, and one of the next 8 ends names of organisations."""
    ends = words.language.words("organizations", "last")
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
    if len(run) == 1 and first and words.lower[first - 1] in (",", "(") and lookup_abbreviation(run[0], qualifying=True):
        return "place", True
    turn = last < len(words.lower) and words.lower[last] == ":" and _label(words, first, last, run)
    name = " ".join(run)
    if kind := "person" if turn else _organization_of(words.language)[name]:
        return kind, True
    if (
        len(run) == 1
        and first
        and words.lower[first - 1] in words.language.words("names", "owner")
        and run[0] in words.language.words("organizations", "last")
    ):
        return "organization", True
    known = _known_place(name)
    if known == "surely" or _place(words.language, run) or (known and len(run) > 1 and run[0] not in words.language.genders):
        return "place", True
    if _person(run, words, first, last):
        return "person", True
    return _by_neighbours(words, first, last, run, known)


def _label(words: Tokens, first: int, last: int, run: list[str]) -> bool:
    """Tell who takes a turn in a transcript: "OSEI: We go." is a person's name in capitals, "NOTE: …" none."""
    if not words.opens[first] or not run[-1].isupper():
        return False
    surname = run[-1].capitalize()
    return (
        len(run[-1]) > 2
        and (surname in words.language.family_names or surname in words.language.genders)
        and not words.flags[last - 1] & Is.COMMON
    )


@cache
def _organization_of(language: Language) -> Memo[MentionKind | None]:
    return Memo(partial(_called, language))


def _called(language: Language, name: str) -> MentionKind | None:
    run, listed = name.split(" "), partial(language.words, "organizations")
    if name in listed("whole") or name in language.lines("organizations", "phrases"):
        return "organization"
    if len(run) == 1:
        return "organization" if _initialism(language, name) else None
    if run[-1] in listed("last") or "&" in run or run[0] in language.words("names", "organization first"):
        return "organization"
    long = len(run) > 2 and not language.words("names", "of for").isdisjoint(run) and not listed("of").isdisjoint(run[:-1])
    return "organization" if long else None


def _initialism(language: Language, text: str) -> bool:
    letters = text.replace(".", "")
    if not (2 <= len(letters) <= _INITIALISM and letters.isupper() and letters.isalpha()):
        return False
    other = language.words("places", "abbreviated") | language.words("organizations", "other")
    return text not in other and bool(letters.strip("IVXL"))


def _fame(name: str) -> Literal["surely", "possibly", "hardly", ""]:
    """Ask the gazetteer: a great place that is no person's name is one for sure."""
    found = lookup(name)
    if not found.rows:
        return ""
    best = found.rows[0]
    personal = found.flags & (GIVEN | SURNAME | ORDINARY)
    if best.feature in _GREAT and (best.feature == "country" or best.population > _LARGE) and best.primary:
        return "surely" if not found.flags & GIVEN or best.feature in ("country", "continent") else "possibly"
    if best.population <= _LARGE or not best.primary:
        return "hardly"
    return "possibly" if personal else "surely"


_known_place = Memo(_fame).__getitem__


def _place(language: Language, run: list[str]) -> bool:
    if len(run) == 1:
        return run[0] in language.words("places", "abbreviated")
    return run[-1] in language.words("places", "last") or run[0] in language.words("places", "first")


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
    if words.flags[last - 1] & Is.COMMON and run[-1] not in words.language.family_names:
        return described and run[0] in words.language.genders
    if run[0] in words.language.genders or run[0].split("-")[0] in words.language.genders or described:
        return True
    if any(len(part) == 2 and part[1] == "." for part in run[:-1]) or run[-1] in words.language.words("names", "suffix"):
        return True
    return run[-1] in words.language.family_names and not words.flags[first] & Is.COMMON


def _by_neighbours(words: Tokens, first: int, last: int, run: list[str], known: str) -> tuple[MentionKind, bool]:
    before, listed = words.lower[first - 1] if first else "", _lists(words.language)
    if run[-1] in words.language.words("peoples"):
        return "other", False
    if words.language.singular(run[-1]) in words.language.words("peoples"):
        return "group", False
    if _speaks(words, first, last) and before not in listed("the"):
        return "organization" if any(_branded(part) for part in run) else "person", False
    inside = before in listed("inside") and len(run) <= 2 and run[0] not in words.language.family_names
    if before in listed("before place") and (known or inside):
        return "place", False
    part = before in listed("of") and first > 1 and words.capital[first - 2]
    if before in listed("the") or part or run[-1].rpartition("-")[2].islower():
        return "other", False
    return _by_words(words, first, last, run, known), False


def _speaks(words: Tokens, first: int, last: int) -> bool:
    """Tell whether a past verb of speech, or "who", stands beside a name."""
    after = last + 1 if last + 1 < len(words.lower) and words.lower[last] == "," else last
    if after < len(words.lower) and words.lower[after] in words.language.words("names", "after person"):
        return True
    if last < len(words.lower) and words.flags[last] & (Is.SAY | Is.JUDGE):
        past = tuple(words.language.words("endings", "past"))
        return words.lower[last].endswith(past) or words.lower[last] in words.language.words("names", "speech")
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
        personal = run[0] in words.language.family_names or run[0] in words.language.genders
        if known == "possibly" or (known and not personal):
            return "place"
        return "person" if personal else "other"
    if any(_branded(part) for part in run) or run[0] in words.language.words("peoples"):
        return "other"
    plain = all(part.isalpha() or "-" in part or "'" in part or "’" in part for part in run)
    ordinary = any(words.flags[place] & Is.COMMON for place in range(first, last))
    shouting = any(part.isupper() and len(part) > 1 for part in run)
    return "person" if plain and not ordinary and not shouting and len(run) in (2, 3) else "other"
