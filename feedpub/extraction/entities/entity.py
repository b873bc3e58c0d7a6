"""Entities: the people, organisations and groups of an article, each with every mention."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, NamedTuple

from feedpub.extraction.document.mention import Mention
from feedpub.language.language import Language

EntityKind = Literal["person", "organization", "group", "place", "document", "unknown"]
NAMED, DESCRIBED, AUTHOR = "who.name", "who.description", "who.author"
"""Ids of the rules that make an entity, and of the one that takes a document for whoever issued it."""

_MOST_TITLES = 16  # nobody in 3,500 articles has more than 3
_MOST_ROLES = 32  # nobody in 3,500 articles has more than 5


class Choice(NamedTuple):
    """An entity chosen for a mention, with the features that its Reference keeps."""

    entity: "Entity"
    salience: float = 1.0
    rival: float = 0.0
    candidates: int = 1
    distance: int = 0


class Reference(NamedTuple):
    """A mention that belongs to an entity, with what says so.

    Args:
        mention: where it stands.
        rule: id of the rule that gave it to the entity.
        salience: how much spoke for the entity where a pronoun or description was resolved; 1 for names.
        rival: the same of the next likeliest entity; where the two are close, it may be the one meant.
        candidates: how many entities could be meant.
        distance: sentences back to the entity's mention before, or -1 where it has none.
    """

    mention: Mention
    rule: str
    salience: float = 1.0
    rival: float = 0.0
    candidates: int = 1
    distance: int = 0


@dataclass(slots=True, eq=False)
class Entity:
    """One person, organisation or group.

    Args:
        kind: person, organization or group; a place or a document takes no part by itself, what is unknown where it speaks.
        name: the longest form, without title.
        id: unique within the article, in the order of first mentions: w1, w2, …
        gender: f, m or "".
        guessed: whether the given name alone tells it: "Andrea" and "Kim" are women and men.
        references: its mentions, in the order of the text once the table is made.
        roles: nouns that describe it: those of its titles, and of appositions.
        past_roles: those that it has no more: of "the former mayor".
        wordings: descriptions of it as they stand beside its name, without articles: "head of the fire service".
        owners: names of the teams, firms and places that are said to be theirs, in small letters.
        titles: each title as written, with how often.
        description: the job title that stands beside the name in lower case, or "".
        affiliation: the organisation stated to be theirs, or "".
        has_name: whether it is named anywhere.
        speaks: whether a quotation or a report is theirs.
        several: whether it is spoken of as several people: "Osemar have denied it".
    """

    kind: EntityKind
    name: str
    id: str = ""
    gender: str = ""
    guessed: bool = False
    references: list[Reference] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    past_roles: set[str] = field(default_factory=set)
    wordings: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    titles: Counter[str] = field(default_factory=Counter)
    description: str = ""
    affiliation: str = ""
    has_name: bool = False
    speaks: bool = False
    several: bool = False

    def is_described_as(self, wording: str) -> bool:
        """Tell whether words in small letters are one of the first 16 titles, or part of what stands beside the name."""
        return any(wording in said for said in self.wordings) or wording in map(str.lower, self.first_titles)

    @property
    def first_titles(self) -> Iterator[str]:
        """The first 16 titles."""
        return islice(self.titles, _MOST_TITLES)

    def learn(self, roles: Iterable[str]) -> None:
        """Add roles, as long as there are not more than 32."""
        self.roles.update(islice(roles, max(_MOST_ROLES - len(self.roles), 0)))

    def learn_gender(self, gender: str, *, guessed: bool = False) -> None:
        """Take a gender where none is known, or only guessed."""
        if gender and (not self.gender or (self.guessed and not guessed)):
            self.gender, self.guessed = gender, guessed

    def title(self, language: Language) -> str:
        """Return the longest title written before the name, but a job title beside it rather than "Mr" alone."""
        plain = language.words("coreference", "plain title")
        titles = [title for title in self.titles if title.rstrip(".") not in plain]
        return max(titles, key=len, default="") or self.description or max(self.titles, key=len, default="")

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]

    @property
    def named(self) -> list[Mention]:
        """Where its name stands, in order."""
        return [reference.mention for reference in self.references if reference.mention.form == "name"]
