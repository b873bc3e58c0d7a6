"""The words that tell how a name of a place is used, from the language's lists."""

from dataclasses import dataclass, fields
from functools import cache

from feedpub.language.language import Language


@dataclass(frozen=True, slots=True)
class PlaceLists:
    """Words in small letters, by the sections of the list "place_words", which says what each holds.

    Args:
        locative: prepositions that hardly anything but a place follows.
        weak_locative: other prepositions of place.
        there: prepositions before a place where something is, or that it comes from.
        happening: prepositions before a place where something happens.
        prepositions: all of place.
        title: words that may stand before a person's name.
        venue_ending: the last words of names of venues.
        settlements: words for kinds of settlements and regions, in both numbers.
    """

    article: frozenset[str]
    definite: frozenset[str]
    of: frozenset[str]
    joins: frozenset[str]
    connector: frozenset[str]
    direction: frozenset[str]
    place_after: frozenset[str]
    people_after: frozenset[str]
    organization: frozenset[str]
    venue: frozenset[str]
    physical: frozenset[str]
    administrative: frozenset[str]
    region_before: frozenset[str]
    border: frozenset[str]
    county: frozenset[str]
    counties: frozenset[str]
    settlement: frozenset[str]
    speech: frozenset[str]
    metonym_before: frozenset[str]
    language_before: frozenset[str]
    not_demonym_after: frozenset[str]
    never: frozenset[str]
    short_words: frozenset[str]
    compound: frozenset[str]
    office: frozenset[str]
    disease: frozenset[str]
    stop: frozenset[str]
    stop_kind: frozenset[str]
    party: frozenset[str]
    name_prefix: frozenset[str]
    residence: frozenset[str]
    locative: frozenset[str]
    weak_locative: frozenset[str]
    there: frozenset[str]
    happening: frozenset[str]
    prepositions: frozenset[str]
    title: frozenset[str]
    venues: frozenset[str]
    venue_ending: frozenset[str]
    settlements: frozenset[str]


@cache
def place_lists(language: Language) -> PlaceLists:
    """Read the lists of a language."""
    listed = {field.name: language.words("place_words", field.name) for field in fields(PlaceLists)}
    sections = ("in", "at", "to", "through", "from", "of")
    resting, at, to, through, origin, of = (language.words("locatives", section) for section in sections)
    venues = listed["venue"] | set(map(language.plural, listed["venue"]))
    made = {
        "locative": resting,
        "weak_locative": at | to | through | origin | of,
        "there": resting | at | to | origin,
        "happening": resting | at | to | through,
        "prepositions": resting | at | to | through | origin | of,
        "title": frozenset(title.rstrip(".").lower() for title in language.titles),
        "venues": venues,
        "venue_ending": venues | listed["stop"],
        "settlements": listed["settlement"] | set(map(language.plural, listed["settlement"])),
    }
    return PlaceLists(**listed | made)
