"""Candidates for the main event: what headline, standfirst and the first sentences each say that happened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from feedpub.extraction.candidate import Candidate
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.event.action import action
from feedpub.extraction.event.arguments import Argument, arguments
from feedpub.extraction.event.features import Feature, features
from feedpub.extraction.event.passages import Passage, headline_parts, sentence, standfirst
from feedpub.extraction.event.predicate import Predicate, predicate_of
from feedpub.extraction.event.types import TypeReading, types_of
from feedpub.extraction.rule import Rule
from feedpub.model.event import What
from feedpub.model.span import Span

Find = Callable[[Analysis], Iterator[Passage]]


@dataclass(frozen=True, kw_only=True)
class EventCandidate(Candidate):
    """A predicate that may be the main event.

    Args:
        passage: that tells it.
        predicate: that was read there; None where there is no verb.
        features: what speaks against its being the main event.
        typed: how its type was told.
    """

    answer: What
    passage: Passage
    predicate: Predicate | None
    features: frozenset[Feature]
    typed: TypeReading

    def tells(self, span: Span) -> bool:
        """Tell whether evidence stands in what its predicate tells, or in what introduces it."""
        return self.predicate is not None and self.passage.holds(span) and span.start < self.predicate.end

    def tells_until(self, end: int) -> bool:
        """Tell whether what its predicate tells goes on up to a code point."""
        return self.predicate is not None and end <= self.predicate.end

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """Who does it, to whom: the noun phrases around its verb, in the order of the text."""
        return tuple(arguments(self.predicate)) if self.predicate else ()


def event_candidates(analysis: Analysis) -> Iterator[EventCandidate]:
    """Yield a candidate for each passage that may tell the main event.

    "Transport minister quits over ferry contract" says that somebody "quits over ferry contract"; "Ten paintings to see this
    autumn" has no verb that happened, and is a candidate as it stands.
    """
    rules = (rule for rule in RULES if rule.id not in analysis.options.without)
    found = [(rule, passage) for rule in rules for passage in rule.find(analysis)]
    clauses = [(passage, predicate_of(passage)) for _, passage in found]
    types = types_of(clauses, analysis.language)
    for (rule, passage), (_, predicate), typed in zip(found, clauses, types, strict=True):
        whole = passage.span(analysis, 0, passage.end - passage.start)
        pieces = action(analysis, predicate) if predicate else [whole]
        if not pieces:
            continue
        what = What(
            summary=whole.text,
            action=" ".join(piece.text for piece in pieces),
            type=typed.name,
            evidence=tuple(pieces),
            rule=rule.id,
        )
        against = features(passage, predicate, typed)
        yield EventCandidate(answer=what, passage=passage, predicate=predicate, features=against, typed=typed)


RULES: tuple[Rule[Find], ...] = (
    Rule(
        id="what.headline",
        layer="event",
        find=headline_parts,
        examples=(
            "Transport minister [quits over ferry contract]\n\nThe contract had gone to a firm without ships.",
            "Update: Storm [cuts power to 9,000 homes]\n\nEngineers are at work.",
        ),
        counterexamples=("Storm latest: Helmsby\n\nThe storm [cut power to 9,000 homes].",),
    ),
    Rule(
        id="what.lead",
        layer="event",
        find=partial(sentence, number=0),
        examples=(
            "A quiet street\n\nLEEDS, England — A court has [jailed a bookkeeper for fraud].",
            "A ferry row\n\nPolice said on Monday that a man [was arrested over the contract].",
        ),
        counterexamples=("A quiet street\n\nIt was late. A court [jailed a bookkeeper].",),
    ),
    Rule(
        id="what.second_sentence",
        layer="event",
        find=partial(sentence, number=1),
        examples=(
            "A quiet street\n\nIt was late. A court [jailed a bookkeeper].",
            "A quiet street\n\nMore soon.\n\nThe storm [cut power to 9,000 homes] on Monday.",
        ),
        counterexamples=("A quiet street\n\nA court [jailed a bookkeeper]. It was late.",),
    ),
    Rule(
        id="what.standfirst",
        layer="event",
        find=standfirst,
        examples=(
            "Row over ferry contract\n\nTransport minister [quits after weeks of protests]\n\nShe had signed it herself.",
            "A quiet street\n\nCourt [jails bookkeeper for fraud]\n\nShe had kept two sets of books.",
        ),
        counterexamples=("A quiet street\n\nA court [jailed a bookkeeper].",),
    ),
)
