"""Where the main event happened: the place that the lead puts it in, else the dateline's."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from feedpub.extraction.gazetteer import Feature, PlaceRow
from feedpub.extraction.places.located import Located
from feedpub.language.dateline import Dateline
from feedpub.model.article import Article
from feedpub.model.event import WhereRole, WhereUse

HEADLINE, FIRST, SECOND, LATER, DATELINE = 1.5, 2.0, 0.6, 0.25, 2.0
LOCATIVE, POSSESSIVE = 1.8, 0.5
SEATED = r"(?:based|born|listed|headquartered|raised|educated|living|lives|lived|registered|grew up|resident)"
"""What somebody or something is or was in a place before the event: "a firm based in Leeds"."""
_SEATED = re.compile(rf"\b{SEATED} (?:in|at|near|outside) (?:the )?$")
MOST_LATER = 6  # mentions further down that count
_BEFORE = 30  # code points
LONGEST = 2000  # code points of a headline or standfirst that are looked through for a place that the text names
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

    @staticmethod
    def worth(one: Located) -> float:
        """Tell how well a mention proves that something happened there."""
        return (1.0 if "locative" in one.signs else 0.0) + (0.5 if one.start < HEAD[0] else 0.0)


def roles(article: Article, found: Sequence[Located], dateline: Dateline | None) -> Roles:
    """Choose the place of the main event.

    Args:
        article: that the mentions stand in.
        found: the mentions of places.
        dateline: of the article.

    Returns:
        The roles.
    """
    end = dateline.end if dateline else 0
    starts = {place.start for place in dateline.places} if dateline else set()
    headline = article.characters("headline")[:LONGEST] + "\n" + article.characters("standfirst")[:LONGEST]
    best: defaultdict[PlaceRow, float] = defaultdict(float)
    later: defaultdict[PlaceRow, int] = defaultdict(int)
    datelines: list[PlaceRow] = []
    for one in found:
        if one.use != "literal" or (one.start < end and one.start not in starts):
            continue
        if one.start in starts or ("dateline" in one.signs and "qualifies" not in one.signs):
            datelines.append(one.row)
            best[one.row] = max(best[one.row], DATELINE)
            continue
        later[one.row] += 1
        worth = _place(one, end) * _manner(article.text, one) + (HEADLINE if one.text in headline else 0.0)
        best[one.row] = max(best[one.row], worth)
    scores = {row: worth + LATER * min(later[row], MOST_LATER) for row, worth in best.items()}
    weighed = {row: score * FINE[row.feature] for row, score in scores.items()}
    event = max(weighed, key=lambda row: weighed[row], default=None)
    return Roles(event, frozenset(datelines), weighed, max(weighed.values(), default=0.0))


def _manner(text: str, one: Located) -> float:
    """Weigh how a place is named: "in Israel" says where, "in Israel's history" and "based in Israel" do not."""
    seated = _SEATED.search(text[max(0, one.start - _BEFORE) : one.start])
    if seated or text[one.end : one.end + 2] in ("'s", "’s", "s'", "s’"):
        return POSSESSIVE
    return LOCATIVE if "locative" in one.signs else 1.0


def _place(one: Located, end: int) -> float:
    at = one.start - end
    return FIRST if at < HEAD[0] else SECOND if at < HEAD[1] else LATER
