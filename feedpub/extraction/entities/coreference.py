"""Whom pronouns and descriptions mean: the compatible entity that stands out most where they stand."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from functools import cache, partial
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from feedpub.extraction.document.clauses.chunks import NounPhrase
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.reporting.attribution import Attribution
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.extraction.entities.descriptions import Description, Descriptions
from feedpub.extraction.entities.entity import Entity
from feedpub.extraction.entities.salience import Salience
from feedpub.extraction.rule import Rule, rule
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import Is

_MOST = 128  # people of one role that are compared
_BRACKET = 6  # tokens between brackets: "(D-Tamale)"


class Resolution(NamedTuple):
    """Whom a pronoun or a description means.

    Args:
        entity: that is meant.
        last: number of the token after the last.
        salience: of the entity, as far as it decided.
        rival: salience of the next likeliest.
        counts_as: by what kind of mention it renews the entity's salience; "" for none.
    """

    entity: Entity
    last: int
    salience: float = 1.0
    rival: float = 0.0
    counts_as: str = ""


class Resolver:
    """One pass over a text that gives pronouns and descriptions their entities.

    Args:
        tags: of the text.
        language: that it is written in.
        attributions: of the quotations, by number.
        reporting: the phrases that speak without marks.
        named: the entity of each name, by the name's first code point.
    """

    def __init__(
        self,
        tags: Tags,
        language: Language,
        attributions: tuple[Attribution | None, ...],
        reporting: Iterable[NounPhrase],
        named: dict[int, Entity],
    ) -> None:
        self.tags, self.words, self.language, self.named = tags, tags.words, language, named
        self._listed = word_sets(language, "coreference")
        self.salience = Salience()
        self.descriptions = Descriptions(tags, language, named)
        self.descriptions.learn()
        self.names = {name.first: name for name in tags.name if name and name.start in named}
        self.with_role: dict[str, list[Entity]] = {}
        for person in dict.fromkeys(entity for entity in named.values() if entity.kind == "person"):
            for role in sorted(person.roles):
                self.with_role.setdefault(role, []).append(person)
        self._described: tuple[int, Description | None] = (-1, None)
        self.spoken_by: dict[int, list[int]] = {}
        """The quotations that each phrase speaks, by the phrase's first token."""
        for number, attribution in enumerate(attributions):
            if attribution:
                self.spoken_by.setdefault(attribution.speaker.first, []).append(number)
        self._spoke: tuple[Entity, int] | None = None
        self._reporting = {phrase.mention.first if phrase.mention else phrase.first for phrase in reporting}

    def run(
        self, sentences: Iterable[MatrixSentence], rules: Collection[Rule["FindReferent"]]
    ) -> dict[int, tuple[Resolution, str]]:
        """Resolve the text; returns what each pronoun or description means, by its first token, with the rule's id."""
        found: dict[int, tuple[Resolution, str]] = {}
        referring = {*_genders(self.language), *self._listed["relative"], *self._listed["definite"]}
        places = [at for at, word in enumerate(self.words.lower) if word in referring or at in self.names]
        for number, sentence in enumerate(sentences):
            for first, last, quotation in sentence.runs:
                for place in places[bisect_left(places, first) : bisect_left(places, last)]:
                    if name := self.names.get(place):
                        kind = "quoted" if quotation >= 0 else self._kind(name, sentence)
                        self.salience.mention(self.named[name.start], kind, number)
                        if kind == "speaker" or place in self._reporting:
                            self._spoke = self.named[name.start], number
                    elif quotation < 0 and (resolved := self._resolve(place, number, rules)):
                        found[place] = resolved
        return found

    def _resolve(self, place: int, number: int, rules: Collection[Rule["FindReferent"]]) -> tuple[Resolution, str] | None:
        if self.token_in(place, "definite") and self.described(place) is None:
            return None
        for each in rules:
            if resolution := each.find(self, place, number):
                if resolution.counts_as:
                    self.salience.mention(resolution.entity, resolution.counts_as, number)
                return resolution, each.id
        return None

    def token_in(self, place: int, section: str) -> bool:
        """Tell whether a token is in a section of the language's list "coreference"."""
        return 0 <= place < len(self.words.lower) and self.words.lower[place] in self._listed[section]

    def described(self, place: int) -> Description | None:
        """Return the description that begins with "the" at a token."""
        if self._described[0] != place:
            self._described = place, self.descriptions.definite(place) if self.token_in(place, "definite") else None
        return self._described[1]

    def speaks_on(self, entity: Entity, place: int, sentence: int) -> bool:
        """Tell whether somebody goes on who spoke in the sentence before: "The sea rose, said Osei. “…,” she added."."""
        return place in self.spoken_by and self._spoke in ((entity, sentence), (entity, sentence - 1))

    def named_in_own(self, place: int) -> set[Entity]:
        """Return who is named in the quotations that a pronoun speaks."""
        found: set[Entity] = set()
        for number in self.spoken_by.get(place, ()):
            span = self.words.quotations[number]
            tokens = range(self.words.at(span.start), self.words.at(span.end))
            found.update(self.named[self.names[token].start] for token in tokens if token in self.names)
        return found

    def _kind(self, name: Mention, sentence: MatrixSentence) -> str:
        """Tell what a name is in its sentence, as far as salience goes."""
        if self.token_in(name.last, "owner"):
            return "owner"
        opens = name.first == sentence.runs[0].first
        before = 0 if opens else self.words.flags[name.first - 1]
        if before & Is.PREPOSITION:
            return "other"
        follows = self.words.flags[name.last] if name.last < len(self.words) else 0
        if name.first in self.spoken_by or (follows & Is.SAY and follows & Is.FINITE):
            return "speaker"
        aside = name.last < len(self.words) and self.words.texts[name.last] in (",", "(")
        if not (follows & (Is.FINITE | Is.AUXILIARY | Is.VERB) or aside or opens):
            return "other"
        return "embedded_subject" if before & (Is.RELATIVE | Is.SAY | Is.SUBORDINATOR) else "subject"


