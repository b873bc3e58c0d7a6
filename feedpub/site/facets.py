"""The facets of an event, by which it may be found: which it has, and what each is called."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from feedpub.model.article import Article
from feedpub.model.event import Event, Quote, What, Where, Who
from feedpub.model.event_types import OTHER
from feedpub.model.selection import FacetKind, Selection
from feedpub.site.slugs import facet_slug

_PARTICLE = 5
"""Letters of the longest small word that names begin with: "van", "bint", "della"; descriptions begin with longer ones."""
_Named = tuple[FacetKind, str, str, float]  # kind, the words that make its slug, label, confidence


class Labelled(NamedTuple):
    """What is known of a facet of one event.

    Args:
        label: its name for people.
        confidence: of the surest answer that names it; 1 for what the newsroom itself says, such as a tag.
    """

    label: str
    confidence: float


def facets_of(event: Event) -> dict[Selection, Labelled]:
    """List the facets of an event.

    Args:
        event: any.

    Returns:
        Each facet once, in order; none for what was taken back, because only its notice is left to be read.
    """
    found: dict[Selection, Labelled] = {}
    for kind, words, label, confidence in () if event.status == "canceled" else _all(event):
        if selection := _selection(kind, words):
            known = found.get(selection) or Labelled(" ".join(label.split()), confidence)
            found[selection] = known._replace(confidence=max(confidence, known.confidence))
    return found


def selection_of(answer: Who | What | Where) -> Selection | None:
    """Name the events that share an answer.

    Args:
        answer: of an event that may be shown.

    Returns:
        The selection; None for answers by which nothing is found, such as groups of people.
    """
    found = next(_facet(answer), None)
    return _selection(found[0], found[1]) if found else None


def answers_of(event: Event, selection: Selection) -> tuple[Who | Where, ...]:
    """List the answers of an event that name a person, an organization or a place.

    Args:
        event: that may be shown.
        selection: that names it.

    Returns:
        Participants or places, in order.
    """
    answers = event.where if selection.kind == "place" else [one for one in event.who if one.kind == selection.kind]
    # Of this kind they are all: to compare their slugs alone is less work.
    return tuple(one for one in answers if (named := selection_of(one)) and named.slug == selection.slug)


def speakers_of(event: Event) -> dict[str, Selection]:
    """Name for each quotation the events in which its speaker is quoted.

    Args:
        event: that may be shown.

    Returns:
        The selections by the quotations' ids; none for speakers who are not named.
    """
    named = [(quote.id, name) for quote, name in _named_speakers(event)]
    selections = {name: _selection("speaker", name) for name in dict.fromkeys(name for _, name in named)}
    return {quote: selection for quote, name in named if (selection := selections[name])}


def selections_of(article: Article) -> dict[tuple[FacetKind, str], Selection]:
    """Name the events that share an article's section or one of its tags.

    Args:
        article: that may be shown, and was not taken back.

    Returns:
        The selections by kind and by what the article says.
    """
    pairs: list[tuple[FacetKind, str]] = [("section", article.section or "")]
    pairs += [("tag", tag) for tag in article.tags]
    named = {(kind, words): _selection(kind, words) for kind, words in pairs}
    return {key: selection for key, selection in named.items() if selection}


@lru_cache(maxsize=10_000)  # as many as slugs are kept: making one takes five times as long as looking it up
def _selection(kind: FacetKind, words: str) -> Selection | None:
    slug = facet_slug(words)
    return Selection(kind=kind, slug=slug) if slug else None


def _all(event: Event) -> Iterator[_Named]:
    article = event.article
    if article.section:
        yield "section", article.section, article.section, 1.0
    yield from (("tag", tag, tag, 1.0) for tag in article.tags)
    answers: list[Who | What | Where] = [*event.who, *event.where]
    for answer in answers + ([event.what] if event.what else []):
        yield from _facet(answer)
    speakers = ((quote.speaker, name) for quote, name in _named_speakers(event))
    yield from (("speaker", name, name, speaker.confidence) for speaker, name in speakers if speaker)
    yield "language", article.language, article.language, 1.0


def _facet(answer: Who | What | Where) -> Iterator[_Named]:
    """Tell places of one name apart by their country; words that only name a team or a people are no places."""
    match answer:
        case Who(kind="person" | "organization" as kind, name=name) if _proper(name):
            yield kind, name, name, answer.confidence
        case What(type=type) if type != OTHER:
            yield "type", type, type, answer.confidence
        case Where(use="literal", name=name):
            country = answer.country_code if answer.kind != "country" else None
            yield "place", f"{name} {country or ''}", name, answer.confidence


def _proper(name: str) -> bool:
    """Tell "Ada Osei" from "beekeeper", "Its author" and "spokesman for the LSE": elsewhere these are others."""
    first, last = name.partition(" ")[0], name.rpartition(" ")[2]
    # Scripts without capitals have no small letters either.
    return not (last.islower() or (first.islower() and len(first) > _PARTICLE))


def _named_speakers(event: Event) -> Iterator[tuple[Quote, str]]:
    """Name those who speak under a name: "a neighbour" of one article is not that of another."""
    named = {who.id: who.name for who in event.who if who.kind in ("person", "organization") and _proper(who.name)}
    for quote in event.quotes:
        if quote.speaker and quote.speaker.who in named:
            yield quote, named[quote.speaker.who]
