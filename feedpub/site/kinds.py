"""How the kinds of facets are named: in addresses, above a list of them, and above the news of one."""

from typing import NamedTuple

from feedpub.model.selection import FacetKind


class KindNames(NamedTuple):
    """The names of a kind of facet.

    Args:
        folder: what the paths of its pages begin with.
        heading: above a list of its facets.
        title: of the news that has one of them, around its label.
    """

    folder: str
    heading: str
    title: str


KIND_NAMES: dict[FacetKind, KindNames] = {
    "section": KindNames("/sections", "Sections", "{}"),
    "type": KindNames("/types", "Types of event", "Events: {}"),
    "place": KindNames("/places", "Places", "News from {}"),
    "person": KindNames("/people", "People", "News of {}"),
    "organization": KindNames("/organizations", "Organizations", "News of {}"),
    "speaker": KindNames("/speakers", "Who said what", "Everything {} said"),
    "tag": KindNames("/tags", "Tags", "Tagged “{}”"),
    "language": KindNames("/languages", "Languages", "News in {}"),
}
"""All kinds, in the order in which people are shown them."""
