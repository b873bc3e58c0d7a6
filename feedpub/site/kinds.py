"""How the kinds of facets are named: in addresses, above a list of them, and above the news of one."""

from typing import NamedTuple

from feedpub.model.selection import FacetKind
from feedpub.translation import Message, message


class KindNames(NamedTuple):
    """The names of a kind of facet.

    Args:
        folder: what the paths of its pages begin with.
        heading: above a list of its facets, in English.
        title: of the news that has one of them, in English, around its label.
    """

    folder: str
    heading: Message
    title: Message


KIND_NAMES: dict[FacetKind, KindNames] = {
    "section": KindNames("/sections", message("Sections"), Message("%(label)s")),
    "type": KindNames("/types", message("Types of event"), message("Events: %(label)s")),
    "place": KindNames("/places", message("Places"), message("News from %(label)s")),
    "person": KindNames("/people", message("People"), message("News of %(label)s")),
    "organization": KindNames("/organizations", message("Organizations"), message("News of %(label)s")),
    "speaker": KindNames("/speakers", message("Who said what"), message("Everything %(label)s said")),
    "tag": KindNames("/tags", message("Tags"), message("Tagged “%(label)s”")),
    "language": KindNames("/languages", message("Languages"), message("News in %(label)s")),
}
"""All kinds, in the order in which people are shown them."""
