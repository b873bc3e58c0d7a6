"""What people are called besides their names: "the harbour master Ada Osei", "Osei, mayor of Tamale", then "the mayor"."""

from collections.abc import Sequence
from typing import NamedTuple

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.entities.entity import Entity
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import Is

_LONGEST = 6  # words of a description
_APPOSED = (t.DETERMINER, t.POSSESSIVE, t.NUMBER, t.OWNS, t.NAME)
_AFTER_APPOSITION = (t.MARK, t.PREPOSITION, t.RELATIVE, t.CONJUNCTION)


def role_of(language: Language, noun: str, before: Sequence[str]) -> str:
    """Return the role that a noun names: "chancellor", or "shadow chancellor" where another word makes it another one."""
    others = language.words("coreference", "other role")
    other = next((word for word in before if word in others), "")
    return f"{other} {noun}" if other else noun


class Description(NamedTuple):
    """A description that begins with "the": "the former mayor", "the Osemar captain".

    Args:
        head: number of its noun's token.
        last: number of the token after it.
        role: that the noun gives: "mayor" or "deputy mayor".
        whose: the team, firm or place that it begins with.
    """

    head: int
    last: int
    role: str
    whose: Mention | None


class Descriptions:
    """Reads what stands beside names, and finds whom "the mayor" may mean.

    Args:
        tags: of the text.
        language: that it is written in.
        named: the entity of each name, by the name's first code point.
    """

    def __init__(self, tags: Tags, language: Language, named: dict[int, Entity]) -> None:
        self._tags, self._words, self._language, self._named = tags, tags.words, language, named
        self._listed = word_sets(language, "coreference")

    def learn(self) -> None:
        """Learn the roles, titles and affiliations of everybody named."""
        for name in dict.fromkeys(name for name in self._tags.name if name):
            entity = self._named.get(name.start)
            if entity and entity.kind == "person":
                self._before(name, entity)
                self._after(name, entity)

    def definite(self, place: int) -> Description | None:
        """Read a description that begins with "the", unless it owns something or a complement follows."""
        name = self._name(place + 1)
        whose = name if name and name.kind != "person" else None
        begin = whose.last if whose else place + 1
        last = self._noun_end(begin, place + _LONGEST)
        follows = "".join(self._words.lower[last : last + 1])
        if last == begin or self._tag(last) in (t.NAME, t.OWNS) or self._in(follows, "goes on"):
            return None
        head = first = last - 1
        while first and head - first < _LONGEST and self._tag(first - 1) in (t.NOUN, t.ADJECTIVE):
            first -= 1
        role = role_of(self._language, self._words.lower[head], self._words.lower[first:head])
        return Description(head, last, role, whose) if self._words.flags[head] & (Is.PERSON | Is.ORGANIZATION) else None

    def fits(self, entity: Entity, description: Description) -> bool:
        """Tell whether somebody is known to have the role, or an organisation's name ends with the noun."""
        noun = self._words.lower[description.head]
        if entity.kind != "person":
            return entity.surname.lower().replace(".", "") == noun or (
                self._in(noun, "any organization") and noun in entity.roles
            )
        gender = self._language.title_genders.get(noun, "")
        return description.role in entity.roles and not (gender and entity.gender and gender != entity.gender)

    def _before(self, name: Mention, entity: Entity) -> None:
        """Read nouns before a name: "campaign manager Ada Osei", "the port's lawyer, Ada Osei, …"."""
        texts = self._words.texts
        last = name.first
        if last > 1 and texts[last - 1] == "," and texts[name.last : name.last + 1] == [","]:
            last -= 1
        first = last
        while first and last - first < _LONGEST and self._tag(first - 1) in (t.NOUN, t.ADJECTIVE):
            first -= 1
        if first == last or not self._words.flags[last - 1] & Is.PERSON:
            return
        self._learn(entity, first, last, self._name(first - 1))
        self._affiliate(entity, self._name(first - 1))

    def _after(self, name: Mention, entity: Entity) -> None:
        """Read an apposition: "Osei, the port's director", "Osei, a lawyer for Bello & Sons"."""
        if name.last + 2 >= len(self._tags.of) or self._words.texts[name.last] != ",":
            return
        first, owner = name.last + 1, None
        while self._tag(first) in _APPOSED:
            owner = self._name(first) or owner
            first += 1
        last = self._noun_end(first, first + _LONGEST)
        if last == first or self._tag(last) not in _AFTER_APPOSITION or not self._words.flags[last - 1] & Is.PERSON:
            return
        self._learn(entity, first, last, owner)
        if self._in(self._words.lower[last], "belonging"):
            last += 1
            while self._tag(last) == t.DETERMINER:
                last += 1
            self._affiliate(entity, self._name(last))

    def _learn(self, entity: Entity, first: int, last: int, owner: Mention | None) -> None:
        lower, kin = self._words.lower, self._language.words("roles", "kin")
        heads = [place for place in range(first, last) if self._words.flags[place] & Is.PERSON]
        entity.learn(role_of(self._language, lower[place], lower[first:place]) for place in heads)
        entity.learn([owner.name.lower()] if owner else ())
        genders = (self._language.title_genders.get(lower[place], "") for place in heads)
        entity.gender = entity.gender or next((gender for gender in genders if gender), "")
        if kin.isdisjoint(lower[place] for place in heads):
            while first < last - 1 and self._in(lower[first], "of time"):
                first += 1
            entity.description = entity.description or self._words.slice(first, last)

    def _affiliate(self, entity: Entity, owner: Mention | None) -> None:
        if owner and owner.kind == "organization" and owner.start in self._named and not entity.affiliation:
            entity.affiliation = self._named[owner.start].name

    def _noun_end(self, first: int, limit: int) -> int:
        """Return where the nouns and adjectives that begin at a token end."""
        last = first
        while last < limit and self._tag(last) in (t.NOUN, t.ADJECTIVE):
            last += 1
        return last

    def _tag(self, place: int) -> str:
        return self._tags.of[place] if 0 <= place < len(self._tags.of) else ""

    def _name(self, place: int) -> Mention | None:
        return self._tags.name[place] if 0 <= place < len(self._tags.name) else None

    def _in(self, word: str, section: str) -> bool:
        return word in self._listed[section]
