"""Unknown names that are no person's: the text calls them a company, or they stand where companies and places do."""

from collections.abc import Sequence

from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.tokens import Tokens
from feedpub.language.language import Language
from feedpub.language.lexicon import Is

_LONGEST = 7
_NEAR = 16  # words
_WHOLE = 8  # sentences: shorter cuttings may have lost the full names of their people


def call_companies(words: Tokens, names: Sequence[Mention]) -> list[Mention]:
    """Make organisations of names that the words beside them call one, wherever the text has them.

    "The ferry company Osemar raised fares" and "Osemar, a ferry company that sails daily" name companies; "Osemar, a company
    director," and "Bo Osemar" name a person.

    Args:
        words: of the text.
        names: in order.

    Returns:
        The names, in order.
    """
    names = _full_names(words.language, names)
    unknown = [name for name in names if _unknown(words.language, name)]
    called = {name.name for name in unknown if _after(words, name) or _itself(words, name) or _modifies(words, name)}
    called |= {
        name.name
        for name in names
        if name.first > 1 and _organization(words, name.first - 1) and _before(words.language, name)
    }
    if words.sentence and words.sentence[-1] >= _WHOLE:
        called |= {name.name for name in unknown if _speaks(words, name)}
    surnames = {name.head for name in names if name.title or (name.kind == "person" and name.name not in called)}
    surnames |= {name.head for name in names if name.kind == "other" and " " in name.name and name.name not in called}
    called = {name for name in called if name.split()[-1].lower() not in surnames}
    lying = _lying(words, unknown) - called
    if not called and not lying:
        return list(names)
    return [
        name
        if name.title or name.kind not in ("person", "other")
        else name._replace(kind="organization", gender="", sure=True)
        if name.name in called
        else name._replace(kind="other", gender="")
        if name.name in lying
        else name
        for name in names
    ]


def _full_names(language: Language, names: Sequence[Mention]) -> Sequence[Mention]:
    """Make persons of given names with a word that the text gives a title elsewhere: "Ada Bud, a farmer" and "Ms Bud"."""
    titled = {name.head for name in names if name.title and name.kind == "person"}
    if not any(name.kind == "other" and name.head in titled for name in names):
        return names
    return [
        name._replace(kind="person", sure=True)
        if name.kind == "other" and name.head in titled and name.name.split()[0] in language.genders and " " in name.name
        else name
        for name in names
    ]


def _modifies(words: Tokens, name: Mention) -> bool:
    """Tell several unknown words before a firm's people or things: "Osemar Tep shareholders"; not "Osemar Tep left"."""
    if " " not in name.name or name.last >= len(words.lower) or words.capital[name.last]:
        return False
    flags = words.flags[name.last]
    return bool(flags & (Is.PERSON | Is.GROUP) and not flags & Is.FINITE) or _is(words, name.last, "possession")


def _speaks(words: Tokens, name: Mention) -> bool:
    """Tell a speaker of one unknown word: people come with their full names, "Osemar said" is a firm."""
    if " " in name.name or name.kind != "person" or name.sure or name.last >= len(words.lower):
        return False
    return not _is(words, name.last, "after people")


def _lying(words: Tokens, unknown: list[Mention]) -> set[str]:
    """Collect the names of several words that only ever stand where places do: "on Osemar Tep"; not "to Osemar Tep"."""
    guessed = [name for name in unknown if name.kind == "person" and not name.sure and " " in name.name]
    elsewhere = {name.name for name in guessed if not name.first or not _is(words, name.first - 1, "lies")}
    return {name.name for name in guessed} - elsewhere


def _unknown(language: Language, name: Mention) -> bool:
    parts = name.name.split()
    personal = any(part in language.genders for part in parts) or parts[-1] in language.family_names
    return name.kind in ("person", "other") and not name.title and not personal


def _is(words: Tokens, place: int, section: str) -> bool:
    return place < len(words.lower) and words.lower[place] in words.language.words("names", section)


def _organization(words: Tokens, place: int) -> bool:
    flags = words.flags[place]
    return bool(flags & Is.ORGANIZATION) and not flags & Is.PERSON and not words.capital[place]


def _itself(words: Tokens, name: Mention) -> bool:
    """Tell a speaker that speaks of itself: "Osemar Tep said it would cut its prices"; not "said it rained"."""
    it = name.last + 1 + _is(words, name.last + 1, "that")
    if it >= len(words.lower) or not words.flags[name.last] & Is.SAY or not _is(words, it, "it"):
        return False
    return any(
        _is(words, place, "its") and words.sentence[place] == words.sentence[it]
        for place in range(it + 1, min(it + _NEAR, len(words.lower)))
    )


def _before(language: Language, name: Mention) -> bool:
    """Tell a firm's name after "the payment company": any but a person's full name."""
    return not name.title and name.kind in ("person", "other") and (" " not in name.name or _unknown(language, name))


def _after(words: Tokens, name: Mention) -> bool:
    """Read ", a ferry company that" right after a name."""
    first = name.last + 1
    if first >= len(words.lower) or words.lower[name.last] != "," or not _is(words, first, "opens apposition"):
        return False
    for place in range(first + 1, min(first + _LONGEST, len(words.lower) - 1)):
        if words.lower[place] in (",", ".") or words.capital[place]:
            return False
        if _organization(words, place) and _is(words, place + 1, "closes apposition"):
            return True
    return False
