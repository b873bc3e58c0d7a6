"""When the main event happened: the one date that is the event's, and the order of the others."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from math import prod

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.words import words
from feedpub.extraction.event.paraphrase import same_event
from feedpub.extraction.event.types import points
from feedpub.extraction.select.confidence import of_date
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.main_event import MainEvent
from feedpub.extraction.times import TimeCandidate, TimeMention, time_candidates
from feedpub.extraction.weights import DateFeature, weights
from feedpub.language.language import Language
from feedpub.language.patterns import any_of
from feedpub.model.edtf import precision_of
from feedpub.model.event import When
from feedpub.model.event_types import OTHER
from feedpub.model.span import Span

_REACH = 60  # code points after a date in which the noun that it goes with may stand


def decide_dates(analysis: Analysis, event: MainEvent | None) -> list[Decision]:
    """Decide about the dates: the main event's first, then by how likely each might have been it."""
    found = [_Date(analysis, event, candidate) for candidate in analysis.layer(time_candidates)]
    found.sort(key=lambda date: -date.weights[0])
    main = _main(found)
    decisions = []
    for date in sorted(found, key=lambda date: date is not main):
        reason = "event: " + (date.place or "the likeliest") if date is main else "mentioned"
        met = of_date(date.mentions[0])
        decisions.append(Decision(date.answer(main is date), reason, conditions=met))
    return decisions


@dataclass
class _Date:
    """A date, weighed as the main event's."""

    analysis: Analysis
    event: MainEvent | None
    candidate: TimeCandidate

    def __post_init__(self) -> None:
        each_weighed = [(_weight(self.candidate, mention), mention) for mention in self.candidate.mentions]
        weighed = sorted(each_weighed, key=lambda pair: -pair[0])
        self.weights = [weight for weight, _ in weighed]
        self.mentions = [mention for _, mention in weighed]

    @cached_property
    def types(self) -> list[str | None]:
        """For each mention the type of the event whose date the text says it is: election for "Tuesday's [election]"."""
        return [_type_beside(self.analysis, mention.span) for mention in self.mentions]

    @property
    def score(self) -> float:
        """How likely it is the main event's: by its best mention, and by what stands beside it."""
        weigh = weights().date
        if self.event is not None and self.event.what.type != OTHER and self.event.what.type in self.types:
            return self.weights[0] * weigh.own_event
        return self.weights[0] * (weigh.other_event if self.types[0] not in (None, OTHER) else 1.0)

    @property
    def ahead(self) -> bool:
        """Whether it is that of an event still to come, where its clause names it: "will visit Iceland in June"."""
        event, published, day = self.event, self.analysis.article.published, self.candidate.value[:10]
        predicate = event.candidate.predicate if event else None
        if event is None or predicate is None or predicate.verb.tense != "future" or published is None:
            return False
        if day <= published.isoformat()[: len(day)]:
            return False
        tellings = [each for each in event.mentions[:2] if each is event.candidate or same_event(event.candidate, each)]
        free = [mention.span for mention, kind in zip(self.mentions, self.types, strict=True) if kind is None]
        return any(each.tells(span) and each.tells_until(span.end) for each in tellings for span in free)

    @property
    def place(self) -> str | None:
        """Which mention of the main event it stands in."""
        for each in self.event.read if self.event else ():
            if any(each.passage.holds(mention.span) for mention in self.mentions):
                return f"stands in the {each.passage.place.replace('_', ' ')}"
        return None

    def answer(self, is_event: bool) -> When:
        value, first = self.candidate.value, self.mentions[0]
        return When(
            value=value,
            precision=precision_of(value),
            role="event" if is_event else "mentioned",
            text=first.span.text,
            evidence=tuple(mention.span for mention in self.mentions),
            rule=first.rule,
        )


def _main(dates: list[_Date]) -> _Date | None:
    """Take the date of an event to come, else the likeliest if it is likely enough, else the dateline's."""
    if ahead := next((date for date in dates if date.ahead), None):
        return ahead
    best = max(dates, key=lambda date: date.score, default=None)
    least = weights().date.least
    if best is not None and best.score >= least:
        return best
    if dates and dates[0].weights[0] >= least:
        return dates[0]
    return next((date for date in dates if any(mention.in_dateline for mention in date.mentions)), None)


def _weight(candidate: TimeCandidate, mention: TimeMention) -> float:
    """Tell how likely one mention of a date says when the main event was, from 0 to 1.

    High for "resigned on Monday" in the lead, low for "in 2010" or "said on Monday" further down.
    """
    if mention.in_dateline:
        return 0.0
    weigh = weights().date
    unit = "day" if "T" in mention.value else mention.period.unit
    against: dict[DateFeature, bool] = {
        "future": mention.tense == "future",
        "reported": mention.reported,
        "bounds": mention.bounds,
        "possessive": mention.possessive,
        "subordinate": mention.subordinate,
        "anterior": mention.anterior,
    }
    likely = weigh.precision.get(unit, weigh.longer) / (1 + weigh.per_sentence * mention.sentence) * _recency(candidate)
    return likely * prod(weigh.feature[feature] for feature, holds in against.items() if holds)


def _recency(candidate: TimeCandidate) -> float:
    weigh, days = weights().date, candidate.days_away
    if days is None:
        return weigh.unknown_distance
    return next((worth for limit, worth in weigh.within_days.items() if days <= limit), weigh.far)


@cache
def _owned(language: Language) -> re.Pattern[str]:
    """Match what a date owns behind its name: up to four words."""
    return re.compile(rf"(?:{any_of(language.possessives)}|['’]) ((?:[\w-]+ ){{0,3}}[\w-]+)")


def _type_beside(analysis: Analysis, span: Span) -> str | None:
    after = analysis.article.characters(span.field)[span.end : span.end + _REACH]
    owned = _owned(analysis.language).match(after)
    if owned is None:
        return None
    found = points(words(owned[1], analysis.language), analysis.language)
    return max(sorted(found), key=lambda name: found[name], default=OTHER)
