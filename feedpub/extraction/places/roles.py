"""Where the main event happened: the place that the lead puts it in, else the dateline's."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from feedpub.extraction.gazetteer import Feature, PlaceRow
from feedpub.extraction.places.candidate import PlaceCandidate, PlaceMention
from feedpub.model.event import WhereRole, WhereUse

HEADLINE, FIRST, SECOND, LATER, DATELINE = 1.5, 2.0, 0.6, 0.25, 2.0
LOCATIVE, POSSESSIVE = 1.8, 0.5
MOST_LATER = 6  # mentions further down that count
HEAD = 350, 800  # code points of the lead, and of what follows at once
FINE: Mapping[Feature, float] = {
    **dict.fromkeys(("venue", "city"), 1.0),
    **dict.fromkeys(("capital", "area"), 0.9),
    **dict.fromkeys(("county", "island"), 0.75),
    **dict.fromkeys(("state", "region"), 0.6),
    **dict.fromkeys(("river", "mountains", "lake", "desert"), 0.5),
    **dict.fromkeys(("country", "sea"), 0.4),
    **dict.fromkeys(("ocean", "continent", "union", "historical"), 0.1),
}
"""How well a place of its kind answers "where?": the finer the better."""


class Roles(NamedTuple):
    """What each place does in the article.

    Args:
        event: where the main event happened.
        datelines: where the copy was written.
        scores: how much speaks for each place.
        top: the highest of the scores.
    """

    event: PlaceRow | None
    datelines: frozenset[PlaceRow]
    scores: Mapping[PlaceRow, float]
    top: float

    def role(self, row: PlaceRow) -> WhereRole:
        """Return the role of a place named literally."""
        if row == self.event:
            return "event"
        return "dateline" if row in self.datelines else "mentioned"

    def weight(self, row: PlaceRow, use: WhereUse) -> float:
        """Return how much a claim to be an answer weighs."""
        if use == "literal" and row == self.event:
            return 1.0
        share = self.scores.get(row, 0.0) / self.top if self.top else 0.0
        return round(min(0.9, 0.3 + 0.6 * share) if use == "literal" else 0.2 + 0.1 * share, 4)


def worth(mention: PlaceMention) -> float:
    """Tell how well a mention proves that something happened there."""
    return (1.0 if mention.locative else 0.0) + (0.5 if mention.span.start < HEAD[0] else 0.0)


def roles(candidates: Sequence[PlaceCandidate]) -> Roles:
    """Choose the place of the main event.

    Args:
        candidates: of the article.

    Returns:
        The roles.
    """
    scores: defaultdict[PlaceRow, float] = defaultdict(float)
    datelines: set[PlaceRow] = set()
    for candidate in candidates:
        if candidate.use == "literal":
            inside = [mention for mention in candidate.mentions if mention.span.field is None]
            story = [mention for mention in inside if mention.dateline is None]
            best = max(map(_weight, story), default=0.0)
            if any(mention.dateline == "place" for mention in inside):
                datelines.add(candidate.row)
                best = max(best, DATELINE)
            scores[candidate.row] = (best + LATER * min(len(story), MOST_LATER)) * FINE[candidate.row.feature]
    event = max(scores, key=lambda row: scores[row], default=None)
    return Roles(event, frozenset(datelines), scores, max(scores.values(), default=0.0))


def _weight(mention: PlaceMention) -> float:
    return _place(mention) * _manner(mention) + (HEADLINE if mention.in_headline else 0.0)


def _manner(mention: PlaceMention) -> float:
    """Weigh how a place is named: "in Israel" says where, "in Israel's history" and "based in Israel" do not."""
    if mention.residence or mention.possessive:
        return POSSESSIVE
    return LOCATIVE if mention.locative else 1.0


def _place(mention: PlaceMention) -> float:
    return FIRST if mention.offset < HEAD[0] else SECOND if mention.offset < HEAD[1] else LATER
