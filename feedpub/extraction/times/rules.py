"""The rules for dates: how a language writes them, as its pack says, and what reads each."""

from dataclasses import dataclass
from functools import cache

from feedpub.extraction.rule import Rule
from feedpub.extraction.times import clock_times, days, relative_days, relative_periods, year_parts, years
from feedpub.extraction.times.classes import compiled
from feedpub.extraction.times.expressions import Expression
from feedpub.extraction.times.phrase import Reader, TimePhrase
from feedpub.language.language import Language

READERS: dict[str, Reader] = {
    **days.READERS,
    **year_parts.READERS,
    **years.READERS,
    **relative_days.READERS,
    **relative_periods.READERS,
    **clock_times.READERS,
}
"""What a rule may do with the words that its pattern matched, by the name that packs know it by."""


@dataclass(frozen=True, slots=True)
class TimePattern:
    """How a rule finds dates: where its pattern over the letters of classes matches, its reader tells what the words say."""

    pattern: str
    read: Reader

    def __call__(self, phrase: TimePhrase, /) -> Expression | None:
        """Read the words that the pattern matched."""
        return self.read(phrase)


TimeRule = Rule[TimePattern]


@cache
def rules_of(language: Language) -> tuple[TimeRule, ...]:
    """Return the rules of a language, by the table "times/rules" of its pack, in the order in which they are tried."""
    table = language.table("times/rules").items()
    return tuple(
        Rule(
            f"when.{name}",
            "times",
            TimePattern(compiled(rule["pattern"]), READERS[rule.get("read", name)]),
            examples=tuple(rule["examples"]),
            counterexamples=tuple(rule["counterexamples"]),
        )
        for name, rule in table
    )
