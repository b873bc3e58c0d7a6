"""What a feed or list may be cut to: the events that share a section, tag, person, organisation, place, type and so on."""

from typing import Literal, NamedTuple

from pydantic import Field

from feedpub.model.base import Frozen

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


class Facet(NamedTuple):
    """A facet of events that may be shown.

    Args:
        kind: of the facet.
        slug: its name in addresses.
        label: its name for people.
        total: how many events have it.
    """

    kind: FacetKind
    slug: str
    label: str
    total: int
