"""What the names of an article say of one another, before any is told from its namesakes."""

from collections.abc import Sequence
from itertools import pairwise

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.context import PlaceContext
from feedpub.extraction.places.toponym import Toponym
from feedpub.extraction.places.weights import recognition

_WIDE = ("country", "state", "county")
_GREAT = ("country", "state")
_OWNING = ("'", "’")
_OWNED = 4  # words, with the ending of the owner, up to what a place owns: "Paris's famous Champs-Elysees"
_BESIDE = 0.5  # degrees, the extent of a great city
_STOPS = frozenset(".,;:()")
_QUALIFYING = frozenset((", ", " (", ",", ",\n", " , "))
_MARKS = frozenset((", ", "/", "; ", "-", " & "))


def relate(context: PlaceContext, toponyms: Sequence[Toponym]) -> None:
    """Give each name the features that the others lend it.

    Args:
        context: of the text.
        toponyms: in order, weighed by themselves; their points and rows change.
    """
    gaps = [(one, two, context.text[one.end : two.start]) for one, two in pairwise(toponyms)]
    for one, two, gap in gaps:
        if gap in _QUALIFYING:
            _qualify(one, two)
    for one, two, gap in gaps:
        if gap.startswith(_OWNING) and len(gap.split()) <= _OWNED and set(gap).isdisjoint(_STOPS):
            _own(one, two)
    for one, two, gap in gaps:
        if gap in _MARKS or (len(gap) < 8 and gap.strip(", ") in context.listed["joins"]):
            _align(one, two)
    # One sense per discourse: a name that is surely a place's once is likelier one elsewhere.
    sure = recognition().sure
    keys = {one.key for one in toponyms if one.score >= sure}
    for one in toponyms:
        if one.score < sure and one.key in keys:
            one.add("sure_elsewhere")


def _qualify(one: Toponym, two: Toponym) -> None:
    """Read "Paris, Texas" and "Portland (Ore.)": the second says where the first lies."""
    if one.via != "name" or two.via == "demonym":
        return
    if one.well_known and one.rows[0].feature in _GREAT and two.via == "name":
        return
    # Few of the second's namesakes are wide; "San Antonio, San Antonio" has none.
    wide = [row for row in two.rows if row.feature in _WIDE]
    pairs = [(row, wider) for wider in wide for row in one.rows if lies_in(row, wider)]
    if pairs:
        best = pairs[0][1]
        one.rows, one.fixed, one.qualified = tuple(row for row, wider in pairs if wider is best), True, True
        two.rows, two.fixed = (best,), True
        one.add("qualified")
        two.add("qualifies")


def _own(one: Toponym, two: Toponym) -> None:
    """Read "Paris's famous Champs-Elysees": the first is the namesake that the second, which has none, lies beside."""
    if one.via != "name" or two.via != "name" or one.fixed or len(two.rows) > 1:
        return
    near = tuple(row for row in one.rows if row.feature not in _GREAT and _beside(row, two.rows[0]))
    one.rows, one.fixed = near or one.rows, bool(near)


def _beside(row: PlaceRow, other: PlaceRow) -> bool:
    apart = max(abs(row.latitude - other.latitude), abs(row.longitude - other.longitude))
    return row.country_code == other.country_code and apart < _BESIDE


def lies_in(row: PlaceRow, wider: PlaceRow) -> bool:
    """Tell whether a place lies in a country, state or county."""
    if row is wider or row.country_code != wider.country_code:
        return False
    if wider.feature == "country":
        return row.feature != "country"
    if wider.feature == "state":
        return row.admin1 == wider.admin1 and row.feature not in _GREAT
    return wider.feature == "county" and row.admin1 == wider.admin1 and row.county == wider.name


def _align(one: Toponym, two: Toponym) -> None:
    """Names in a row are of one kind: beside "Ohio", "New York" is the state; "English and French" are languages."""
    if "language" in one.features and two.via == "demonym":
        two.add("language_in_row")
    if not one.qualified and not two.fixed:
        for this, other in ((one, two), (two, one)):
            if _is_region(other.rows):
                this.features.add("among_regions")


def _is_region(rows: Sequence[PlaceRow]) -> bool:
    """Tell a name that means a region, as "Ohio" does and "New York" need not."""
    country = rows[0].country_code
    return rows[0].feature == "state" and not any(row.kind == "city" and row.country_code == country for row in rows[1:3])
