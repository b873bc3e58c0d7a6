"""Parts of speech, and what a word is wherever it stands."""

from feedpub.language.lexicon import REPORTS, ROLE, Is, likeliest
from feedpub.language.words import words

NAME, PRONOUN, DETERMINER, POSSESSIVE, NOUN, ADJECTIVE, NUMBER = "NAME", "PRO", "DET", "POSS", "N", "A", "NUM"
VERB, GERUND, AUXILIARY, TO, ADVERB, PREPOSITION, CONJUNCTION, RELATIVE = "V", "G", "AUX", "TO", "ADV", "P", "C", "R"
SUBORDINATOR, OWNS, MARK, DAY = "S", "'s", "MARK", "DAY"
NOMINAL = frozenset((NAME, NOUN, ADJECTIVE, NUMBER, OWNS))

FIXED = dict.fromkeys(("and", "or", "but", "nor", "yet", "&"), CONJUNCTION) | dict.fromkeys(
    words("function_words", "subordinator"), SUBORDINATOR
)
PRONOMINAL = Is.DAY | Is.PRONOUN | Is.SUBJECT | Is.DETERMINER | Is.POSSESSIVE | Is.RELATIVE
_VERBAL = Is.GERUND | Is.VERB | Is.FINITE | REPORTS
CLOSED = PRONOMINAL | Is.AUXILIARY | Is.CONJUNCTION | Is.PREPOSITION


def settled(lower: str, flags: int) -> str:
    """Tell what a word in small letters is wherever it stands.

    "the" is a determiner; "claims" may be a noun or a verb, and is neither here.

    Args:
        lower: the word.
        flags: of the lexicon.

    Returns:
        Its part of speech; empty where its neighbours must be asked.
    """
    if not lower[0].isalpha():
        return "" if lower in ("'", "’") else _mark(lower)
    if flags & PRONOMINAL or lower in ("to", "like", "near", "past"):
        article = lower in ("the", "a", "an") and flags & Is.DETERMINER and not flags & (Is.DAY | Is.POSSESSIVE)
        return DETERMINER if article else ""
    if flags & CLOSED:
        return AUXILIARY if flags & Is.AUXILIARY else FIXED.get(lower) or _joining(flags)
    if is_adverb(lower, flags):
        return ADVERB
    return "" if flags & _VERBAL or lower.endswith(("ed", "ing")) else _nominal(flags)


def _mark(lower: str) -> str:
    return NUMBER if lower[0].isdigit() else OWNS if lower in ("'s", "’s") else MARK


def _joining(flags: int) -> str:
    return PREPOSITION if flags & Is.PREPOSITION else SUBORDINATOR


def _nominal(flags: int) -> str:
    if flags & (Is.NOUN | ROLE):
        return NOUN
    return ADJECTIVE if flags & Is.ADJECTIVE else ADVERB if flags & (Is.ADVERB | Is.MANNER) else NOUN


def is_adverb(lower: str, flags: int) -> bool:
    """Tell whether a word is hardly anything but an adverb.

    Args:
        lower: the word in small letters.
        flags: of the lexicon.
    """
    unlikely = flags & (Is.ADVERB | Is.MANNER) and likeliest().get(lower, "") not in "nsvzda"
    return bool(unlikely) or (lower.endswith("ly") and not flags & Is.NOUN)
