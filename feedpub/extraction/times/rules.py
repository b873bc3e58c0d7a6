"""What a rule for dates is made of: a pattern over the classes of words, and what reads the words that it matches."""

from dataclasses import dataclass

from feedpub.extraction.rule import Rule
from feedpub.extraction.times.classes import compiled
from feedpub.extraction.times.expressions import Expression
from feedpub.extraction.times.phrase import Reader, TimePhrase


@dataclass(frozen=True, slots=True)
class TimePattern:
    """How a rule finds dates.

    Args:
        pattern: over the letters of classes.
        read: tells what the matched words say.
    """

    pattern: str
    read: Reader

    def __call__(self, phrase: TimePhrase, /) -> Expression | None:
        """Read the words that the pattern matched."""
        return self.read(phrase)


TimeRule = Rule[TimePattern]


def time_rule(name: str, pattern: str, read: Reader, examples: tuple[str, ...], counterexamples: tuple[str, ...]) -> TimeRule:
    """Make a rule.

    Args:
        name: of the id "when.NAME".
        pattern: over the names of classes, as ``compiled`` takes it.
        read: tells what the matched words say, None for nothing.
        examples: sentences with what it finds.
        counterexamples: sentences in which it does not.
    """
    return Rule(f"when.{name}", "times", TimePattern(compiled(pattern), read), examples, counterexamples)
