"""Entities without a name: whoever speaks as "the ministry", "officials", "a spokesman for the port"."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Literal, TypeAlias

from feedpub.extraction.document.clauses.chunks import NounPhrase
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.clauses.tagset import ADJECTIVE, CONJUNCTION, DETERMINER, MARK, NOUN, OWNS, POSSESSIVE
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.entities.entity import DESCRIBED, Entity, Reference
from feedpub.extraction.rule import Rule, rule
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import ROLE, Is
from feedpub.model.event import WhoKind

_NEAR = 3  # sentences back in which an organisation is still spoken of
_MOST_NAMED = 32  # mentions looked back over: few paragraphs have as many
_REACH = 64  # tokens: few sentences are longer


class DescribedSpeakers:
    """Gives each phrase that names a speaker its entity; one that means nobody named has a new one.

    Args:
        tags: of the text.
        language: that it is written in.
        at: the entity of each mention, by its first code point; grows.
    """

    def __init__(self, tags: Tags, language: Language, at: dict[int, Entity]) -> None:
        self.tags, self.words, self.language, self.at = tags, tags.words, language, at
        self._listed = word_sets(language, "coreference")
        self._organizations = sorted(start for start, entity in at.items() if entity.kind == "organization")
        self.last: Entity | None = None
        """Who spoke last."""
        self.made: dict[str, Entity] = {}
        """The new entities, by how the text calls them."""

    def run(self, speakers: Iterable[NounPhrase], rules: Collection[Rule["FindSpeaker"]]) -> list[Entity]:
        """Go through the phrases in the text's order; returns the new entities."""
        for spoken in sorted(set(speakers), key=lambda phrase: phrase.first):
            phrase = self._antecedent(spoken)
            start = anchor(self.tags, phrase)
            if start in self.at:
                self.last = self.at[start]
            else:
                resolved = ((rule.find(self, phrase), rule.id) for rule in rules)
                entity, rule_id = next(((one, by) for one, by in resolved if one), (None, ""))
                if entity:
                    self.last = entity
                    self._refer(phrase, entity, rule_id)
            if phrase is not spoken and self.last and start in self.at:
                self._refer(spoken, self.last, "who.relative")
        return list(self.made.values())

    def token_in(self, place: int, section: str) -> bool:
        """Tell whether a token is in a section of the language's list "coreference"."""
        return 0 <= place < len(self.words) and self.words.lower[place] in self._listed[section]

    def organization_before(self, phrase: NounPhrase) -> Entity | None:
        """Return the organisation that a phrase may go on from: of those named in the sentences before, the one named most.

        Where they name none, of those named at all. Whoever is told something is not meant ("Osemar told the Ledger"), and
        nobody is where two are named as often.
        """
        before = bisect_left(self._organizations, self.words.starts[phrase.first])
        recent = self._organizations[max(before - _MOST_NAMED, 0) : before]
        places = [place for place in map(self.words.at, recent) if not self._told(place)]
        near = [place for place in places if self.words.sentence[place] >= self.words.sentence[phrase.first] - _NEAR]
        named = dict.fromkeys(self.at[self.words.starts[place]] for place in near or places)
        ranked = sorted(named, key=lambda entity: -len(entity.references))
        clear = ranked and (len(ranked) == 1 or len(ranked[0].references) > len(ranked[1].references))
        return ranked[0] if clear else None

    def _told(self, place: int) -> bool:
        before = place - 1
        while before >= 0 and self.tags.of[before] in (DETERMINER, NOUN):
            before -= 1
        return before >= 0 and bool(self.words.flags[before] & Is.SAY)

    def _refer(self, phrase: NounPhrase, entity: Entity, rule: str) -> None:
        self.at[anchor(self.tags, phrase)] = entity
        entity.references.append(Reference(mention_of(self.words, phrase, entity.kind), rule))

    def _antecedent(self, phrase: NounPhrase) -> NounPhrase:
        """Return the description that "who" goes on from: the nurse in "a nurse who came and who called it “odd”".

        In "nobody knows who called it “odd”" there is none. Looks back over 64 words for "who", and over 64 before it.
        """
        words, tags, place = self.words, self.tags.of, phrase.first
        if not self.token_in(place, "relative"):
            return phrase
        if place and tags[place - 1] == CONJUNCTION:
            nearest = range(place - 1, max(place - _REACH, 0), -1)
            same = (at for at in nearest if words.sentence[at] == words.sentence[place])
            place = next((at for at in same if self.token_in(at, "who")), 0)
        last = place - (place > 1 and words.lower[place - 1] == ",")
        first = last
        while first and last - first < _REACH and tags[first - 1] in (NOUN, ADJECTIVE):
            first -= 1
        described = first < last and tags[last - 1] == NOUN
        first -= bool(first and tags[first - 1] in (DETERMINER, POSSESSIVE))
        return NounPhrase(first, last, "nominal", None, last - 1) if described else phrase


FindSpeaker: TypeAlias = Callable[[DescribedSpeakers, NounPhrase], Entity | None]


def anchor(tags: Tags, phrase: NounPhrase) -> int:
    """Return the code point by which a phrase's entity is known: its first, but the noun's in "his son", "Osei's son".

    "his" and "Osei" at the beginning are known as somebody else's mentions.
    """
    if phrase.mention:
        return phrase.mention.start
    owned = phrase.form == "nominal" and (tags.of[phrase.first] == POSSESSIVE or OWNS in tags.of[phrase.first : phrase.head])
    return tags.words.starts[phrase.head if owned else phrase.first]


