"""A participant while the article is being read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from feedpub.extraction.document.mention import Mention
from feedpub.model.event import WhoKind

_MOST_ROLES = 32
_PLAIN = frozenset(("Mr", "Mrs", "Ms", "Miss", "Messrs"))


@dataclass(slots=True)
class Participant:
    """One person, organisation or group, with every mention found so far.

    Args:
        id: unique within the article, in the order of first mentions: w1, w2, …
        kind: person, organization or group.
        name: the longest form, without title.
        gender: f, m or "".
        mentions: in the order of the text.
        roles: nouns that describe it: those of its titles, and of appositions.
        titles: each title as written, with how often.
        description: the job title that stands beside the name in lower case, or "".
        affiliation: the organisation stated to be theirs, or "".
    """

    id: str
    kind: WhoKind
    name: str
    gender: str = ""
    mentions: list[Mention] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    titles: Counter[str] = field(default_factory=Counter)
    description: str = ""
    affiliation: str = ""

    def learn(self, roles: Iterable[str]) -> None:
        """Add roles, as long as there are not more than 32: nobody in 3,500 articles has more than 5."""
        self.roles.update(islice(roles, max(_MOST_ROLES - len(self.roles), 0)))

    @property
    def title(self) -> str:
        """The longest title written before the name, but a job title beside it rather than "Mr" alone."""
        titles = [title for title in self.titles if title.rstrip(".") not in _PLAIN]
        return max(titles, key=len, default="") or self.description or max(self.titles, key=len, default="")

    @property
    def words(self) -> list[str]:
        """The words of the name, in lower case."""
        return self.name.lower().replace(".", "").split()
