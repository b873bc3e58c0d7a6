"""What selections and other queries are called: "Everything Mira Oduya said", "Arrests in Graz"."""

from collections.abc import Iterable, Sequence

from feedpub.bcp47 import language_name
from feedpub.model.search import Search
from feedpub.model.selection import Facet, FacetKind
from feedpub.site.event_type_names import type_label, types_label
from feedpub.site.kinds import KIND_NAMES
from feedpub.translation import ENGLISH, Message, Translation, message, translation_of

# Of news of any type, and of one.
_ABOUT = (message("of %(label)s"), message("involving %(label)s"))
_AT = (message("from %(label)s"), message("in %(label)s"))
_PARTS: dict[FacetKind, Message] = {
    "tag": message("tagged “%(label)s”"),
    "speaker": message(", with words of %(label)s"),
    "language": message(", in %(label)s"),
}
# Languages that write all nouns with a capital, also where another word stands before them.
_CAPITAL_NOUNS = ("de",)


def label_of(facet: Facet, language: str = ENGLISH) -> str:
    """Name a facet for people.

    Args:
        facet: as the store holds it.
        language: BCP 47, in which it is named.

    Returns:
        Its label; of a type its words, of a language its name where it is known.
    """
    if facet.kind == "type":
        return type_label(facet.label, language)
    if facet.kind == "language":
        return language_name(facet.label, translation_of(language).language) or facet.label
    return facet.label


def heading_of(kind: FacetKind, language: str) -> str:
    """Name all facets of a kind: "People"."""
    return translation_of(language).gettext(KIND_NAMES[kind].heading)


def title_of(facet: Facet, language: str) -> str:
    """Say what a selection is: "Everything Mira Oduya said"."""
    return translation_of(language).gettext(KIND_NAMES[facet.kind].title, label=label_of(facet, language))


def query_title(facets: Sequence[Facet], language: str, search: Search | None = None, least: float = 0.0) -> str:
    """Say what a query finds: "Arrests in Graz", "Sport: news of Mira Oduya, in German", "Arrests in Graz; search: knife".

    Args:
        facets: that it names, one of a kind at most.
        language: BCP 47, in which it is said.
        search: what it searches for.
        least: confidence of the answers that it asks for.

    Returns:
        The title of the selection where there is one facet alone, else one sentence about all; then what is searched for.
    """
    words = translation_of(language)
    if least:
        title, percent = query_title(facets, language, search), f"{least * 100:g}"
        return words.gettext("%(title)s; at least %(percent)s %% sure", title=title, percent=percent)
    if search and facets:
        return words.gettext("%(title)s; search: %(search)s", title=query_title(facets, language), search=search)
    if search:
        return words.gettext("Search: %(search)s", search=search)
    return title_of(facets[0], language) if len(facets) == 1 else _sentence(facets, words)


def _sentence(facets: Sequence[Facet], words: Translation) -> str:
    found = {facet.kind: facet for facet in facets}
    named = {facet.kind: label_of(facet, words.language) for facet in facets}
    head = types_label(found["type"].label, words.language) if "type" in found else words.gettext("News")
    if "section" in named:
        small = head if words.language in _CAPITAL_NOUNS else f"{head[0].lower()}{head[1:]}"
        head = words.gettext("%(section)s: %(news)s", section=named["section"], news=small)
    return head + "".join(part if part.startswith(",") else f" {part}" for part in _parts(named, words))


def _parts(named: dict[FacetKind, str], words: Translation) -> Iterable[str]:
    people = words.gettext(" and ").join(named[kind] for kind in ("person", "organization") if kind in named)
    if people:
        yield words.gettext(_ABOUT["type" in named], label=people)
    if place := named.get("place"):
        yield words.gettext(_AT["type" in named], label=place)
    yield from (words.gettext(part, label=named[kind]) for kind, part in _PARTS.items() if kind in named)
