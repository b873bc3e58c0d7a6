"""Whom an argument of the main event means: somebody named, somebody described elsewhere, or somebody without a name."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.entities.entity import Entity
from feedpub.extraction.entities.table import entities_of
from feedpub.extraction.event.arguments import Argument, Function
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.rule import Rule
from feedpub.extraction.select.confidence import surely_named
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.descriptions import appositive, described
from feedpub.extraction.select.unnamed import kind_of, name_of
from feedpub.model.event import Quote, Who, WhoRole
from feedpub.model.span import Span

Find = Callable[[Argument], bool]

_LONGEST = 1000  # code points of a mention; the longest is a noun phrase


def _is(function: Function) -> Find:
    return lambda argument: argument.function == function


RULES: tuple[Rule[Find], ...] = (
    Rule(
        id="who.subject",
        layer="select",
        find=_is("subject"),
        examples=(
            "[Dozens of rescuers] searched the river on Monday.",
            "[A five-year-old boy=five-year-old boy] was found alive in a well.",
        ),
        counterexamples=("[The toll] has risen to 40.", "[Prices] rose by 3 percent in May."),
    ),
    Rule(
        id="who.object",
        layer="select",
        find=_is("object"),
        examples=("A court jailed [two bookkeepers] on Friday.", "A tram hit a wall, killing [three passengers]."),
        counterexamples=("The bank cut [interest rates] on Friday.",),
    ),
    Rule(
        id="who.agent",
        layer="select",
        find=_is("agent"),
        examples=("A man was arrested by [armed officers] on Friday.", "The champions lost to [students] on Sunday."),
        counterexamples=("A man was hit by [a tram] on Friday.",),
    ),
)


@dataclass(slots=True)
class Participation:
    """What part somebody has in the main event.

    Args:
        who: the answer so far.
        entity: of the table; None for whom only an argument of the main event makes known.
        role: in the main event.
        reason: why it has this role.
        in_office: the headline leaves it out and nobody names it: the police who arrest, the jury that acquits.
        spans: further evidence, found with the main event.
    """

    who: Who
    entity: Entity | None = None
    role: WhoRole = "mentioned"
    reason: str = "named, with no part in the main event"
    in_office: bool = False
    spans: list[Span] = field(default_factory=list)

    @property
    def described(self) -> bool:
        """Whether the table has nothing but descriptions: "the ministry"."""
        return self.entity is not None and not self.entity.named

    @property
    def answer(self) -> Who:
        """The answer as the event carries it: the name first, then where the main event's clause has it."""
        known = [span for span in self.who.evidence if span not in self.spans]
        return self.who.model_copy(update={"role": self.role, "evidence": (*known[:1], *self.spans, *known[1:])})

    def prove(self, span: Span) -> None:
        """Add evidence, unless it overlaps what is there."""
        known = [other for other in (*self.who.evidence, *self.spans) if other.field == span.field]
        if not any(other.start < span.end and other.end > span.start for other in known):
            self.spans.append(span)


def speakers_of(analysis: Analysis) -> Iterator[str]:
    """Yield the ids of those who are quoted."""
    for claim in analysis.answers("quotes"):
        speaker = surely_named(claim.answer, analysis) if isinstance(claim.answer, Quote) else None
        if speaker and speaker.who:
            yield speaker.who


