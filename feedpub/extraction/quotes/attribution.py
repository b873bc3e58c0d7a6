"""Who speaks each quotation: the nearest clause that reports it, else the speaker who is speaking already."""

from typing import NamedTuple

from feedpub.extraction.base import Reading
from feedpub.extraction.mentions.phrases import Phrase, Phrases, phrases_of
from feedpub.extraction.mentions.words import Words
from feedpub.extraction.quotes.frames import Frame, frames_of
from feedpub.extraction.quotes.reports import Clauses, Report

_COMMAS = frozenset((",", "—", "–", "-", "…", "..."))


class Source(NamedTuple):
    """Where a quotation comes from.

    Args:
        subject: the words that name the speaker.
        cue: first and last token of the reporting words, or None.
        rule: that found it.
    """

    subject: Phrase
    cue: tuple[int, int] | None
    rule: str


def sources_of(reading: Reading) -> tuple[Source | None, ...]:
    """Find the source of each quotation, by the number of its stretch, once a reading."""
    return Attribution(reading.once(phrases_of), reading.once(frames_of)).run()


class Attribution:
    """One pass over the frames of a text.

    Args:
        phrases: of the text.
        frames: in order.
    """

    def __init__(self, phrases: Phrases, frames: tuple[Frame, ...]) -> None:
        self.words: Words = phrases.words
        self.clauses = Clauses(phrases)
        self.frames = frames
        self.reports = [self.clauses.reports(frame) for frame in frames]
        self.found: list[Source | None] = [None] * len(self.words.stretches)

    def run(self) -> tuple[Source | None, ...]:
        """Attribute every quotation, in order."""
        for number in range(len(self.frames)):
            for at in self.frames[number].quoted:
                stretch = self.frames[number].items[at].stretch
                self.found[stretch] = self._within(number, at) or self._around(number, at)
        return tuple(self.found)

    def _within(self, number: int, at: int) -> Source | None:
        """Look in the quotation's own frame: after it, before it, then further off."""
        frame, reports = self.frames[number], self.reports[number]
        after = self._directly_after(frame, reports, at)
        before = self._directly_before(frame, reports, at)
        if after and (before is None or self._ends_open(frame, at)):
            return self._source(after, "report after")
        if before:
            return self._source(before, "report before")
        left = [report for report in reports if report.at < at and not self._parted(frame, report.at, at)]
        if left:
            return self._source(left[-1], "clause before")
        right = [report for report in reports if report.at > at and report.strength == 3]
        if right:
            return self._source(right[-1], "clause after")
        return None

    def _source(self, report: Report, rule: str) -> Source:
        return Source(report.subject, (report.cue, report.cue_end), rule)

    def _parted(self, frame: Frame, first: int, last: int) -> bool:
        return any(item.stretch < 0 and self.words.tokens[item.first].text == ";" for item in frame.items[first:last])

    def _ends_open(self, frame: Frame, at: int) -> bool:
        """Tell whether a quotation ends as one does that its report follows: with a comma, a question, an exclamation."""
        stretch = self.words.stretches[frame.items[at].stretch]
        inner = self.words.text[stretch.inner_start : stretch.inner_end].rstrip()
        follows = frame.items[at + 1] if at + 1 < len(frame.items) else None
        outer = self.words.tokens[follows.first].text if follows and follows.stretch < 0 else ""
        return inner[-1:] in ",?!—–-" or outer in _COMMAS

    def _directly_after(self, frame: Frame, reports: tuple[Report, ...], at: int) -> Report | None:
        for report in reports:
            if report.at > at:
                begins = (
                    report.at
                    if report.inverted or report.cue_end - report.cue == 2
                    else self._item_of(frame, report.subject.first)
                )
                between = frame.items[at + 1 : begins]
                quiet = all(item.stretch < 0 and self._quiet(item.first) for item in between)
                return report if quiet and report.strength >= 2 else None
        return None

    def _quiet(self, place: int) -> bool:
        return (
            self.words.tokens[place].text in _COMMAS
            or self.words.lower[place].endswith("ly")
            or self.words.lower[place] in ("as", "then", "and")
        )

    def _item_of(self, frame: Frame, token: int) -> int:
        return next((place for place, item in enumerate(frame.items) if item.first <= token < item.last), len(frame.items))

    def _directly_before(self, frame: Frame, reports: tuple[Report, ...], at: int) -> Report | None:
        if at == 0 or frame.items[at - 1].stretch >= 0:
            return None
        mark = self.words.tokens[frame.items[at - 1].first].text
        left = [report for report in reports if report.at < at]
        if not left:
            return None
        near = left[-1]
        if near.at == at - 1 or (mark in (",", ":", "that") and near.strength >= 2):
            return near
        return None

    def _around(self, number: int, at: int) -> Source | None:
        """Look beyond a frame that names no speaker."""
        frame = self.frames[number]
        alone = all(item.stretch >= 0 or self.words.tokens[item.first].text in ".,;:" for item in frame.items)
        if not alone:
            subject = self.clauses.any_subject(frame, at)
            return Source(subject, None, "subject before") if subject else None
        return self._carried(number) or self._announced(number)

    def _carried(self, number: int) -> Source | None:
        """Go on with the speaker of the quotation before, in the same paragraph or over an unclosed mark."""
        frame, first = self.frames[number], self.frames[number].items[0]
        if number == 0:
            return None
        earlier = self.frames[number - 1]
        if first.stretch > 0 and self.words.stretches[first.stretch - 1].continues:
            return self._again(first.stretch - 1, "goes on over the paragraph")
        if earlier.paragraph != frame.paragraph:
            return None
        for item in reversed(earlier.items):
            if item.stretch >= 0:
                return self._again(item.stretch, "goes on")
        if self.reports[number - 1]:
            return self._source(self.reports[number - 1][-1], "introduced")
        subject = self.clauses.any_subject(earlier, len(earlier.items))
        return Source(subject, None, "introduced") if subject else None

    def _again(self, stretch: int, rule: str) -> Source | None:
        source = self.found[stretch]
        return source and source._replace(rule=rule)

    def _announced(self, number: int) -> Source | None:
        """Take the speaker of what follows in the paragraph, else of the paragraph before."""
        frame = self.frames[number]
        if number + 1 < len(self.frames) and self.frames[number + 1].paragraph == frame.paragraph:
            for at in self.frames[number + 1].quoted:
                if source := self._within(number + 1, at):
                    return source._replace(rule="speaks on")
        if number and self.frames[number - 1].paragraph == frame.paragraph - 1:
            earlier = self.frames[number - 1]
            if earlier.quoted:
                return self._again(earlier.items[earlier.quoted[-1]].stretch, "speaks again")
            if self.reports[number - 1]:
                return self._source(self.reports[number - 1][-1], "introduced")
        return None
