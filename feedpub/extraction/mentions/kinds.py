"""What a name names: a person, an organisation, a place."""

from feedpub.extraction.mentions.mention import MentionKind
from feedpub.extraction.mentions.words import Words
from feedpub.language.lexicon import Is, genders
from feedpub.language.words import words as word_list

_INITIALISM = 6
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
_PERSON_AFTER = frozenset(("who", "whose"))


def organization_opens(words: Words, first: int, last: int, join: str) -> bool:
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
    return join == "and" and "of" in run and run[0] in heads | {"Secretary", "Minister"}


def kind_of(words: Words, first: int, last: int) -> tuple[MentionKind, bool]:
    """Tell what a name names, from its own words and the two beside it.

    Args:
        words: of the text.
        first: the name's first token.
        last: the token after its last.

    Returns:
        The kind, and whether the words themselves say so.
    """
    run = [token.text for token in words.tokens[first:last]]
    if kind := _organization(run) or _place(run):
        return kind, True
    if _person(run, words, last):
        return "person", True
    return _by_neighbours(words, first, last, run)


def _organization(run: list[str]) -> MentionKind | None:
    text = run[-1]
    if " ".join(run) in word_list("organizations", "whole") or (len(run) > 1 and text in word_list("organizations", "last")):
        return "organization"
    if len(run) > 2 and {"of", "for"} & set(run) and set(run[:-1]) & word_list("organizations", "of"):
        return "organization"
    if len(run) > 1 and ("&" in run or run[0] in ("Ministry", "Department", "University")):
        return "organization"
    if (
        len(run) == 1
        and text not in word_list("places", "abbreviated")
        and 2 <= len(text.replace(".", "")) <= _INITIALISM
        and text.replace(".", "").isupper()
    ):
        return "organization"
    return None


def _place(run: list[str]) -> MentionKind | None:
    if run[0] in word_list("places", "abbreviated") and len(run) == 1:
        return "place"
    if len(run) > 1 and (run[-1] in word_list("places", "last") or run[0] in word_list("places", "first")):
        return "place"
    return None


def _person(run: list[str], words: Words, last: int) -> bool:
    if len(run) < 2:
        return False
    if len(run) > 5 or (words.flags[last - 1] & Is.COMMON and run[-1] not in word_list("surnames")):
        return False
    if run[0] in genders() or run[0].split("-")[0] in genders():
        return True
    if any(len(part) == 2 and part[1] == "." for part in run[:-1]) or run[-1] in ("Jr.", "Sr.", "III"):
        return True
    return run[-1] in word_list("surnames") and not words.flags[last - len(run)] & Is.COMMON


def _by_neighbours(words: Words, first: int, last: int, run: list[str]) -> tuple[MentionKind, bool]:
    after = words.lower[last] if last < len(words.lower) else ""
    before = words.lower[first - 1] if first else ""
    flags = words.flags[last] if last < len(words.flags) else 0
    if before in _PLACE_BEFORE and len(run) <= 2 and not flags & Is.SAY:
        return "place", False
    if before == "the":
        return ("group" if run[-1].endswith("s") else "organization"), False
    if flags & Is.SAY or after in _PERSON_AFTER or (len(run) in (2, 3) and not words.flags[first] & Is.COMMON):
        return "person", False
    if len(run) == 1 and (run[0] in word_list("surnames") or run[0] in genders()):
        return "person", False
    return "other", False
