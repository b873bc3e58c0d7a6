"""Whom an argument of the main event means: somebody named, somebody described elsewhere, or somebody without a name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.entities.entity import Entity
from feedpub.extraction.entities.table import answer, entities_of
from feedpub.extraction.event.arguments import Argument, Function
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.extraction.rule import Rule
from feedpub.extraction.select.confidence import sure_speakers
from feedpub.extraction.select.introduced import introduced
from feedpub.extraction.select.unnamed import kind_of, name_of
from feedpub.model.event import Who, WhoRole
from feedpub.model.span import Span

Find = Callable[[Argument], bool]


def _is(function: Function) -> Find:
    return lambda argument: argument.function == function


RULES: tuple[Rule[Find], ...] = (
    Rule(
        id="who.subject",
        layer="select",
        find=_is("subject"),
        examples=(
            "[Dozens of rescuers] searched the river on Monday.",
            "[Angry residents] blocked the road on Monday.",
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
    def takes_part(self) -> bool:
        """Whether it is published: it has a name, or speaks, or has a part in the main event."""
        return self.role != "mentioned" or self.entity is None or self.entity.has_name

    @property
    def described(self) -> bool:
        """Whether the table has nothing but descriptions: "the ministry"."""
        return self.entity is not None and not self.entity.has_name

    @property
    def answer(self) -> Who:
        """The answer as the event carries it: the name first, then where the main event's clause has it."""
        if self.role == self.who.role and not self.spans:
            return self.who
        known = [span for span in self.who.evidence if span not in self.spans]
        return self.who.with_valid(role=self.role, evidence=(*known[:1], *self.spans, *known[1:]))

    def prove(self, span: Span) -> None:
        """Add evidence, unless it overlaps what is there."""
        known = [other for other in (*self.who.evidence, *self.spans) if other.field == span.field]
        if not any(other.start < span.end and other.end > span.start for other in known):
            self.spans.append(span)


def speakers_of(analysis: Analysis) -> Iterator[str]:
    """Yield the ids of those who are quoted."""
    yield from (speaker.who for speaker in analysis.layer(sure_speakers).values() if speaker and speaker.who)


class ArgumentResolver:
    """Finds whom arguments of the main event mean.

    Args:
        analysis: with the claims of who.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.rules = [rule for rule in RULES if rule.id not in analysis.options.without]
        proposed = {claim.answer.id: claim.answer for claim in analysis.answers("who") if isinstance(claim.answer, Who)}
        entities = analysis.layer(entities_of).entities
        answers = ((entity, proposed.get(entity.id) or answer(analysis, entity)) for entity in entities)
        self.participants = [Participation(who, entity) for entity, who in answers if who]
        self._called = {each.who.name.lower(): each for each in reversed(self.participants)}

    def named(self, argument: Argument) -> Participation | None:
        """Find whose mention is the head of a phrase."""
        word, field = argument.head_word, argument.passage.field
        if word.possessive:  # "Lloyd's of London": what it owns is cut off
            return None
        start = argument.passage.start + word.start
        last = start + len(word.text)
        spans = ((each, span) for each in self.participants for span in each.who.evidence if span.field == field)
        return next((each for each, span in spans if span.start < last and span.end > start and span.end >= last - 2), None)

    def described(self, argument: Argument) -> Participation | None:
        """Find the only one named who is known to be what a phrase says: "the port's head"; "a man" is anybody."""
        language, noun = self.analysis.language, argument.head_word.low
        kind = "person" if noun in argument.passage.listed["leading"] else kind_of_noun(argument.head_word, language)
        if kind == "person" and argument.words[argument.start].low in argument.passage.listed["indefinite"]:
            return None
        called = {noun} | language.words("hypernyms", noun)
        free = ((each, each.entity) for each in self.participants if each.role == "mentioned" and each.who.kind == kind)
        found = [each for each, entity in free if entity and entity.has_name and not called.isdisjoint(entity.roles)]
        return found[0] if len(found) == 1 else None

    def introduced(self, argument: Argument) -> Participation | None:
        """Find whom a subject tells of before the text names them; to whom something is done may be anybody."""
        one = introduced(self.analysis, argument) if argument.function == "subject" else None
        return next((each for each in self.participants if one and each.entity is one), None)

    def enter(self, argument: Argument) -> Participation | None:
        """Enter a participant that has no name: "Dozens of rescuers"; None where the phrase names no people."""
        rule = next((rule for rule in self.rules if rule.find(argument)), None)
        kind = kind_of(self.analysis, argument) if rule else None
        if rule is None or kind is None:
            return None
        name = name_of(argument)
        if name.lower() not in self._called:
            span = self.analysis.article.span(*argument.characters, argument.passage.field)
            number = len(self.analysis.layer(entities_of).entities) + len(self.participants)
            who = Who(id=f"w{number + 1}", name=name, kind=kind, evidence=(span,), rule=rule.id)
            self._called[name.lower()] = Participation(who)
            self.participants.append(self._called[name.lower()])
        return self._called[name.lower()]
