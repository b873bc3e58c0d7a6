"""Titles before a person's name: where they begin, and where the name begins."""

from functools import cache

from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.gazetteer import lookup
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import FUNCTION, Is

_MODIFIER = "modifier"
_POLITE = frozenset(("male", "female", "honorific"))  # kinds of titles that say nothing of a post


def title_before(words: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Find the last title in a run of capitalised words.

    "Prime Minister Osei" begins at its first word, the name at its third; "Osei Foundation Chairwoman Ada Bello" leaves
    "Osei Foundation" before the title; "Superintendent of Police D. Osei" has a title of three words; "Justice Department",
    "General Motors" and "St. Louis" have none.

    Args:
        words: of the text.
        first: the run's first token.
        last: the token after its last.

    Returns:
        The first token of the title and the first of the name (the run's end for a title alone), or None.
    """
    run, language = words.texts[first:last], words.language
    organization = len(run) > 1 and run[-1] in language.words("organizations", "last") and run[-1] not in language.titles
    if organization or _saint(language, run) or _newspaper(language, run):
        return None
    name = len(run)
    while name and not _ends_title(words, first, run, name):
        name -= 1
    begin, small = name - 1, language.words("names", "in title")
    name = _behind_office(language, run, name)
    if not name or (name < len(run) and not _may_be_name(language, run[name:])):
        return None
    while begin > 0 and (run[begin - 1] in language.titles or run[begin - 1] in small):
        begin -= 1
    while run[begin] in small:
        begin += 1
    if 1 < begin < name < len(run) and run[begin - 1] in language.words("names", "of"):
        # "Board of Trustees Ada Osei", but "University of St. Osei" and "Association of Chief Police Officers"
        return (first + name, first + name) if run[name] in language.genders and is_role(words, first + name - 1) else None
    charged = not language.words("names", "charged with").isdisjoint(run[:begin])  # "Commission on Social Justice"
    if name == len(run) and begin and (charged or run[begin - 1] in small or _surname(words, first, run)):
        return None
    return first + begin, first + name


def _surname(words: Tokens, first: int, run: list[str]) -> bool:
    """Tell Ada King, who bears a family name behind a given one, from a king."""
    if run[0] in words.language.genders:
        return True
    return len(run) == 2 and run[1] in words.language.family_names and not words.flags[first] & Is.COMMON


def _saint(language: Language, run: list[str]) -> bool:
    """Tell the towns that are called after saints: "St. Louis"."""
    return run[0] in language.words("names", "saint") and bool(lookup(" ".join(run)).rows)


def _newspaper(language: Language, run: list[str]) -> bool:
    """Tell the paper "Tamale Evening Leader" from the leader of a party or town."""
    papers = language.words("organizations", "newspaper")
    period = len(run) > 1 and (run[-2] in papers or run[-2] in language.words("organizations", "before newspaper"))
    return period and run[-1] in papers


def _within_name(words: Tokens, first: int, run: list[str], end: int) -> bool:
    """Tell the "St." of Ada St. Pierre, Fort St. John and Main St. from that of "Archbishop St. Osei"."""
    if end < 2 or run[end - 1] not in words.language.words("names", "saint") or run[end - 2] in words.language.titles:
        return False
    before, place = run[end - 2], words.language.words("places", "first")
    return (
        end == len(run)
        or before in words.language.genders
        or before in place
        or not words.flags[first + end - 2] & Is.COMMON
    )


def _bears_name(language: Language, run: list[str], end: int) -> bool:
    """Tell Dr Ada King, whose title stands before her names, from a king."""
    given = end == len(run) > 2 and run[end - 2] in language.genders and run[end - 2] not in language.titles
    return given and run[0] in language.titles


def _ends_title(words: Tokens, first: int, run: list[str], end: int) -> bool:
    """Tell whether the word before ``end`` ends a title: "Secretary of State" does with its office before "of"."""
    titles, small = words.language.titles, words.language.words("names", "in title")
    suffixed = end < len(run) and words.language.words("names", "suffix").issuperset(run[end:])  # "Ada King Jr."
    if suffixed or _within_name(words, first, run, end) or _bears_name(words.language, run, end):
        return False
    year = end > 1 and words.lower[first + end - 1] in words.language.words("names", "class year")
    if year and _given_name_follows(words, first, run, end):
        return True  # "Tamale Senior Ada Osei", of a school
    kind = titles.get(run[end - 1])
    polite = end > 1 and titles.get(run[end - 2]) in _POLITE
    if kind == _MODIFIER and polite and end == len(run) and run[end - 1] in words.language.family_names:
        return False  # "Mr Green"
    if kind is None:
        role = is_role(words, first + end - 1) and run[end - 1] not in words.language.genders
        return role and _given_name_follows(words, first, run, end)
    before = end - 2
    while kind == _MODIFIER and before >= 0 and (run[before] in small or run[before] in titles):
        kind = titles.get(run[before], _MODIFIER)
        before -= 1
    # "County Executive Ada Osei"
    return kind != _MODIFIER or (is_role(words, first + end - 1) and _given_name_follows(words, first, run, end))


def _given_name_follows(words: Tokens, first: int, run: list[str], at: int) -> bool:
    """Tell whether a given name follows, and any word behind it: "Stars Will Osei", not "Stars In Their Eyes"."""
    small = words.flags[first + at] & FUNCTION and words.lower[first + at] not in words.language.words(
        "names", "may be a name"
    )
    return at + 1 < len(run) and run[at] in words.language.genders and not small


def is_role(words: Tokens, at: int) -> bool:
    """Tell what somebody is, or several are: Incumbent, Incumbents; not Rangers, who may be a team.

    Args:
        words: of the text.
        at: number of a token.
    """
    if words.flags[at] & Is.PERSON:
        return True
    organizations = word_sets(words.language, "organizations")
    several = words.language.singular(words.lower[at]) in words.language.words("roles", "person")
    return several and not any(words.texts[at] in organizations[section] for section in ("last", "whole", "nickname"))


def _behind_office(language: Language, run: list[str], name: int) -> int:
    """Find the name behind what an office is of: "Superintendent of Police Osei", "Mayor of Tamale Ada Osei"."""
    if not 0 < name < len(run) or run[name] not in language.words("names", "of for"):
        return name
    if name + 2 < len(run) and run[name + 1] in language.words("names", "office charge"):
        return name + 2
    given = (at for at in range(name + 2, len(run) - 1) if run[at] in language.genders or _initial(run[at]))
    return next(given, name)


def _initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _may_be_name(language: Language, name: list[str]) -> bool:
    personal = name[-1] in language.family_names or name[-1] in language.genders
    thing = name[-1] in language.words("names", "thing last") and not personal
    owned = name[0] in language.words("names", "owner")  # "King's College London"
    return (
        not thing
        and not owned
        and name[-1] not in language.words("organizations", "last")
        and _within(language).isdisjoint(name)
    )


@cache
def _within(language: Language) -> frozenset[str]:
    return language.words("names", "within organization")