FindReferent: TypeAlias = Callable[[Resolver, int, int], Resolution | None]


@cache
def _genders(language: Language) -> dict[str, str]:
    """Return the gender that each singular pronoun tells."""
    he, she = language.words("coreference", "he"), language.words("coreference", "she")
    return dict.fromkeys(he, "m") | dict.fromkeys(she, "f")


_rule = partial(rule, layer="entities")


@_rule(
    "who.pronoun",
    "Ada Osei met Bo Lind. [She=Ada Osei] left.",
    "Ada Osei thanked Jane Lind. [She=Ada Osei] left.",
    "Jane Lind built it. Jane Lind ran it. The sea rose, said Ada Osei. “It will rise,” [she=Ada Osei] said.",
    counterexamples=("Bo Lind came. [She] left.",),
)
def resolve_pronoun(text: Resolver, place: int, sentence: int) -> Resolution | None:
    """Take the person of that gender who stands out most; hardly one whom "her" own quotation names."""
    gender = _genders(text.language).get(text.words.lower[place])
    if gender is None:
        return None
    weights, own = text.salience.weights, text.named_in_own(place)
    scored: list[tuple[float, Entity]] = []
    for entity in text.salience.entities:
        if entity.kind == "person" and entity.gender in ("", gender):
            score = text.salience.of(entity, sentence) * (1.0 if entity.gender else weights.unknown_gender)
            score *= weights.named_in_own_quotation if entity in own else 1.0
            score *= weights.speaks_on if text.speaks_on(entity, place, sentence) else 1.0
            scored += [(score, entity)] if score > weights.least else []
    if not scored:
        return None
    (rival, _), (most, best) = ([(0.0, scored[0][1]), *sorted(scored, key=itemgetter(0))])[-2:]
    return Resolution(best, place + 1, most, rival, "subject" if text.token_in(place, "subject") else "other")


