"""Whether words that may name a place do: the points of each mention, and what mentions of an article say of one another."""

from collections.abc import Sequence
from itertools import pairwise

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.candidates import Candidate
from feedpub.extraction.places.people import People, is_great
from feedpub.extraction.places.signs import Mention, weigh
from feedpub.extraction.places.words import Words

_WIDE = ("country", "state", "county")
ENOUGH = 1.0
SURE = 3.0


def judge(
    words: Words, found: Sequence[Candidate], persons: People, datelines: Sequence[tuple[int, int]] = ()
) -> list[Mention]:
    """Weigh every candidate.

    Args:
        words: of the text.
        found: the candidates, in order.
        persons: names of people.
        datelines: where the places of the dateline stand.

    Returns:
        One mention per candidate, with its points.
    """
    mentions = [Mention(candidate, candidate.rows) for candidate in found]
    for number in range(len(mentions) - 1):
        _qualify(words, mentions, number)
    for mention in mentions:
        weigh(words, mention, persons)
        if any(start < mention.candidate.end and mention.candidate.start < end for start, end in datelines):
            mention.add("dateline", 5)
    _share_lists(words, mentions)
    _share_within_article(mentions)
    return mentions


def _qualify(words: Words, mentions: Sequence[Mention], number: int) -> None:
    """Read "Paris, Texas" and "Portland (Ore.)": the second says where the first lies."""
    one, two = mentions[number], mentions[number + 1]
    gap = words.text[one.candidate.end : two.candidate.start]
    if gap not in (", ", " (", ",", ",\n", " , ") or one.candidate.via != "name" or two.candidate.via == "demonym":
        return
    if is_great(one.candidate) and one.rows[0].feature in ("country", "state") and two.candidate.via == "name":
        return
    wide = [row for row in two.rows if row.feature in _WIDE]  # few namesakes are; "San Antonio, San Antonio" has none
    pairs = [(row, wider) for wider in wide for row in one.rows if lies_in(row, wider)]
    if pairs:
        best = pairs[0][1]
        one.rows, one.fixed, one.within = tuple(row for row, wider in pairs if wider is best), True, number + 1
        two.rows, two.fixed = (best,), True
        one.add("qualified", 5)
        two.add("qualifies", 5)
    elif two.candidate.via == "abbreviation" and gap == ", ":
        one.add("before a region", 1.5)
        two.add("qualifies", 3)


def lies_in(row: PlaceRow, wider: PlaceRow) -> bool:
    """Tell whether a place lies in a country, state or county."""
    if row is wider or row.country_code != wider.country_code:
        return False
    if wider.feature == "country":
        return row.feature != "country"
    if wider.feature == "state":
        return row.admin1 == wider.admin1 and row.feature not in ("state", "country")
    return wider.feature == "county" and row.admin1 == wider.admin1 and row.county == wider.name


def _share_lists(words: Words, mentions: Sequence[Mention]) -> None:
    """Names in a row are of one kind: "Cleveland, Columbus, Dayton and Cincinnati"."""
    for earlier, later in pairwise(mentions):
        gap = words.text[earlier.candidate.end : later.candidate.start]
        if gap in (", ", " and ", " or ") and "language" in earlier.signs and later.candidate.via == "demonym":
            later.add("language", -3)
        if gap in (", ", " and ", ", and ", " or ", "/", "; ", "-", " & ") and not (
            earlier.within is not None or later.fixed
        ):
            _note_regions(earlier, later)
            if earlier.points >= SURE and "in a person's name" not in later.signs:
                later.add("in a row", 1.5)
            elif later.points >= SURE and "in a person's name" not in earlier.signs:
                earlier.add("in a row", 1.5)


def _note_regions(one: Mention, two: Mention) -> None:
    """Beside "Ohio" in a list, "New York" is the state."""
    for this, other in ((one, two), (two, one)):
        row = other.rows[0]
        if row.feature == "state" and not any(
            more.kind == "city" and more.country_code == row.country_code for more in other.rows[1:3]
        ):
            this.add("among regions", 0)


def _share_within_article(mentions: Sequence[Mention]) -> None:
    """One sense per discourse: where a name is surely a place once, it is likelier one elsewhere."""
    best: dict[str, float] = {}
    for mention in mentions:
        best[mention.candidate.key] = max(best.get(mention.candidate.key, -9), mention.points)
    for mention in mentions:
        if best[mention.candidate.key] >= SURE and mention.points < SURE:
            mention.add("sure elsewhere", 1.5)
