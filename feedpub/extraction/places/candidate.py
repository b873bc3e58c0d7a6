"""The places that an article names, with what the text says of each; which is the event's is decided in select."""

from dataclasses import dataclass
from math import isnan
from typing import Literal, NamedTuple

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.context import Surroundings
from feedpub.extraction.places.disambiguation import Certainty
from feedpub.model.event import Where, WhereRole, WhereUse
from feedpub.model.span import Span

DatelinePart = Literal["place", "within"]


class PlaceMention(NamedTuple):
    """One place where the article names a place, with its features.

    Args:
        span: the evidence.
        rule: id of the rule that found it.
        around: how the text puts it there.
        sentence: number of its sentence in the text; 0 in headline and standfirst.
        offset: code points behind the dateline, negative inside it; 0 in headline and standfirst.
        dateline: whether it is a place of the dateline ("place"), or says where one lies ("within").
        locative: a preposition that hardly anything but a place follows stands right before it.
        in_headline: headline or standfirst have the same name.
    """

    span: Span
    rule: str
    around: Surroundings
    sentence: int = 0
    offset: int = 0
    dateline: DatelinePart | None = None
    locative: bool = False
    in_headline: bool = False


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place in one use, with every mention of it.

    Args:
        name: as the article calls it.
        row: the place in the gazetteer, or one made like it.
        use: how the name is used: only a literal one says where something happened.
        mentions: in the order of the text, then those of headline and standfirst.
        certainty: what speaks for that place under its first name; none for a place that the gazetteer does not know.
    """

    name: str
    row: PlaceRow
    use: WhereUse
    mentions: tuple[PlaceMention, ...]
    certainty: Certainty | None = None

    def where(self, role: WhereRole, mentions: tuple[PlaceMention, ...]) -> Where:
        """Make an answer of it.

        Args:
            role: of the place in the article.
            mentions: the candidate's, the one that proves the role best first.
        """
        row = self.row
        return Where(
            name=self.name,
            kind=row.kind,
            use=self.use,
            role=role,
            country_code=row.country_code or None,
            admin1=row.admin1 or None,
            latitude=None if isnan(row.latitude) else row.latitude,
            longitude=None if isnan(row.longitude) else row.longitude,
            geonames_id=row.geonames_id or None,
            evidence=tuple(mention.span for mention in mentions),
            rule=mentions[0].rule,
        )