def mention_of(words: Tokens, phrase: NounPhrase, kind: WhoKind) -> Mention:
    """Make the mention of a pronoun or a description of an entity of a kind."""
    start, end, text = words.starts[phrase.first], words.ends[phrase.last - 1], words.slice(phrase.first, phrase.last)
    form: Literal["pronoun", "nominal"] = "pronoun" if phrase.form == "pronoun" else "nominal"
    return Mention(start, end, text, form, kind, text, words.lower[phrase.head], "", "", phrase.first, phrase.last)


_rule = partial(rule, layer="entities")


@_rule(
    "who.apposition",
    "“No ship will leave,” said [its harbour master=Ada Osei], Ada Osei.",
    "“No ship will leave,” Ada Osei, [its minister for the sea=Ada Osei] added.",
    counterexamples=("In a letter to Ada Osei, [the director] wrote: “Nobody paid.”",),
)
def find_apposition(speakers: DescribedSpeakers, phrase: NounPhrase) -> Entity | None:
    """Take the person whose name follows a description, or precedes it.

    "Its head cook, Ada Osei"; "Osei, a cook who"; "Osei, its cook added" names her too; in "a letter to Osei, the cook said"
    the name is another's.
    """
    tags, words, after, before = speakers.tags, speakers.words, phrase.last, phrase.first - 2
    flags = words.flags[phrase.head]
    if phrase.form != "nominal" or flags & (Is.ORGANIZATION | Is.GROUP | Is.DOCUMENT) or after >= len(words):
        return None
    name = tags.name[after + 1] if after + 1 < len(words) and words.lower[after] == "," else None
    if name is None and before >= 0 and words.lower[before + 1] == ",":
        name = tags.name[before]
        opens = name and (not name.first or tags.of[name.first - 1] == MARK)
        name = name if speakers.token_in(after, "who") or (opens and tags.of[phrase.first] == POSSESSIVE) else None
    found = speakers.at.get(name.start) if name else None
    return found if found and found.kind == "person" else None


@_rule(
    "who.last_speaker",
    "The company said: “We regret the error.” [It=company] added: “Nobody was hurt.”",
    "Officials said: “Nobody was hurt.” “No ship sank,” [they=Officials] added.",
    counterexamples=("Ada Osei said: “We regret the error.” “Nobody was hurt,” [it] added.",),
)
def find_last_speaker(speakers: DescribedSpeakers, phrase: NounPhrase) -> Entity | None:
    """Go on with the organisation or group that spoke last: "The company regrets it. It added …"."""
    last = speakers.last if phrase.form == "pronoun" else None
    goes_on = last and (
        (last.kind == "organization" and (speakers.token_in(phrase.first, "it") or speakers.token_in(phrase.first, "they")))
        or (last.kind == "group" and speakers.token_in(phrase.first, "they"))
    )
    return last if goes_on else None


@_rule(
    "who.organization",
    "Osemar Ltd cut its fares. “Everybody gains,” [the company=Osemar Ltd] said.",
    counterexamples=("Osemar Ltd sued Tepline Inc in May. “We will win,” [the company] said.",),
)
def find_organization(speakers: DescribedSpeakers, phrase: NounPhrase) -> Entity | None:
    """Take "the company" for the one that was named before, where only one can be meant."""
    called = phrase.last - phrase.first == 2 and speakers.token_in(phrase.first, "definite")
    if not called or not speakers.token_in(phrase.head, "named organization"):
        return None
    return speakers.organization_before(phrase)


@_rule(
    DESCRIBED,
    "“No ship will leave,” [the port authority=port authority] said.",
    "They met [a nurse=nurse] who called the day “an endless queue.”",
    "Ada Osei died in May. “She kept every letter,” [her son=her son] said.",
    counterexamples=("“No ship will leave,” [the sign] says.",),
)
def find_description(speakers: DescribedSpeakers, phrase: NounPhrase) -> Entity | None:
    """Make an entity of a description of people or an organisation; what is described in the same words is the same."""
    kind = _described_kind(speakers, phrase) if phrase.form == "nominal" else None
    if kind is None:
        return None
    name = " ".join(speakers.words.slice(phrase.first + speakers.token_in(phrase.first, "article"), phrase.last).split())
    start = speakers.words.starts[phrase.first]
    owner = speakers.at.get(start) if anchor(speakers.tags, phrase) != start else None
    return speakers.made.setdefault(f"{owner.id if owner else ''} {name.lower()}", Entity(kind, name))


def _described_kind(speakers: DescribedSpeakers, phrase: NounPhrase) -> WhoKind | None:
    """Tell what a noun names; whoever "who" goes on from is somebody: "a blogger who called it “odd”"."""
    flags = speakers.words.flags[phrase.head]
    if flags & Is.PERSON:
        return "person"
    if not flags & ROLE and speakers.token_in(phrase.last, "who"):
        plural = speakers.words.lower[phrase.head].endswith(tuple(speakers.language.words("coreference", "plural")))
        return "group" if plural else "person"
    if flags & Is.ORGANIZATION:
        return "organization"
    return "group" if flags & Is.GROUP else None


RULES: tuple[Rule[FindSpeaker], ...] = (
    find_apposition,
    find_last_speaker,
    find_organization,
    find_description,
)
