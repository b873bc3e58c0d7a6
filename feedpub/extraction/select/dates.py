"""When the main event happened: the one date that is the event's, and the order of the others."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from math import prod

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.words import words_within
from feedpub.extraction.event.candidates import EventCandidate
from feedpub.extraction.event.paraphrase import same_event, same_verb
from feedpub.extraction.event.types import points
from feedpub.extraction.select.confidence import of_date
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.main_event import MainEvent
from feedpub.extraction.times import TimeCandidate, TimeMention, time_candidates
from feedpub.extraction.times.vocabulary import vocabulary_of
from feedpub.extraction.weights import DateFeature, weights
from feedpub.language.language import Language
from feedpub.language.patterns import any_of
from feedpub.model.edtf import precision_of
from feedpub.model.event import When
from feedpub.model.event_types import OTHER

_REACH = 60  # code points after a date in which the noun that it goes with may stand


def decide_dates(analysis: Analysis, event: MainEvent | None) -> list[Decision]:
    """Decide about the dates: the main event's first, then by how likely each might have been it."""
    dates = [_Date(analysis, event, candidate) for candidate in analysis.layer(time_candidates)]
    dates.sort(key=lambda date: -date.weighed[0][0])
    likely = dates and dates[0].weighed[0][0] >= weights().date.least
    dateline = (date for date in dates if any(mention.in_dateline for mention in date.candidate.mentions))
    announced = (date for date in dates if date.is_announced)
    main = dates[0] if likely else next(dateline, None) or next(announced, None)
    ordered = sorted(dates, key=lambda date: date is not main)
    return [date.decision(is_event=date is main) for date in ordered]


@dataclass
class _Date:
    """A date, weighed as the main event's."""

    analysis: Analysis
    event: MainEvent | None
    candidate: TimeCandidate

    @cached_property
    def weighed(self) -> list[tuple[float, TimeMention]]:
        """Its mentions, each with how likely it says when the main event was, from 0 to 1: the likeliest first.

        High for "resigned on Monday" in the lead, low for "in 2010" or "said on Monday" further down.
        """
        return sorted(((self._weight(mention), mention) for mention in self.candidate.mentions), key=lambda each: -each[0])

    def decision(self, *, is_event: bool) -> Decision:
        """Make the answer of it."""
        value, mentions = self.candidate.value, [mention for _, mention in self.weighed]
        answer = When(
            value=value,
            precision=precision_of(value),
            role="event" if is_event else "mentioned",
            text=mentions[0].span.text,
            evidence=tuple(mention.span for mention in mentions),
            rule=mentions[0].rule,
        )
        reason = f"event: {self._place}" if is_event else "mentioned"
        return Decision(answer, reason, conditions=of_date(self.candidate, mentions[0]))

    @property
    def _place(self) -> str:
        """Which mention of the main event it stands in."""
        read = self.event.read if self.event else ()
        holding = (each for each in read if any(each.passage.holds(mention.span) for mention in self.candidate.mentions))
        return next((f"stands in the {each.passage.place.replace('_', ' ')}" for each in holding), "the likeliest")

    def _weight(self, mention: TimeMention) -> float:
        weigh, days = weights().date, self.candidate.days_away
        if mention.in_dateline:
            return 0.0
        features = frozenset(self._features(mention))
        if "ahead" in features:
            return weigh.feature["ahead"]
        near = (worth for limit, worth in weigh.within_days.items() if days is not None and days <= limit)
        unit = "day" if "T" in mention.value else mention.period.unit
        likely = weigh.precision.get(unit, weigh.longer) * next(near, weigh.unknown_distance if days is None else weigh.far)
        against = prod(weigh.feature[feature] for feature in sorted(features))
        return likely * against / (1 + weigh.per_sentence * mention.sentence)

    def _features(self, mention: TimeMention) -> Iterator[DateFeature]:
        flags: tuple[DateFeature, ...] = ("reported", "bounds", "possessive", "subordinate", "anterior", "stamped")
        yield from (flag for flag in flags if getattr(mention, flag))
        beside, own = self._type_beside(mention), self.event.what.type if self.event else OTHER
        if beside not in (None, OTHER):
            yield "own_event" if beside == own else "other_event"
        elif self.event and any(
            same_verb(self.event.candidate, each) for each in self._telling(mention, self.event.mentions)
        ):
            yield "own_verb"
        if beside is None and self._is_to_come and any(map(self._is_ahead, self._telling(mention, self._tellings))):
            yield "ahead"
        if mention.tense == "future":
            yield "future"

    @cached_property
    def _tellings(self) -> list[EventCandidate]:
        tellings = self.event.mentions[:2] if self.event else ()
        return [each for each in tellings if each is tellings[0] or same_event(tellings[0], each)]

    @staticmethod
    def _telling(mention: TimeMention, tellings: Iterable[EventCandidate]) -> Iterator[EventCandidate]:
        """Yield the tellings in which it stands."""
        span = mention.span
        return (each for each in tellings if each.tells(span) and each.tells_until(span.end))

    def _is_ahead(self, telling: EventCandidate) -> bool:
        """Tell whether the event is still to come: "will visit Iceland", or "returns to Iceland" beside a date ahead."""
        predicates = [each.predicate for each in (self._tellings[0], telling) if each.predicate]
        if predicates and predicates[0].verb.tense == "future":
            return True
        verb, scheduled = predicates[-1].verb, vocabulary_of(self.analysis.language).lists.get("scheduled", ())
        return verb.tense == "present" and predicates[-1].words[verb.head].low in scheduled

    @property
    def _is_to_come(self) -> bool:
        return self.candidate.written is not None and self.candidate.period.last > self.candidate.written

    @property
    def is_announced(self) -> bool:
        """Whether the headline dates by it what somebody prepares: "plans for a landing in 2025", not "warns of floods"."""
        event = self.event.candidate if self.event else None
        if event is None or event.predicate is None or not event.passage.headline or not self._is_to_come:
            return False
        told = any(any(self._telling(mention, [event])) and not mention.bounds for mention in self.candidate.mentions)
        return told and event.predicate.lemma_in("preparing")

    def _type_beside(self, mention: TimeMention) -> str | None:
        """Tell the type of the event whose date the text says it is: election for "Tuesday's [election]"."""
        layers, language, end = self.analysis.field(mention.span.field), self.analysis.language, mention.span.end
        owned = _owned(language).match(layers.text, end, end + _REACH)
        if owned is None:
            return None
        found = points(words_within(layers.tokens, *owned.span(1)), language)
        return max(sorted(found), key=lambda name: found[name], default=OTHER)


@cache
def _owned(language: Language) -> re.Pattern[str]:
    """Match what a date owns behind its name: up to four words."""
    return re.compile(rf"(?:{any_of(language.possessives)}|['’]) ((?:[\w-]+ ){{0,3}}[\w-]+)")
