"""What is known of single words: the lists of the language, joined into one table of flags."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedpub.language.language import Language


class Is:
    """What a word may be: flags; plain integers, because they are tested millions of times and an Enum is slow."""

    DETERMINER = 1 << 0
    POSSESSIVE = 1 << 1
    PRONOUN = 1 << 2
    SUBJECT = 1 << 3
    PREPOSITION = 1 << 4
    CONJUNCTION = 1 << 5
    RELATIVE = 1 << 6
    AUXILIARY = 1 << 7
    ADVERB = 1 << 8
    OPENER = 1 << 9
    DAY = 1 << 10
    SAY = 1 << 11
    THINK = 1 << 12
    JUDGE = 1 << 13
    NOUN = 1 << 14
    VERB = 1 << 15
    FINITE = 1 << 16
    GERUND = 1 << 17
    ADJECTIVE = 1 << 18
    PERSON = 1 << 19
    ORGANIZATION = 1 << 20
    GROUP = 1 << 21
    PEOPLE = 1 << 22
    COMMON = 1 << 23
    SUBORDINATOR = 1 << 24
    DOCUMENT = 1 << 25
    MANNER = 1 << 26


FUNCTION = (
    Is.DETERMINER
    | Is.POSSESSIVE
    | Is.PRONOUN
    | Is.SUBJECT
    | Is.PREPOSITION
    | Is.CONJUNCTION
    | Is.RELATIVE
    | Is.AUXILIARY
    | Is.ADVERB
)
REPORTS = Is.SAY | Is.THINK | Is.JUDGE
ROLE = Is.PERSON | Is.ORGANIZATION | Is.GROUP
_TAGS = {
    "n": Is.NOUN,
    "s": Is.NOUN,
    "v": Is.VERB,
    "z": Is.FINITE,
    "d": Is.FINITE,
    "g": Is.GERUND,
    "a": Is.ADJECTIVE,
    "r": Is.MANNER,
}
_REPORTING = ("say", "think", "judge")
_NO_KIND = frozenset(("time", "kin", "another"))  # sections of roles and function words that no flag stands for
_KINDS = {"female": "person", "male": "person"} | dict.fromkeys(("modal", "be", "have", "do", "contracted"), "auxiliary")


def lexicon_of(language: "Language") -> dict[str, int]:
    """Join the lists of a language.

    Args:
        language: whose words.

    Returns:
        The flags of each word in small letters (plain integers: they are tested millions of times). Of its parts of speech
        only the likeliest and the next two are kept.
    """
    table: dict[str, int] = {}
    for tags, lines in language.sections("vocabulary").items():
        flags = Is.COMMON | sum({_TAGS[tag] for tag in tags[:3]})
        table |= {word: flags for line in lines for word in line.split()}
    for section in _REPORTING:
        _flag(table, language.verb_forms("reporting_verbs", section), _named(section))
    for name in ("function_words", "roles"):
        for section in language.sections(name).keys() - _NO_KIND:
            flag = _named(_KINDS.get(section, section))
            _flag(table, language.words(name, section), flag if section == "day" else flag | Is.COMMON)
    _flag(table, (*language.months, *language.weekdays, *language.table("times/words", "weekday_abbreviations")), Is.DAY)
    roles = language.words("roles", "person") | language.words("roles", "organization")
    _flag(table, (plural for noun in roles if (plural := language.plural(noun)) != noun), Is.GROUP)
    return table


def _flag(table: dict[str, int], entries: Iterable[str], flag: int) -> None:
    for word in entries:
        table[word.lower()] = table.get(word.lower(), 0) | flag


def _named(section: str) -> int:
    flag: int = getattr(Is, section.upper())
    return flag