@_rule(
    "who.relative",
    "Ada Osei, [who=Ada Osei] grew up here, left.",
    "Ada Osei (D-Tamale), [whose=Ada Osei] boat sank, left.",
    counterexamples=("Nobody knows [who] left Ada Osei.",),
)
def resolve_relative(text: Resolver, place: int, _sentence: int) -> Resolution | None:
    """Take the name that a relative clause follows, over a comma or brackets."""
    if not place or not text.token_in(place, "relative"):
        return None
    texts = text.words.texts
    before = place - 2 if texts[place - 1] == "," else place - 1
    if before > 0 and texts[before] == ")":
        opening = (at for at in range(before - 1, max(before - _BRACKET, 0), -1) if texts[at] == "(")
        before = next(opening, 0) - 1
    name = text.tags.name[before] if before >= 0 else None
    return Resolution(text.named[name.start], place + 1) if name and name.start in text.named else None


@_rule(
    "who.role",
    "Ada Osei, mayor of Tamale, met Bo Lind. [The mayor=Ada Osei] left.",
    "[The mayor=Ada Osei] resigned. It was Ada Osei, the mayor, who built the port.",
    counterexamples=("Ada Osei, mayor of Tamale, came. [The deputy mayor] left.",),
)
def resolve_role(text: Resolver, place: int, sentence: int) -> Resolution | None:
    """Take whoever is known to have the role and stands out most; "the Osemar captain" is Osemar's.

    Where nobody named so far has it, the one who is said to have it later on: "The mayor resigned" before "Osei, the mayor".
    """
    described = text.described(place)
    if described is None:
        return None
    best, salience, rival = text.salience.best(_fitting(text, text.salience.entities, described), sentence)
    if best is None:
        later = _fitting(text, text.with_role.get(described.role, ())[:_MOST], described)
        if len(later) != 1:
            return None
        best, salience = later[0], 1.0
    return Resolution(best, described.last, salience, rival, _subject(text, place))


@_rule(
    "who.only_person",
    "Ada Osei resigned. Nobody was told. [The minister=Ada Osei] left.",
    "Bo Lind won again. [The striker=Bo Lind] was hurt.",
    counterexamples=("Ada Osei met Bo Lind. [The minister] left.", "Ada Osei came. [The chairman] left."),
)
def resolve_only_person(text: Resolver, place: int, sentence: int) -> Resolution | None:
    """Take the one person whom an article is about so far for the role that it goes on to give them."""
    described = text.described(place)
    people = [one for one in text.salience.entities if one.kind == "person"] if described else []
    if described is None or len(people) != 1 or not text.words.flags[described.head] & Is.PERSON:
        return None
    only, noun, language = people[0], text.words.lower[described.head], text.language
    if noun in language.words("roles", "another") or noun in language.words("roles", "kin"):
        return None
    gender, salience = language.title_genders.get(noun, ""), text.salience.of(only, sentence)
    known = any(language.lexicon.get(role, 0) & Is.PERSON for role in only.roles)
    opposed = bool(gender and only.gender and gender != only.gender)
    present = salience >= text.salience.weights.present and not text.salience.mentioned_in(only, sentence)
    if not present or known or opposed:
        return None
    return Resolution(only, described.last, salience, 0.0, _subject(text, place))


def _fitting(text: Resolver, entities: Iterable[Entity], described: Description) -> list[Entity]:
    fitting = [entity for entity in entities if text.descriptions.fits(entity, described)]
    if whose := described.whose:
        fitting = [one for one in fitting if whose.name.lower() in one.roles or one.affiliation == whose.name]
    return fitting


def _subject(text: Resolver, place: int) -> str:
    return "speaker" if place in text.spoken_by else "subject"


RULES: tuple[Rule[FindReferent], ...] = (
    resolve_pronoun,
    resolve_relative,
    resolve_role,
    resolve_only_person,
)
