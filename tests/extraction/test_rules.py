"""Each rule finds what its examples mark, and nothing of what its counterexamples mark."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from feedpub.extraction import extract
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.entities.table import entities_of
from feedpub.extraction.options import Options
from feedpub.extraction.pipeline import RULES
from feedpub.extraction.rule import Marked, Rule, marked
from tests.builders import article

AnyRule = Rule[Callable[..., Any]]
WRITTEN = datetime(2024, 4, 24, 9, tzinfo=UTC)


def sentences(name: str) -> list[Any]:
    each = ((rule, *numbered) for rule in RULES for numbered in enumerate(getattr(rule, name), 1))
    return [pytest.param(rule, sentence, id=f"{rule.id}-{number}") for rule, number, sentence in each]


class Fired(NamedTuple):
    """What a rule found."""

    start: int
    end: int
    value: str


def fired(rule: AnyRule, sentence: str, options: Options = Options()) -> tuple[list[Fired], tuple[Marked, ...]]:
    """What a rule found in an example, a text written on Wednesday 24 April 2024.

    An event's begins with its headline; of three paragraphs the second is the standfirst where the rule reads that.
    """
    text, marks = marked(sentence)
    headline, standfirst, body = "A report", None, text
    if rule.layer == "event":
        headline, _, body = text.partition("\n\n")
        if rule.id == "what.standfirst" and "\n\n" in body:
            standfirst, _, body = body.partition("\n\n")
    written = article(text=body, headline=headline, standfirst=standfirst, published=WRITTEN)
    if rule.layer == "entities":
        return mentions(Analysis(written, options), rule.id), marks
    starts = {"headline": 0, "standfirst": len(headline) + 2, None: len(text) - len(body)}
    claims = (claim for claim in extract(written, options)[1].trace if claim.rule == rule.id)
    placed = (claim for claim in claims if rule.layer == "event" or claim.field is None)
    moved = ((claim, starts[claim.field]) for claim in placed)
    return [Fired(claim.start + by, claim.end + by, claim.value) for claim, by in moved], marks


def mentions(analysis: Analysis, rule: str) -> list[Fired]:
    """The mentions that a rule gave to an entity, whose name is their value."""
    entities = analysis.layer(entities_of).entities
    each = ((entity, reference.mention) for entity in entities for reference in entity.references if reference.rule == rule)
    return [Fired(mention.start, mention.end, entity.name) for entity, mention in each]


@pytest.mark.parametrize(("rule", "sentence"), sentences("examples"))
def test_a_rule_finds_what_its_example_marks(rule: AnyRule, sentence: str) -> None:
    found, marks = fired(rule, sentence)
    assert marks, "an example marks what is found"
    for mark in marks:
        assert any(mark.start == claim.start and mark.end == claim.end for claim in found), found
        assert mark.value is None or any(claim.value == mark.value for claim in found), found


@pytest.mark.parametrize(("rule", "sentence"), sentences("counterexamples"))
def test_a_rule_leaves_what_its_counterexample_has(rule: AnyRule, sentence: str) -> None:
    found, marks = fired(rule, sentence)
    touched = [claim for claim in found if not marks or any(m.start < claim.end and claim.start < m.end for m in marks)]
    assert not touched


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_a_rule_that_is_switched_off_finds_nothing(rule: AnyRule) -> None:
    assert fired(rule, rule.examples[0], Options(without=frozenset({rule.id})))[0] == []


def test_every_rule_has_its_own_name_and_an_example() -> None:
    assert [name for name, count in Counter(rule.id for rule in RULES).items() if count > 1] == []
    assert [rule.id for rule in RULES if not rule.examples] == []


def test_brackets_mark_what_an_example_expects() -> None:
    assert marked("She left on [Monday=2024-04-22], not [Tuesday].") == (
        "She left on Monday, not Tuesday.",
        (Marked(12, 18, "2024-04-22"), Marked(24, 31, None)),
    )
