"""The rules of coreference: whom a relative, an apposition, a pronoun or a description means."""

from functools import partial

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.chunks import leads
from feedpub.extraction.entities.authors import resolve_author
from feedpub.extraction.entities.coreference import FindReferent, Resolver
from feedpub.extraction.entities.described_roles import resolve_role
from feedpub.extraction.entities.entity import DESCRIBED, Choice
from feedpub.extraction.entities.pronouns import resolve_pronoun
from feedpub.extraction.entities.referring import Referring
from feedpub.extraction.rule import Rule, rule
from feedpub.language.lexicon import Is

_rule = partial(rule, layer="entities")


@_rule(
    "who.relative",
    "Ada Osei, [who=Ada Osei] grew up here, left.",
    "Ada Osei (D-Tamale), [whose=Ada Osei] boat sank, left.",
    "Ada Osei, 30, [who=Ada Osei] grew up here, left.",
    counterexamples=("Nobody knows [who] left Ada Osei.",),
)
def resolve_relative(text: Resolver, referring: Referring) -> Choice | None:
    """Take whom a relative clause follows, over a comma or brackets; "and who" goes on with the one before."""
    if referring.form != "relative" or not referring.first:
        return None
    found = text.before(referring.first)
    if found is None and text.relative and text.tags.of[referring.first - 1] == t.CONJUNCTION:
        entity, sentence = text.relative
        found = entity if sentence == referring.sentence else None
    return Choice(found) if found else None


@_rule(
    "who.apposition",
    "“No ship will leave,” said [its harbour master=Ada Osei], Ada Osei.",
    "[The brother=Bo Lind] of the gunman, Bo Lind, left.",
    "“No ship will leave,” said [one of their lawyers=Ada Osei], Ada Osei.",
    "[One of the negotiators=Bo Lind], Bo Lind, said: “Nobody paid.”",
    "“No ship will leave,” is how Ada Osei, [the head of the union=Ada Osei], put it.",
    counterexamples=(
        "In a letter to Ada Osei, [the director] wrote: “Nobody paid.”",
        "“No ship will leave,” said [one of the lawyers]. Ada Osei left.",
    ),
)
def resolve_apposition(text: Resolver, referring: Referring) -> Choice | None:
    """Take the entity whose name stands beside a description."""
    entity = text.apposed.get(referring.description.head) if referring.description else None
    return Choice(entity) if entity else None


@_rule(
    "who.repeated",
    "“It was the best day of my life,” Ada Osei said. “It was the best day of my life,” [the singer=Ada Osei] said.",
    counterexamples=(
        "“I am so sorry,” Ada Osei said. “I am so sorry,” [the singer] said.",
        "“It was the best day of my life,” Ada Osei said. “It was the best day of my life,” [the company] said.",
    ),
)
def resolve_repeated(text: Resolver, referring: Referring) -> Choice | None:
    """Take for a description who speaks by name, elsewhere, the very words that it speaks, as captions repeat them."""
    found = referring.description
    if found is None or text.kind(found) != "person" or not text.named_speakers:
        return None  # what a company says, somebody else may have said in the same words
    names = (text.named_speakers.get(text.repetitions.of(number)) for number in referring.quotations)
    return next((Choice(text.at[name.start]) for name in names if name and name.start in text.at), None)


@_rule(
    DESCRIBED,
    "“No ship will leave,” [the port authority=port authority] said.",
    "“No ship will leave,” said [a ministry official=ministry official] in a statement on Monday.",
    "“No ship will leave,” wrote [a Tamale magazine=Tamale magazine] in its review.",
    "[Two of the victims=Two of the victims] called it “a mess.”",
    "[The Conservatives=Conservatives] said that “no ship will leave,” and [the Germans=Germans] called it “a mess.”",
    "“No ship will leave,” said [the head of a union=head of a union].",
    "“No ship will leave,” [a protester=protester] said.",
    "“No ship will leave,” said [one of the shareholders=one of the shareholders].",
    "They met [a nurse=nurse] who called the day “an endless queue.”",
    "Ada Osei died in May. “She kept every letter,” [her son=Ada Osei's son] said.",
    "Ada Osei died in May. “She kept every letter,” [her company=Ada Osei's company] said.",
    counterexamples=("“No ship will leave,” [the sign] says.",),
)
def make_described(text: Resolver, referring: Referring) -> Choice | None:
    """Make an entity of a description of people or an organisation; what is described in the same words is the same."""
    found = referring.description
    if found is None:
        return None
    flags, kind = text.words.flags[found.head], text.kind(found)
    heads = leads(text.tags, found.head) and not any(text.tags.name[found.first : found.head])
    if kind is None and heads and found.end > found.last:
        kind = "person"  # "the head of the port"
    if kind is None and referring.speaks and flags & Is.DOCUMENT:
        kind = "document"
    if kind is None and text.in_list(referring.last, "who"):
        plural = text.words.lower[found.head].endswith(tuple(text.language.words("coreference", "plural")))
        kind = "group" if plural else "person"
    return Choice(text.new(referring, kind), distance=-1) if kind else None


RULES: tuple[Rule[FindReferent], ...] = (
    resolve_relative,
    resolve_apposition,
    resolve_pronoun,
    resolve_author,
    resolve_repeated,
    resolve_role,
    make_described,
)
