"""Rules as objects: what finds an answer, under a public name, with sentences that show what it finds and what it leaves."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

Find = TypeVar("Find")
Find_co = TypeVar("Find_co", covariant=True)
Layer = Literal["document", "entities", "times", "places", "quotes", "event", "select"]

_MARKED = re.compile(r"\[([^\[\]=]+)(?:=([^\[\]]+))?\]")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Find_co]):
    """One way to find an answer.

    Args:
        id: public and stable: events carry it as ``rule``, options switch it off by it (``quotes.report_after``).
        layer: the room of extraction that applies it.
        find: does the work; each layer says what it is called with and returns.
        examples: sentences with what the rule finds in brackets, and its value where it has one: ``[Monday=2024-04-22]``.
        counterexamples: sentences in which the rule finds nothing, or nothing of what stands in brackets.
    """

    id: str
    layer: Layer
    find: Find_co
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


def rule(
    id: str,  # noqa: A002 — the field's name
    *examples: str,
    layer: Layer,
    counterexamples: tuple[str, ...],
) -> Callable[[Find], Rule[Find]]:
    """Make a rule of the function below: ``@rule("who.name", "[Ada Osei] came.", layer="entities", counterexamples=())``."""
    return lambda find: Rule(id, layer, find, examples, counterexamples)


class Marked(NamedTuple):
    """A stretch of an example that stands in brackets.

    Args:
        start: first code point in the sentence without brackets.
        end: the code point after the last.
        value: what the rule makes of it, or None where the example does not say.
    """

    start: int
    end: int
    value: str | None


def marked(example: str) -> tuple[str, tuple[Marked, ...]]:
    """Take the brackets out of an example.

    Args:
        example: such as ``She left on [Monday=2024-04-22].``

    Returns:
        The sentence as copy has it, and what stood in brackets, in order.
    """
    plain, found, at, length = [], [], 0, 0
    for match in _MARKED.finditer(example):
        before = example[at : match.start()]
        start = length + len(before)
        plain += [before, match[1]]
        length = start + len(match[1])
        found.append(Marked(start, length, match[2]))
        at = match.end()
    return "".join([*plain, example[at:]]), tuple(found)
