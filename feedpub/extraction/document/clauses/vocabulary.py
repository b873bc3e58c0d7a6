"""What is known of a word wherever it stands: its classes, the verb that it may be a form of, its part of speech."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from feedpub.extraction.document.clauses import tagset as t
from feedpub.language.language import Language, VerbForm
from feedpub.language.lexicon import REPORTS, ROLE, Is
from feedpub.language.memo import Memo, lowered
from feedpub.language.patterns import any_of

# Flags beside those of the lexicon (Is), of what a word's ending or its characters tell; the grammar's classes follow.
_FREE = max(flag for flag in vars(Is).values() if isinstance(flag, int)).bit_length()
ADVERBIAL, ADJECTIVAL, COUNTING, POSSESSING, CONTRACTED, PUNCTUATION = (1 << _FREE + at for at in range(6))

PRONOMINAL = Is.DAY | Is.PRONOUN | Is.SUBJECT | Is.DETERMINER | Is.POSSESSIVE | Is.RELATIVE
CLOSED = PRONOMINAL | Is.AUXILIARY | Is.CONJUNCTION | Is.PREPOSITION
_VERBAL = Is.GERUND | Is.VERB | Is.FINITE | REPORTS
_APOSTROPHES = frozenset("'’")
_NO_MARKS = frozenset("$£€%&'")
_OPENING = frozenset("([:—–•*")  # behind these, as behind an opening mark, any word may have a capital
_CONTRACTING = ("contracted_be_ending", "contracted_have_ending", "contracted_future_ending")


class VocabularyEntry(NamedTuple):
    """What is known of a word.

    Args:
        lower: the word in lower case.
        flags: the classes that it may belong to, from its lower-case form.
        form: the verb that it may be a form of.
        capital: whether it begins with a capital letter that may be a name's.
        tag: its part of speech if it has that wherever it stands, else "".
        leads: whether any word may have a capital behind it.
    """

    lower: str
    flags: int
    form: VerbForm | None
    capital: bool
    tag: str
    leads: bool


END = VocabularyEntry(".", PUNCTUATION, None, capital=False, tag=t.MARK, leads=False)
"""The mark behind the last word of a text."""


class _Masks(dict[tuple[str, ...], int]):
    """The flags of classes of words, several at once: ``masks["determiners", "pronouns"]``."""

    def __missing__(self, names: tuple[str, ...]) -> int:
        mask = self[names] = sum(self.get((name,), 0) for name in set(names)) if len(names) > 1 else 0
        return mask


@cache
def masks_of(language: Language) -> Mapping[tuple[str, ...], int]:
    """Return the flags of the classes that the grammar of a language knows by name, of endings as "plural_ending"."""
    names = (*language.classes, "peoples", *language.sections("tagging"), *map(_ending, language.sections("endings")))
    return _Masks({(name,): 1 << at for at, name in enumerate(dict.fromkeys(names), _FREE + 6)})


def _ending(section: str) -> str:
    return f"{section}_ending"


@cache
def vocabulary_of(language: Language) -> Memo[VocabularyEntry]:
    """Return what is known of each word of a language."""
    flags_of = _flags_in(language)
    opening = _OPENING.union(language.table("writing").get("line_marks", ()))
    articles = language.words("particles", "article")
    small = {name for name in language.words("organizations", "whole") if name[0].islower()}  # "eBay"
    same: dict[int, int] = {}  # equal flags are one object: what is near in memory is read sooner

    def capital(text: str) -> bool:
        # "al-Osei", not "twenty-One": an Arabic article begins a name without a capital.
        before, hyphen, name = text.partition("-")
        article = bool(hyphen) and before in articles and name[:1].isupper()
        return article or text in small or (text[0].isupper() and language.marks_name(text))

    def entry(text: str) -> VocabularyEntry:
        lower = lowered(text)
        low = lower.replace("’", "'")
        form = language.verbs.get(low) or language.verbs.get(low.replace("-", ""))
        flags = flags_of(text, low, form)
        tag = _tag(language, lower, flags, form)
        return VocabularyEntry(lower, same.setdefault(flags, flags), form, capital(text), tag, text in opening)

    return Memo(entry)


def _flags_in(language: Language) -> Callable[[str, str, VerbForm | None], int]:
    masks, table = masks_of(language), dict(language.lexicon)
    lists = ((name, language.words("tagging", name)) for name in language.sections("tagging"))
    for name, members in (*language.classes.items(), *lists, ("peoples", language.words("peoples"))):
        for member in map(str.lower, members):
            table[member] = table.get(member, 0) | masks[(name,)]
    endings: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)  # by their last letter
    for name in language.sections("endings"):
        for ending in language.words("endings", name):
            endings[ending[-1]].append((ending, masks[(_ending(name),)]))
    made_of = re.compile(rf"{any_of(language.words('endings', 'adverb'))}$")
    adverb = re.compile(rf"[a-z]{{3}}{made_of.pattern}")
    contracting, pronouns = masks[_CONTRACTING], language.classes["pronouns"]

    def flags_of(text: str, low: str, form: VerbForm | None) -> int:
        flags = table.get(low, 0)
        for ending, mask in endings.get(low[-1], ()):
            if low.endswith(ending):
                flags |= mask
        # Kelly, Desailly and Italy end like adverbs; Confusingly is made of an adjective.
        if text[0].isupper() and low not in table and not table.get(made_of.sub("", low), 0) & Is.ADJECTIVE:
            flags &= ~masks["adverb_ending",]
        made = flags & masks["adverb_ending",] and not flags & masks["not_adverbs",] and adverb.search(low)
        described = flags & masks["adjectives",] or (form is None and flags & masks["adjective_ending",])
        tests = (
            (ADVERBIAL, flags & masks["adverbs",] or made),
            (ADJECTIVAL, described and not flags & masks["not_adjectives",]),
            (COUNTING, text[0].isdigit() or flags & masks["numbers",]),
            (POSSESSING, flags & masks["possessive_ending",] and not flags & masks["pronouns", "relatives"]),
            (CONTRACTED, flags & contracting and low.partition("'")[0] in pronouns),
            (PUNCTUATION, not (text[0].isalnum() or text in _NO_MARKS or low in language.possessives)),
        )
        return flags | sum(flag for flag, holds in tests if holds)

    return flags_of


def _tag(language: Language, lower: str, flags: int, form: VerbForm | None) -> str:
    """Tell the part of speech of a word that has it wherever it stands: "the" has, "claims", noun or verb, has not."""
    if not lower[0].isalpha():
        return "" if lower in _APOSTROPHES | language.possessives else t.NUMBER if lower[0].isdigit() else t.MARK
    masks = masks_of(language)
    if flags & masks["infinitive", "verb or preposition"]:
        return ""
    if flags & PRONOMINAL:
        return _pronominal(masks, flags)
    if flags & CLOSED:
        return joining(language, flags)
    if is_adverb(language, lower, flags):
        return t.ADVERB
    return "" if form or flags & (_VERBAL | masks["past_ending", "progressive_ending"]) else nominal(flags)


def _pronominal(masks: Mapping[tuple[str, ...], int], flags: int) -> str:
    """Tell what "the", "they", "their" and "who" are wherever they stand; "that", "her" and "some" ask what follows."""
    if flags & (Is.DAY | masks["that", "what", "one", "possessive or object"]):
        return ""
    if flags & masks["relative",]:
        return t.RELATIVE
    if flags & Is.POSSESSIVE:
        return t.POSSESSIVE
    if flags & Is.DETERMINER:
        return t.DETERMINER if flags & masks["articles", "before noun"] else ""
    return t.PRONOUN


def joining(language: Language, flags: int) -> str:
    """Tell what a closed word that stands for no noun is: an auxiliary, or what joins words or clauses."""
    if flags & Is.AUXILIARY:
        return t.AUXILIARY
    if flags & masks_of(language)["coordinator",]:
        return t.CONJUNCTION
    if flags & Is.SUBORDINATOR:
        return t.SUBORDINATOR
    return t.PREPOSITION if flags & Is.PREPOSITION else t.SUBORDINATOR if flags & Is.CONJUNCTION else ""


def nominal(flags: int) -> str:
    """Tell what a word is that is no verb."""
    if flags & (Is.NOUN | ROLE):
        return t.NOUN
    return t.ADJECTIVE if flags & Is.ADJECTIVE else t.ADVERB if flags & (Is.ADVERB | Is.MANNER) else t.NOUN


def is_adverb(language: Language, lower: str, flags: int) -> bool:
    """Tell whether a word is hardly anything but an adverb."""
    unlikely = flags & (Is.ADVERB | Is.MANNER) and language.likeliest.get(lower, "") not in "nsvzda"
    return bool(unlikely) or bool(flags & masks_of(language)["adverb_ending",] and not flags & Is.NOUN)
