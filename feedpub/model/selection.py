"""What a feed or list may be cut to: the events that share a section, tag, person, organisation, place, type and so on."""

from typing import Literal, NamedTuple
from urllib.parse import urlencode

from pydantic import Field, field_validator

from feedpub.model.base import Frozen
from feedpub.model.search import Search

FacetKind = Literal["section", "tag", "person", "organization", "place", "type", "speaker", "language"]
KINDS: tuple[FacetKind, ...] = ("section", "tag", "person", "organization", "place", "type", "speaker", "language")
"""All kinds, in the order in which addresses name them."""


class Selection(Frozen):
    """The events that have one facet in common.

    Args:
        kind: of the facet.
        slug: its name in addresses.
    """

    kind: FacetKind
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)


class Query(Frozen):
    """What a feed or list is cut to; of nothing, it is that of everything. Equal queries have equal addresses.

    Args:
        selections: facets that every event has, one of a kind at most; kept in the order of their kinds.
        search: what every event says, or None.
        min_confidence: of every answer that is shown; an event of which nothing is left is left out.
    """

    selections: tuple[Selection, ...] = ()
    search: Search | None = None
    min_confidence: float = Field(default=0.0, ge=0, le=1)

    @field_validator("selections", mode="after")
    @classmethod
    def _one_of_a_kind(cls, selections: tuple[Selection, ...]) -> tuple[Selection, ...]:
        if len({one.kind for one in selections}) < len(selections):
            raise ValueError("names two facets of a kind")
        return tuple(sorted(selections, key=lambda one: KINDS.index(one.kind)))

    @property
    def alone(self) -> Selection | None:
        """The selection that says the same, where one does."""
        rest = self.search is not None or self.min_confidence
        return self.selections[0] if len(self.selections) == 1 and not rest else None

    @property
    def composed(self) -> bool:
        """Whether it is put together by whoever asks; there is no end of such queries."""
        return self.search is not None or self.min_confidence > 0 or len(self.selections) > 1

    @property
    def string(self) -> str:
        """The query string of its address."""
        words = {"q": str(self.search)} if self.search else {}
        sure = {"min_confidence": f"{self.min_confidence:g}"} if self.min_confidence else {}
        return urlencode({one.kind: one.slug for one in self.selections} | words | sure)


EVERYTHING = Query()


class Facet(NamedTuple):
    """A facet of events that may be shown.

    Args:
        kind: of the facet.
        slug: its name in addresses.
        label: its name for people.
        total: how many events have it, where they were counted.
    """

    kind: FacetKind
    slug: str
    label: str
    total: int = 0