class ArgumentResolver:
    """Finds whom arguments of the main event mean.

    Args:
        analysis: with the claims of who.
        event_type: of the main event.
    """

    def __init__(self, analysis: Analysis, event_type: str) -> None:
        self.analysis = analysis
        self.rules = [rule for rule in RULES if rule.id not in analysis.options.without]
        self.event_type = event_type
        entities = {entity.id: entity for entity in analysis.layer(entities_of).entities}
        answers = (claim.answer for claim in analysis.answers("who") if isinstance(claim.answer, Who))
        self.participants = [Participation(who, entities[who.id]) for who in answers]
        self.lost: list[Decision] = []
        self._drop_places()
        self._called = {each.who.name.lower(): each for each in reversed(self.participants)}
        self._marked = _marked(self.participants)

    def _drop_places(self) -> None:
        """Take out whom another stage knows to be a place, and what stands in the dateline only; whoever speaks stays."""
        places = self.analysis.layer(place_candidates)
        spots = {(mention.span.start, mention.span.end) for place in places for mention in place.mentions}
        venues = {place.name for place in places if place.row.kind == "venue" and place.use == "literal"}
        dateline = self.analysis.dateline.end if self.analysis.dateline else 0
        speakers = set(speakers_of(self.analysis))
        staying: list[Participation] = []
        for each in self.participants:
            names = [span for span in each.who.evidence if span.text[:1].isupper()]
            is_place = each.who.name in venues or (bool(names) and all((span.start, span.end) in spots for span in names))
            dated = bool(names) and all(span.field is None and span.end <= dateline for span in names)
            if each.who.id not in speakers and (is_place or dated):
                self.lost.append(Decision(each.who, "is a place", won=False))
            else:
                staying.append(each)
        self.participants = staying

    def named(self, argument: Argument) -> Participation | None:
        """Find whom a phrase names: whose mention, of at most 1,000 code points, or whose name is its head."""
        if argument.passage.field is None:
            return self._mentioned(argument)
        return next((each for each in self.participants if _is_name(argument, each.who)), None)

    def _mentioned(self, argument: Argument) -> Participation | None:
        offset, word = argument.passage.start, argument.head_word
        if word.possessive:  # "Lloyd's of London": what it owns is cut off
            return None
        start, end = offset + word.start, offset + word.end
        near = self._marked[bisect_left(self._marked, (start - _LONGEST,)) : bisect_left(self._marked, (end,))]
        found = [number for _, stop, number in near if stop > start and stop >= start + len(word.text) - 2]
        return self.participants[min(found)] if found else None

    def described(self, argument: Argument) -> Participation | None:
        """Find the person whom a phrase describes, where one fits best: "the head of the port authority"."""
        free = [each for each in self.participants if each.role == "mentioned" and each.entity]
        people = [each.who for each in free if each.who.kind == "person"]
        who = described(self.analysis, argument, people, self.event_type)
        return next((each for each in self.participants if each.who is who), None) if who else None

    def institution(self, argument: Argument) -> Participation | None:
        """Find the one organisation that is called so: "a Leeds museum" is "the Hale, a private museum in Leeds"."""
        if kind_of_noun(argument.head_word, self.analysis.language) != "organization":
            return None
        free = [each for each in self.participants if each.role == "mentioned" and each.who.kind == "organization"]
        found = [each for each in free if each.who.name[:1].isupper() and appositive(self.analysis, argument, each.who)]
        return found[0] if len(found) == 1 else None

    def enter(self, argument: Argument) -> Participation | None:
        """Enter a participant that has no name: "Dozens of rescuers"; None where the phrase names no people."""
        rule = next((rule for rule in self.rules if rule.find(argument)), None)
        kind = kind_of(self.analysis, argument) if rule else None
        if rule is None or kind is None:
            return None
        span = self.analysis.article.span(*argument.characters, argument.passage.field)
        name = name_of(argument)
        if known := self._called.get(name.lower()):
            return known
        number = len(self.participants)
        who = Who(id=f"d{number + 1}", name=name, kind=kind, evidence=(span,), rule=rule.id)
        made = Participation(who)
        self._called[name.lower()] = made
        if span.field is None:
            insort(self._marked, (span.start, span.end, number))
        self.participants.append(made)
        return made


def _marked(participants: list[Participation]) -> list[tuple[int, int, int]]:
    """Collect where the text has each participant's mentions: start, end, and the participant's number, in order."""
    spans = ((number, span) for number, each in enumerate(participants) for span in each.who.evidence)
    return sorted((span.start, span.end, number) for number, span in spans if span.field is None)


def _is_name(argument: Argument, who: Who) -> bool:
    """Tell whether a phrase of a headline, where nobody's names are marked, names a participant."""
    head = argument.head_word
    names = who.name.split()
    if not head.capital or argument.passage.language.unpossessed(head.low) != names[-1].lower():
        return False
    if len(names) == 1 or who.kind == "person" or argument.head == argument.start:
        return True
    before = argument.words[argument.head - 1]
    return before.low == names[-2].lower() or not before.capital
