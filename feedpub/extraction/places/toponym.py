"""A name that may be a place's, with all that is found out about it."""

from dataclasses import dataclass, field
from typing import Literal

from feedpub.extraction.gazetteer import ORDINARY, PlaceRow
from feedpub.extraction.places.disambiguation import Certainty
from feedpub.extraction.places.weights import recognition
from feedpub.model.event import WhereUse

Via = Literal["name", "demonym", "abbreviation", "venue", "described", "planet"]
Feature = Literal[
    # the name itself
    "abbreviation", "demonym", "famous", "surname", "given_name", "ordinary_word", "other_meaning", "county", "acronym",
    # the name that it is part of, and the people of the article
    "in_person", "in_longer_person", "family_name", "in_organization", "name_follows", "name_before",
    # the words around it
    "opening_word", "locative", "weak_locative", "disease", "language", "place_word_after", "compound", "dateline",
    # the other names of the article
    "qualified", "qualifies", "among_regions", "language_in_row",
    "sure_elsewhere", "near", "region", "country", "far",
]  # fmt: skip


@dataclass(slots=True)
class Toponym:
    """A name that may be a place's: first the words, then the places that they may mean, at last the one that they mean.

    Args:
        first: number of its first token.
        last: number of its last token.
        start: first code point; behind that of its token in "D-Oakland".
        end: the code point after the last; before that of its token in "Leeds-based".
        text: the characters.
        key: under which the gazetteer has it.
        rows: the places that it may still mean; none where the gazetteer has none of that name.
        flags: what else the name is (feedpub.extraction.gazetteer).
        via: by what kind of name; venues, planets, and what the text describes as a place, need not be in the gazetteer.
        rule: id of the rule that found it.
        score: points for and against its being a place's.
        features: what they are for.
        qualified: the name behind it says where it lies: "Paris" of "Paris, Texas".
        fixed: the text itself left these rows only.
        use: how the name is used.
        certainty: what speaks for the one place; none for those that the gazetteer does not know.
        well_known: its first thought is a place that anybody has heard of.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    key: str
    rows: tuple[PlaceRow, ...]
    flags: int = 0
    via: Via = "name"
    rule: str = ""
    score: float = 0.0
    features: set[Feature] = field(default_factory=set)
    qualified: bool = False
    fixed: bool = False
    use: WhereUse = "literal"
    certainty: Certainty | None = None
    well_known: bool = field(init=False)

    def __post_init__(self) -> None:
        self.well_known = bool(self.rows) and _is_well_known(self.rows[0], ordinary=bool(self.flags & ORDINARY))

    @property
    def row(self) -> PlaceRow:
        """The place that it means, once that is decided."""
        return self.rows[0]

    def add(self, feature: Feature) -> None:
        """Note a feature, with its points."""
        weights = recognition()
        points = weights.feature.get(feature, 0.0)
        self.score += weights.well_known.get(feature, points) if self.well_known else points
        self.features.add(feature)


def _is_well_known(row: PlaceRow, *, ordinary: bool) -> bool:
    """Tell a country, a large region or a great city under its main name, and no other region by an ordinary word: Delta."""
    weights = recognition()
    if row.feature == "state":
        known = row.country_code in weights.homes or (row.population >= weights.known_region and not ordinary)
    else:
        known = row.feature in ("country", "continent", "capital", "union") or row.population >= weights.known_city
    return known and row.primary
