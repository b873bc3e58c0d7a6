"""What speaks for and against a name's being one of a place: the name itself, and the words around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from feedpub.extraction.gazetteer import GIVEN, ORDINARY, SURNAME, PlaceRow
from feedpub.extraction.places.names import PlaceContext, PlaceName
from feedpub.extraction.places.weights import recognition
from feedpub.language.lexicon import FUNCTION, REPORTS, Is

Feature = Literal[
    # the name itself
    "abbreviation", "demonym", "famous", "surname", "given_name", "ordinary_word", "other_meaning", "county", "acronym",
    # people
    "in_person", "in_longer_person", "family_name",
    # the capitalised words beside it
    "organization_follows", "name_follows", "name_before",
    # the words around it
    "opening_word", "party", "locative", "weak_locative", "article_before", "modifies", "disease", "language",
    "place_word_after", "compound", "dateline", "dateline_mark",
    # the other names of the article
    "qualified", "qualifies", "among_regions", "language_in_row",
    "sure_elsewhere", "near", "region", "country", "far",
]  # fmt: skip
DATELINES: frozenset[Feature] = frozenset(("dateline", "dateline_mark"))
_BARE = ("city", "county", "capital", "state")  # features of places that take no article
_MARKS = (" (", " —", " –", "--", " --")
_LITTLE = 100_000  # inhabitants of a place that an ordinary word hardly means
_ACRONYM = 5  # letters


@dataclass(slots=True)
class Toponym:
    """A name with the places that it may mean and what speaks for them.

    Args:
        name: the words.
        rows: the places that it may still mean.
        well_known: its first thought is a place that anybody has heard of.
        score: points for and against.
        features: what they are for.
        within: the name after it says where it lies: "Paris" of "Paris, Texas".
        fixed: the text itself left these rows only.
    """

    name: PlaceName
    rows: tuple[PlaceRow, ...]
    well_known: bool
    score: float = 0.0
    features: set[Feature] = field(default_factory=set)
    within: bool = False
    fixed: bool = False

    def add(self, feature: Feature) -> None:
        """Note a feature, with its points."""
        weights = recognition()
        points = weights.feature.get(feature, 0.0)
        self.score += weights.well_known.get(feature, points) if self.well_known else points
        self.features.add(feature)


def toponym(context: PlaceContext, name: PlaceName) -> Toponym:
    """Weigh a name by itself and by the words around it.

    Args:
        context: of the text.
        name: in it.

    Returns:
        The name with its points.
    """
    found = Toponym(name, name.rows, is_well_known(name.rows[0]))
    if name.via == "name":
        _weigh_name(context, found)
    for feature in _features(context, found):
        found.add(feature)
    return found


def is_well_known(row: PlaceRow) -> bool:
    """Tell a country, a large region or a great city under its main name."""
    weights = recognition()
    if not row.primary:
        return False
    if row.feature == "state":
        return row.population >= weights.known_region or row.country_code in weights.homes
    return row.feature in ("country", "continent", "capital", "union") or row.population >= weights.known_city


def _weigh_name(context: PlaceContext, found: Toponym) -> None:
    """Weigh a name by how well known its best place is, and by what else it is."""
    name, row = found.name, found.rows[0]
    known = found.well_known or row.feature in ("country", "continent", "union") or not row.geonames_id
    if known and row.primary:
        found.add("famous")
    else:
        found.score += next(
            (main, other)[not row.primary] for least, main, other in recognition().population if row.population >= least
        )
    if name.length > 1:
        return
    if name.flags & SURNAME:
        found.add("surname")
    if name.flags & GIVEN:
        found.add("given_name")
    common = context.words.language.lexicon.get(name.key, 0) & Is.COMMON
    if common or (name.flags & ORDINARY and row.population < _LITTLE):
        found.add("ordinary_word")
    if name.key in context.lists.unlikely:
        found.add("other_meaning")


def _features(context: PlaceContext, found: Toponym) -> Iterator[Feature]:
    if found.name.via == "abbreviation":
        yield "abbreviation"
    elif found.name.via == "demonym":
        yield from _of_demonym(context, found.name)
    else:
        if found.name.key.rpartition(" ")[2] in context.lists.county:
            yield "county"
        if _is_acronym(context, found.name):
            yield "acronym"
        yield from _of_people(context, found.name)
        yield from _of_run(context, found.name)
        yield from _before(context, found)
        yield from _after(context, found.name)


def _of_demonym(context: PlaceContext, name: PlaceName) -> Iterator[Feature]:
    yield "demonym"
    if name.first in context.persons and name.first - 1 in context.persons:
        yield "family_name"
    modifies = context.words.after(name.last) and not context.words.flags(name.last + 1) & FUNCTION
    if context.words.low(name.first - 1) in context.lists.language_before and not modifies:
        yield "language"


def _is_acronym(context: PlaceContext, name: PlaceName) -> bool:
    """Tell whether a short word in capitals stands among words that are not: "the SWAT team"."""
    words = context.words
    text = words.text[name.start : name.end]
    if name.length > 1 or len(text) > _ACRONYM or not text.isupper() or words.gap(name.last + 1).startswith(_MARKS):
        return False
    near = map(words.raw, range(max(0, name.first - 2), name.last + 3))
    around = [word.isupper() for word in near if len(word) > 1]
    return 2 * sum(around) <= len(around) + 1


def _of_people(context: PlaceContext, name: PlaceName) -> Iterator[Feature]:
    if not context.persons.isdisjoint(range(name.first, name.last + 1)):
        yield "in_person" if name.length == 1 else "in_longer_person"
    elif name.key in context.family_names:
        yield "family_name"


def _of_run(context: PlaceContext, name: PlaceName) -> Iterator[Feature]:
    """Look at the capitalised words beside a name."""
    words, lists = context.words, context.lists
    begin, end = words.runs[name.first]
    after, before = words.after(name.last), words.before(name.first)
    if name.last < end and after:
        if after in lists.organization or after in lists.venue or _heads_organization(context, name, end):
            yield "organization_follows"
        elif after not in lists.physical and after not in lists.administrative:
            yield "name_follows"
    inside = name.first > begin and before and not words.opens(name.first) and not words.opens(name.first - 1)
    if inside and before not in lists.direction:
        yield "name_before"


def _heads_organization(context: PlaceContext, name: PlaceName, end: int) -> bool:
    """Tell whether the capitalised words after a name come to an organisation: "Ashby Volunteer Fire Department"."""
    words, lists = context.words, context.lists
    further = map(words.low, range(name.last + 2, min(end, name.last + 5) + 1))
    return any(word in lists.organization or word in lists.venue for word in further)


def _before(context: PlaceContext, found: Toponym) -> Iterator[Feature]:
    name, words, lists = found.name, context.words, context.lists
    before, gap = words.low(name.first - 1), words.gap(name.first)
    if words.opens(name.first):
        great = found.rows[0].feature in ("country", "continent")
        if name.length == 1 and not great and words.flags(name.first) & Is.COMMON:
            yield "opening_word"
    elif gap == "-" and before in lists.party:
        yield "party"
    elif gap == " ":
        yield from _word_before(context, found, before)


def _word_before(context: PlaceContext, found: Toponym, before: str) -> Iterator[Feature]:
    lists = context.lists
    if before in lists.locative:
        yield "locative"
    elif before in lists.weak_locative:
        yield "weak_locative"
    elif found.rows[0].feature in _BARE and (
        before in lists.article or context.words.flags(found.name.first - 1) & Is.POSSESSIVE
    ):
        yield from _article(context, found, before)


def _article(context: PlaceContext, found: Toponym, before: str) -> Iterator[Feature]:
    """Cities take no article: "the Lincoln"; but what comes from them does: "a Lincoln man"."""
    words, lists = context.words, context.lists
    after = words.after(found.name.last)
    if "organization_follows" in found.features:
        return
    modifies = after and not words.capital[found.name.last + 1] and not words.flags(found.name.last + 1) & REPORTS
    if not (modifies and before in lists.article):
        yield "article_before"
    elif before not in lists.definite:
        yield "modifies"


def _after(context: PlaceContext, name: PlaceName) -> Iterator[Feature]:
    words, lists = context.words, context.lists
    after, gap = words.after(name.last), words.gap(name.last + 1)
    owner = name.last in words.owner
    if after in lists.disease and not owner:
        yield "disease"
    elif after in lists.place_after:
        yield "place_word_after"
    if gap == "-" and (words.low(name.last + 1) in lists.compound or words.is_capital(name.last + 1)):
        yield "compound"
    if words.text.startswith(_MARKS, name.end) and words.text[name.start : name.end].isupper():
        yield "dateline_mark"
