"""The words that tell how a name of a place is used, from the language's lists."""

from dataclasses import dataclass, fields
from functools import cache

from feedpub.language.language import Language


@dataclass(frozen=True, slots=True)
class PlaceLists:
    """Words in small letters, by the sections of the list "place_words", which says what each holds; then unions of lists.

    Args:
        presence: prepositions before a place where something is, or that it comes from.
        happening: prepositions before a place where something happens.
        settlements: words for kinds of settlements and regions, in both numbers.
    """

    article: frozenset[str]
    definite: frozenset[str]
    of: frozenset[str]
    joins: frozenset[str]
    connector: frozenset[str]
    direction: frozenset[str]
    place_after: frozenset[str]
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
    unlikely: frozenset[str]
    compound: frozenset[str]
    short_words: frozenset[str]
    disease: frozenset[str]
    stop: frozenset[str]
    stop_kind: frozenset[str]
    party: frozenset[str]
    residence: frozenset[str]
    locative: frozenset[str]
    weak_locative: frozenset[str]
    presence: frozenset[str]
    happening: frozenset[str]
    prepositions: frozenset[str]
    venues: frozenset[str]
    venue_ending: frozenset[str]
    settlements: frozenset[str]


def _lowered(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.rstrip(".").lower() for word in words)


@cache
def place_lists(language: Language) -> PlaceLists:
    """Read the lists of a language."""
    listed = {field.name: language.words("place_words", field.name) for field in fields(PlaceLists)}
    resting, at, end = (
        language.words("locatives", "in"),
        language.words("locatives", "at"),
        language.words("locatives", "to"),
    )
    through, origin = language.words("locatives", "through"), language.words("locatives", "from")
    belonging = language.words("locatives", "of")
    organizations = language.words("organizations", "last") | language.words("organizations", "of")
    venues = listed["venue"] | set(map(language.plural, listed["venue"]))
    return PlaceLists(
        **listed
        | {
            "locative": resting,
            "weak_locative": at | end | through | origin | belonging,
            "presence": resting | at | end | origin,
            "happening": resting | at | end | through,
            "prepositions": resting | at | end | through | origin | belonging,
            "organization": listed["organization"] | _lowered(organizations),
            "unlikely": listed["unlikely"] | _lowered(language.words("function_words", "day")),
            "venues": venues,
            "venue_ending": venues | listed["stop"],
            "settlements": listed["settlement"] | set(map(language.plural, listed["settlement"])),
        }
    )
