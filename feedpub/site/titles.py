"""What selections and other queries are called: "Everything Mira Oduya said", "Arrests in Graz"."""

from collections.abc import Iterable, Sequence

from feedpub.bcp47 import english_name
from feedpub.model.search import Search
from feedpub.model.selection import Facet, FacetKind
from feedpub.site.kinds import KIND_NAMES

# A rule for the few types that there are: the library inflect takes two seconds to load, and makes "Discoverys" and
# "Economic figureses" of them.
_SAME_IN_PLURAL = ("crime", "legislation")
_PARTS: dict[FacetKind, str] = {"tag": " tagged “{}”", "speaker": ", with words of {}", "language": ", in {}"}


def label_of(facet: Facet) -> str:
    """Name a facet for people.

    Args:
        facet: as the store holds it.

    Returns:
        Its label; of a type its words, of a language its English name where it is known.
    """
    if facet.kind == "type":
        return type_label(facet.label)
    if facet.kind == "language":
        return english_name(facet.label) or facet.label
    return facet.label


def type_label(name: str) -> str:
    """Name a type of event for people: "Policy decision" for policy_decision."""
    return name.replace("_", " ").capitalize()


def title_of(facet: Facet) -> str:
    """Say what a selection is: "Everything Mira Oduya said"."""
    return KIND_NAMES[facet.kind].title.format(label_of(facet))


def query_title(facets: Sequence[Facet], search: Search | None = None, least: float = 0.0) -> str:
    """Say what a query finds: "Arrests in Graz", "Sport: news of Mira Oduya, in German", "Arrests in Graz; search: knife".

    Args:
        facets: that it names, one of a kind at most.
        search: what it searches for.
        least: confidence of the answers that it asks for.

    Returns:
        The title of the selection where there is one facet alone, else one sentence about all; then what is searched for.
    """
    if least:
        return f"{query_title(facets, search)}; at least {least * 100:g} % sure"
    if search:
        return f"{query_title(facets)}; search: {search}" if facets else f"Search: {search}"
    if len(facets) == 1:
        return title_of(facets[0])
    named = {facet.kind: label_of(facet) for facet in facets}
    head = _plural(named["type"]) if "type" in named else "News"
    if "section" in named:
        head = f"{named['section']}: {head[0].lower()}{head[1:]}"
    return head + "".join(_parts(named, "involving" if "type" in named else "of", "in" if "type" in named else "from"))


def _parts(named: dict[FacetKind, str], about: str, at: str) -> Iterable[str]:
    people = [named[kind] for kind in ("person", "organization") if kind in named]
    if people:
        yield f" {about} {' and '.join(people)}"
    if "place" in named:
        yield f" {at} {named['place']}"
    yield from (words.format(named[kind]) for kind, words in _PARTS.items() if kind in named)


def _plural(name: str) -> str:
    """Name several events of a type: "Policy decisions", "Discoveries", "Job cuts"."""
    last = name.rpartition(" ")[2].lower()
    if last.endswith("s") or last in _SAME_IN_PLURAL:
        return name
    if last.endswith("y"):
        return f"{name[:-1]}ies"
    return f"{name}es" if last.endswith(("ch", "sh", "x")) else f"{name}s"
