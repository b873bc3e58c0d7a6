"""The grammar of dates: what the rules of a language find in a sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from feedpub.extraction.times.classes import Kind, compiled, letters
from feedpub.extraction.times.expressions import Between, Expression
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.rules import TimeRule, rules_of
from feedpub.extraction.times.vocabulary import vocabulary_of
from feedpub.extraction.times.words import TimeWord
from feedpub.language.language import Language

# A repeat such as "every Monday" or "Mondays" is understood and left out: no rule sees the Monday.
REPEAT = compiled(
    "every (cardinal|ordinal|day)? (weekday|unit|month|short_month|season|day_part|day_word|hour_word) | weekdays"
)
# Spares the patterns what none of them begins with, and what ends before a word that no date has ("the" before x).
_NO_FIRST = letters("hyphen other comma dot open close stop at half_day whole to direction and in ago on of zone")
_NO_END = letters(
    "apostrophe between the every from sooner ordinal its turn same a_few one cardinal day phase fiscal edge number nth"
    " day_part shift unit"
)
GUARD = f"(?=[^{_NO_FIRST}])(?![{_NO_END}]{Kind.OTHER})"


class TimeExpression(NamedTuple):
    """An expression in a sentence.

    Args:
        phrase: its words.
        meaning: what they say.
        rule: id of the rule that found it.
        range_end: the words of a range's end, which names a date of its own: "2014" in "from 2010 to 2014".
    """

    phrase: TimePhrase
    meaning: Expression
    rule: str
    range_end: TimePhrase | None = None

    @property
    def start(self) -> int:
        """Its first code point."""
        return self.phrase.words[self.phrase.begin].start

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.phrase.last.end


class _Grammar(NamedTuple):
    pattern: re.Pattern[str]
    rules: tuple[TimeRule, ...]


@lru_cache(maxsize=64)  # all of one language, each rule switched off in turn
def _grammar(language: Language, without: frozenset[str]) -> _Grammar:
    rules = tuple(rule for rule in rules_of(language) if rule.id not in without)
    patterns = "|".join(f"({pattern})" for pattern in (REPEAT, *(rule.find.pattern for rule in rules)))
    return _Grammar(re.compile(f"{GUARD}(?:{patterns})"), rules)


def parse(words: list[TimeWord], language: Language, without: frozenset[str] = frozenset()) -> Iterator[TimeExpression]:
    """Find the expressions in a sentence, in order; the rules whose ids are in ``without`` are switched off."""
    grammar, vocabulary = _grammar(language, without), vocabulary_of(language)
    for match in grammar.pattern.finditer("".join([word.kind for word in words])):
        number = (match.lastindex or 1) - 2
        if number < 0:
            continue
        rule, phrase = grammar.rules[number], TimePhrase(words, match.start(), match.end(), vocabulary)
        meaning = rule.find(phrase)
        if meaning is not None:
            yield TimeExpression(phrase, meaning, rule.id, _range_end(phrase, meaning))


def _range_end(phrase: TimePhrase, meaning: Expression) -> TimePhrase | None:
    is_range = isinstance(meaning, Between) and phrase.last.kind == Kind.YEAR
    return phrase.slice(phrase.end - 1, phrase.end) if is_range else None
