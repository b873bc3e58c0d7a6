"""What is known of single words: the lists of the language, joined into one table of flags."""

from collections.abc import Iterable
from functools import cache
from types import MappingProxyType

from feedpub.language.words import sections, verb_forms, words


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


@cache
def lexicon() -> MappingProxyType[str, int]:
    """Join the lists.

    Returns:
        The flags of each lower-case word (plain integers: they are tested millions of times). Of its parts of speech only
        the likeliest and the next are kept.
    """
    table: dict[str, int] = {}
    for tags, lines in sections("vocabulary").items():
        flags = Is.COMMON | sum({_TAGS[tag] for tag in tags[:3]})
        table |= {word: flags for line in lines for word in line.split()}
    for section in ("say", "think", "judge"):
        _flag(table, verb_forms("reporting_verbs", section), _named(section))
    for name in ("function_words", "roles"):
        for section in [section for section in sections(name) if section not in ("time", "kin", "another")]:
            flag = Is.PERSON if section in ("female", "male") else _named(section)
            _flag(table, words(name, section), flag if section == "day" else flag | Is.COMMON)
    _flag(table, (_plural(word) for word in words("roles", "person") | words("roles", "organization")), Is.GROUP)
    return MappingProxyType(table)


def _flag(table: dict[str, int], entries: Iterable[str], flag: int) -> None:
    for word in entries:
        table[word.lower()] = table.get(word.lower(), 0) | flag


def _named(section: str) -> int:
    flag: int = getattr(Is, section.upper())
    return flag


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


@cache
def likeliest() -> MappingProxyType[str, str]:
    """Return the likeliest part of speech of each word of the vocabulary.

    Returns:
        n noun, s plural, v verb, z verb with -s, d past form, g -ing form, a adjective, r adverb.
    """
    return MappingProxyType(
        {word: tags[0] for tags, lines in sections("vocabulary").items() for line in lines for word in line.split()}
    )


@cache
def genders() -> MappingProxyType[str, str]:
    """Return the gender that each given name, honorific and role tells: f, m, or b for either."""
    lists = ("faker_names", "given_names", "world_names")
    return MappingProxyType({name: gender for file in lists for gender in "bfm" for name in words(file, gender)})


@cache
def title_genders() -> MappingProxyType[str, str]:
    """Return the gender that honorifics and role nouns tell, by lower-case word: mr. m, spokeswoman f."""
    table: dict[str, str] = {}
    for section, gender in (("female", "f"), ("male", "m")):
        for name in ("titles", "roles"):
            table |= {word.lower(): gender for word in words(name, section)}
    return MappingProxyType(table)


@cache
def family_names() -> frozenset[str]:
    """Return the family names of the lists."""
    return words("surnames") | words("world_names", "family") | words("faker_names", "family")


@cache
def titles() -> MappingProxyType[str, str]:
    """Return the section of each word that may stand before a person's name: honorific, rank, office, modifier."""
    table: dict[str, str] = {}
    for section in ("modifier", "office", "rank", "honorific", "female", "male"):
        table |= dict.fromkeys(words("titles", section), "honorific" if section in ("female", "male") else section)
    return MappingProxyType(table)
