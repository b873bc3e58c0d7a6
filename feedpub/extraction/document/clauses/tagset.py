"""Parts of speech, and what a word is wherever it stands."""

from functools import cache

from feedpub.language.language import Language
from feedpub.language.lexicon import REPORTS, ROLE, Is

NAME, PRONOUN, DETERMINER, POSSESSIVE, NOUN, ADJECTIVE, NUMBER = "NAME", "PRO", "DET", "POSS", "N", "A", "NUM"
VERB, GERUND, AUXILIARY, TO, ADVERB, PREPOSITION, CONJUNCTION, RELATIVE = "V", "G", "AUX", "TO", "ADV", "P", "C", "R"
SUBORDINATOR, OWNS, MARK, DAY = "S", "'s", "MARK", "DAY"

PRONOMINAL = Is.DAY | Is.PRONOUN | Is.SUBJECT | Is.DETERMINER | Is.POSSESSIVE | Is.RELATIVE
_APOSTROPHES = ("'", "’")
_VERBAL = Is.GERUND | Is.VERB | Is.FINITE | REPORTS
CLOSED = PRONOMINAL | Is.AUXILIARY | Is.CONJUNCTION | Is.PREPOSITION


class Settled:
    """What words are wherever they stand, in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._asks = language.words("tagging", "infinitive") | language.words("tagging", "verb or preposition")
        self._articles = language.words("tagging", "article")
        self._endings = tuple(language.words("endings", "past") | language.words("endings", "progressive"))
        self._fixed = fixed(language)

    def __call__(self, lower: str, flags: int) -> str:
        """Tell what a word in small letters is.

        "the" is a determiner; "claims" may be a noun or a verb, and is neither here.

        Args:
            lower: the word.
            flags: of the lexicon.

        Returns:
            Its part of speech; empty where its neighbours must be asked.
        """
        if not lower[0].isalpha():
            return "" if lower in _APOSTROPHES else self._mark(lower)
        if flags & PRONOMINAL or lower in self._asks:
            article = lower in self._articles and flags & Is.DETERMINER and not flags & (Is.DAY | Is.POSSESSIVE)
            return DETERMINER if article else ""
        if flags & CLOSED:
            return AUXILIARY if flags & Is.AUXILIARY else self._fixed.get(lower) or _joining(flags)
        if is_adverb(self._language, lower, flags):
            return ADVERB
        return "" if flags & _VERBAL or lower.endswith(self._endings) else _nominal(flags)

    def _mark(self, lower: str) -> str:
        return NUMBER if lower[0].isdigit() else OWNS if lower in self._language.possessives else MARK


@cache
def fixed(language: Language) -> dict[str, str]:
    """Return the words that join others, and whether as conjunctions or as subordinators."""
    joining = dict.fromkeys(language.words("tagging", "coordinator"), CONJUNCTION)
    return joining | dict.fromkeys(language.words("function_words", "subordinator"), SUBORDINATOR)


def _joining(flags: int) -> str:
    return PREPOSITION if flags & Is.PREPOSITION else SUBORDINATOR


def _nominal(flags: int) -> str:
    if flags & (Is.NOUN | ROLE):
        return NOUN
    return ADJECTIVE if flags & Is.ADJECTIVE else ADVERB if flags & (Is.ADVERB | Is.MANNER) else NOUN


def is_adverb(language: Language, lower: str, flags: int) -> bool:
    """Tell whether a word is hardly anything but an adverb.

    Args:
        language: that it is a word of.
        lower: the word in small letters.
        flags: of the lexicon.
    """
    unlikely = flags & (Is.ADVERB | Is.MANNER) and language.likeliest.get(lower, "") not in "nsvzda"
    return bool(unlikely) or (lower.endswith(_adverb_endings(language)) and not flags & Is.NOUN)


@cache
def _adverb_endings(language: Language) -> tuple[str, ...]:
    return tuple(language.words("endings", "adverb"))
