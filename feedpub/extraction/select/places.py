"""Where the main event happened: the one place that is the event's, and the order of the others."""

from dataclasses import dataclass
from functools import cached_property

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.places.candidate import PlaceCandidate, PlaceMention
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.select.confidence import of_place
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.main_event import MainEvent
from feedpub.extraction.weights import weights
from feedpub.model.event import Where, WhereRole

_FINE = 0.8  # fineness from which a place says where something happened, rather than where that place lies
_NEAR = 5.0  # degrees within which a place lies in an area that has no borders
_ORDER: tuple[WhereRole, ...] = ("event", "dateline", "mentioned")


def decide_places(analysis: Analysis, event: MainEvent | None) -> list[Decision]:
    """Decide about the places: the main event's first, then the dateline's, then by how likely each might have been it."""
    found = [_Place(candidate, event) for candidate in analysis.layer(place_candidates)]
    scores = {place.candidate.row: place.score for place in found if place.literal}
    main, reason = _main([place for place in found if place.literal], found)
    decided = [(place, *_decided(place, main, reason)) for place in found]

    def key(each: tuple[_Place, WhereRole, str]) -> tuple[int, bool, bool, float]:
        place, role, _ = each
        coarse = role == "dateline" and place.coarse
        return _ORDER.index(role), coarse, not place.literal, -scores.get(place.candidate.row, 0.0)

    ordered = sorted(decided, key=key)
    return [Decision(place.answer(role), why, conditions=of_place(place.candidate)) for place, role, why in ordered]


@dataclass
class _Place:
    """A place, weighed as the main event's."""

    candidate: PlaceCandidate
    event: MainEvent | None

    def __post_init__(self) -> None:
        self.literal = self.candidate.use == "literal"
        self.coarse = weights().place.fineness[self.candidate.row.feature] < _FINE
        self.inside = [mention for mention in self.candidate.mentions if mention.span.field is None]
        self.displayed = [mention for mention in self.candidate.mentions if mention.span.field is not None]

    @cached_property
    def score(self) -> float:
        """How likely the main event happened there, by how the text names it."""
        weigh = weights().place
        story = [mention for mention in self.inside if mention.dateline is None]
        best = max(map(_weight, story), default=0.0)
        if self.in_dateline:
            best = max(best, weigh.dateline)
        return (best + weigh.later * min(len(story), weigh.most_later)) * weigh.fineness[self.candidate.row.feature]

    @property
    def in_dateline(self) -> bool:
        """Whether the copy was written there."""
        return any(mention.dateline == "place" for mention in self.inside)

    @cached_property
    def located(self) -> bool:
        """Whether the main event's clause, or what introduces it, puts it there: "in Leeds", not "Leeds museum"."""
        spans = [
            mention.span for mention in self.candidate.mentions if mention.around.located and not mention.around.possessive
        ]
        return any(each.tells(span) for each in (self.event.read if self.event else ()) for span in spans)

    def prominent(self, times: int) -> bool:
        """Whether it may stand for a place that the main event is told without: it is named at the top, or more than once.

        Somebody "from Leeds", or "Leeds-based", once, says nothing of where.
        """
        length = weights().place.top_length
        top = any(
            each.offset < length and (each.around.located or not (each.around.preposition or each.around.residence))
            for each in self.inside
        )
        return times > 1 or top or bool(self.displayed)

    def within(self, outer: "_Place") -> bool:
        """Whether it lies in a country or region."""
        inner, around = self.candidate.row, outer.candidate.row
        same = inner.country_code == around.country_code
        near = max(abs(inner.latitude - around.latitude), abs(inner.longitude - around.longitude)) < _NEAR
        return same and (around.kind == "country" or inner.admin1 == around.admin1 or (around.kind == "area" and near))

    def answer(self, role: WhereRole) -> Where:
        lead = weights().place.lead_length
        best = sorted(self.inside, key=lambda each: (-each.locative - 0.5 * (each.span.start < lead), each.span.start))
        return self.candidate.where(role, (*best, *self.displayed))


def _weight(mention: PlaceMention) -> float:
    """Weigh how a place is named: "in Israel" says where, "in Israel's history" and "based in Israel" do not."""
    weigh = weights().place
    belongs = mention.around.residence or mention.around.possessive
    manner = weigh.belonging if belongs else weigh.locative if mention.locative else 1.0
    first, second = mention.offset < weigh.lead_length, mention.offset < weigh.second_length
    position = weigh.lead if first else weigh.second if second else weigh.later
    return position * manner + (weigh.headline if mention.in_headline else 0.0)


def _main(places: list[_Place], every: list[_Place]) -> tuple[_Place | None, str]:
    """Choose where the main event happened: the likeliest place, if its clause names it or no dateline says otherwise."""
    likeliest = max(places, key=lambda place: place.score, default=None)
    if likeliest is None or likeliest.located:
        return likeliest, "the likeliest"
    named = [place for place in places if place.located]
    fine = [place for place in named if not place.coarse]
    if not fine and any(likeliest.within(place) for place in named):
        return likeliest, "the likeliest in the country or region where the main event is told"
    if named:
        return max(fine or named, key=lambda place: place.score), "named where the main event is told"
    return _untold(likeliest, every)


def _untold(likeliest: _Place, places: list[_Place]) -> tuple[_Place | None, str]:
    """Choose a place for an event that is told without one."""
    if any(mention.dateline for mention in likeliest.inside):
        return likeliest, "the dateline's, and the likeliest"
    if any(place.literal and place.in_dateline for place in places):
        return None, "the main event is told without a place: the dateline's stands for it"
    times = sum(len(place.inside) for place in places if place.candidate.row == likeliest.candidate.row)  # in any use
    if likeliest.prominent(times):
        return likeliest, "the likeliest, though not where the main event is told"
    return None, "too little says that the main event happened there"


def _decided(place: _Place, main: _Place | None, reason: str) -> tuple[WhereRole, str]:
    if place is main:
        return "event", f"event: {reason}"
    if place.literal and place.in_dateline:
        return "dateline", "dateline"
    return "mentioned", "mentioned"
