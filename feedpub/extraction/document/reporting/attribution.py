"""Who speaks each quotation: the nearest clause that reports it, else the speaker who is speaking already."""

from typing import NamedTuple

from feedpub.extraction.base import Analysis
from feedpub.extraction.document.chunks import Phrase, speaks
from feedpub.extraction.document.reporting.clauses import Clauses, Report
from feedpub.extraction.document.reporting.sentences import Frame, frames_of
from feedpub.extraction.document.reporting.subjects import COMMAS
from feedpub.extraction.document.tags import Tags
from feedpub.extraction.document.tagset import NOUN, OWNS, RELATIVE
from feedpub.language.lexicon import Is

_QUIET = frozenset((".", ",", ";", ":", "—", "–", "-", "…", "...", "(", ")", "[", "]", "ADV", "C", "S", "DAY"))


class Source(NamedTuple):
    """Where a quotation comes from.

    Args:
        subject: the words that name the speaker.
        cue: number of the reporting verb's token, or -1.
        rule: that found it.
    """

    subject: Phrase
    cue: int
    rule: str


def sources_of(analysis: Analysis) -> tuple[Source | None, ...]:
    """Find the source of each quotation, by the number of its stretch, once an article."""
    return Attribution(analysis.tags, analysis.once(frames_of)).run()


class Attribution:
    """One pass over the frames of a text.

    Args:
        tags: of the text.
        frames: in order.
    """

    def __init__(self, tags: Tags, frames: tuple[Frame, ...]) -> None:
        self.tags, self.words, self.frames = tags, tags.words, frames
        self._clauses: dict[int, Clauses] = {}
        self._following: dict[int, Source | None] = {}
        self.found: list[Source | None] = [None] * len(self.words.stretches)

    def run(self) -> tuple[Source | None, ...]:
        """Attribute every quotation, in order."""
        for number, frame in enumerate(self.frames):
            if frame.quoted:
                clauses = self.clauses(number)
                for at, piece in enumerate(clauses.chunks):
                    if piece.kind == "Q":
                        self.found[piece.stretch] = self._within(clauses, at) or self._around(number, clauses, at)
        return tuple(self.found)

    def clauses(self, number: int) -> Clauses:
        """Return the clauses of a frame, read once."""
        if number not in self._clauses:
            self._clauses[number] = Clauses(self.tags, self.frames[number])
        return self._clauses[number]

    def _within(self, clauses: Clauses, at: int) -> Source | None:
        """Look in the quotation's own frame: after it, before it, then further off."""
        if clauses.asked(at):
            return None
        after, before = self._directly_after(clauses, at), self._directly_before(clauses, at)
        if after and (before is None or (self._ends_open(clauses, at) and not self._introduces(clauses, before, at))):
            return _source(after, "report after")
        if before:
            return _source(self._outermost(clauses, before, at), "report before")
        if any_verb := self._any_verb_after(clauses, at):
            return any_verb
        left = [report for report in clauses.reports if report.at < at and not self._parted(clauses, report.at, at)]
        if left:
            return _source(self._outermost(clauses, left[-1], at), "clause before")
        right = [report for report in clauses.reports if report.at > at and self._closes(clauses, report)]
        return _source(right[0], "clause after") if right else None

    def _closes(self, clauses: Clauses, report: Report) -> bool:
        """Tell a clause after a quotation whose speaker may be the quotation's: "It was “a mess” for days, Osei said"."""
        before = report.begins - 1
        embedded = before >= 0 and clauses.chunks[before].kind in ("S", "R") and clauses.lower(before) != "as"
        return report.strength == 3 and not embedded

    def _introduces(self, clauses: Clauses, report: Report, at: int) -> bool:
        """Tell a clause that cannot stand without the quotation: "he said that “…”", "while Osei claimed “…”"."""
        subordinate = report.begins > 0 and clauses.chunks[report.begins - 1].kind == "S" and report.at >= at - 2
        return clauses.lower(at - 1) == "that" or subordinate

    def _parted(self, clauses: Clauses, first: int, last: int) -> bool:
        return any(piece.kind == ";" for piece in clauses.chunks[first:last])

    def _outermost(self, clauses: Clauses, near: Report, at: int) -> Report:
        """Climb from a clause that says what is said to the one that says it: "Osei said the plan showed “no mercy”".

        Osei also speaks "Osei said that Lind called it “a mess”" and "Osei said that they told him: “Go.”"; Lind speaks
        "Osei said that Lind told him: “Go.”"
        """
        apart = clauses.chunks[at - 1].kind in (",", ":") and near.subject.form != "pronoun"
        if apart and near.strength == 3 and speaks(self.tags, near.subject):
            return near
        begin = near.begins
        while begin and not self._bars(clauses, begin - 1):
            begin -= 1
        embedding = [report for report in clauses.reports if begin <= report.at < near.begins and report.strength >= 2]
        said = [report for report in embedding if report.strength == 3]
        return said[0] if said else (embedding or [near])[-1]

    def _bars(self, clauses: Clauses, place: int) -> bool:
        """Tell what a reported clause does not go on over."""
        return clauses.chunks[place].kind in (*COMMAS, "C", "S", ";", "(", "Q") and not clauses.programme(place)

    def _ends_open(self, clauses: Clauses, at: int) -> bool:
        """Tell whether a quotation ends as one does that its report follows: with a comma, a question, an exclamation."""
        stretch = self.words.stretches[clauses.chunks[at].stretch]
        inner = self.words.text[stretch.inner_start : stretch.inner_end].rstrip()
        follows = clauses.chunks[at + 1].kind if at + 1 < len(clauses.chunks) else ""
        return inner[-1:] in ",?!—–-" or follows in COMMAS

    def _directly_after(self, clauses: Clauses, at: int) -> Report | None:
        for report in clauses.reports:
            if report.at > at:
                between = clauses.chunks[at + 1 : report.begins]
                quiet = all(piece.kind in COMMAS or piece.kind in ("ADV", "S") for piece in between)
                quiet = quiet and not self._modifies(clauses, at)
                strong = report.strength == 3 or (report.strength == 2 and speaks(self.tags, report.subject))
                return report if quiet and report.begins > at and strong else None
        return None

    def _modifies(self, clauses: Clauses, at: int) -> bool:
        """Tell quoted words that belong to what follows: the “quick fix” officials sought; a “friend” who said so."""
        if at + 1 >= len(clauses.chunks) or self._ends_open(clauses, at):
            return False
        follows = clauses.chunks[at + 1]
        return (follows.phrase is not None and self.tags.of[follows.first] == NOUN) or follows.kind == "R"

    def _any_verb_after(self, clauses: Clauses, at: int) -> Source | None:
        """Take any verb with its subject after a quotation that ends with a comma: “…,” she beamed; “…!” laughed Osei."""
        chunks, first = clauses.chunks, at + 1
        while first < len(chunks) and chunks[first].kind in COMMAS:
            first += 1
        if (
            first >= len(chunks)
            or not self._ends_open(clauses, at)
            or not all(p.kind in ("Q", "C", *COMMAS) for p in chunks[:at])
        ):
            return None
        piece = chunks[first]
        if (
            piece.kind == "VG"
            and piece.first == piece.verb
            and self.words.flags[piece.verb] & Is.FINITE
            and first + 1 < len(chunks)
        ):
            phrase = chunks[first + 1].phrase
            return (
                Source(phrase, piece.verb, "verb after") if phrase and phrase.mention and speaks(self.tags, phrase) else None
            )
        if piece.phrase and speaks(self.tags, piece.phrase):
            for after in range(first + 1, len(chunks)):
                if chunks[after].kind == "VG" and (found := clauses.subject(after)) and found[1] == first:
                    return Source(piece.phrase, chunks[after].verb, "verb after")
        return None

    def _directly_before(self, clauses: Clauses, at: int) -> Report | None:
        if at == 0 or clauses.chunks[at - 1].kind == "Q":
            return None
        left = [report for report in clauses.reports if report.at < at]
        if not left:
            return None
        joins = clauses.chunks[at - 1].kind in (",", ":") or clauses.lower(at - 1) == "that"
        if joins and left[-1].strength == 2 and left[-1].at < at - 2 and self._aside(clauses, left[-1]):
            left.pop()
        return left[-1] if left and (left[-1].at == at - 1 or (joins and left[-1].strength >= 2)) else None

    def _aside(self, clauses: Clauses, report: Report) -> bool:
        """Tell a condition or a time within what is said: "Osei said that once the court opens, “we go”"."""
        return report.begins > 0 and clauses.chunks[report.begins - 1].kind == "S"

    def _around(self, number: int, clauses: Clauses, at: int) -> Source | None:
        """Look beyond a frame that names no speaker in a clause of saying."""
        if label := self._label(clauses, at):
            return label
        if all(piece.kind == "Q" or piece.kind in _QUIET for piece in clauses.chunks):
            return self._signed(number) or self._carried(number) or self._announced(number)
        if clauses.asked(at):
            return None
        if subject := clauses.last_subject(at):
            if speaks(self.tags, subject):
                return Source(subject, -1, "subject before")
            carried = self._carried(number)
            carried = carried if carried and carried.rule == "goes on" else None
            return carried or self._addressed(clauses, at) or Source(subject, -1, "subject before")
        return self._carried(number) if at == 0 else None

    def _addressed(self, clauses: Clauses, at: int) -> Source | None:
        """Take the person before a colon where the subject is none: "The news surprised Ada Osei: “…”"."""
        phrase = clauses.chunks[at - 2].phrase if at > 1 and clauses.chunks[at - 1].kind == ":" else None
        named = phrase and phrase.mention and phrase.mention.kind == "person"
        return Source(phrase, -1, "label") if phrase and named else None

    def _label(self, clauses: Clauses, at: int) -> Source | None:
        """Take the speaker's name before a colon: "Ada Osei, mayor: “…”"."""
        if at < 2 or clauses.chunks[at - 1].kind != ":" or any(piece.kind in ("VG", "Q") for piece in clauses.chunks[:at]):
            return None
        first = max((place for place in range(at - 2) if clauses.chunks[place].kind in ("-", "–", "—")), default=-1) + 1
        named = [piece.phrase for piece in clauses.chunks[first : at - 1] if piece.phrase]
        phrase = next((phrase for phrase in named if speaks(self.tags, phrase)), None) or self._owner(named)
        return Source(phrase, -1, "label") if phrase else None

    def _signed(self, number: int) -> Source | None:
        """Take the name on the line below, after a dash: "“Great speech.”" and then "— Ada Osei, Tamale"."""
        if number + 1 >= len(self.frames) or self.frames[number + 1].paragraph != self.frames[number].paragraph + 1:
            return None
        chunks = self.clauses(number + 1).chunks
        if len(chunks) < 2 or chunks[0].kind not in ("-", "–", "—", "~"):
            return None
        phrase = chunks[1].phrase
        return Source(phrase, -1, "signed") if phrase and phrase.mention and speaks(self.tags, phrase) else None

    def _owner(self, phrases: list[Phrase]) -> Phrase | None:
        """Take whose words stand before a colon: Osei in "Osei's short reply: “No.”"."""
        for phrase in phrases:
            name = self.tags.name[phrase.first]
            if name and name.kind != "place" and name.last < phrase.last and self.tags.of[name.last] == OWNS:
                return Phrase(name.first, name.last, "name", name, name.last - 1)
        return None

    def _carried(self, number: int) -> Source | None:
        """Go on with the speaker of the quotation before, in the same paragraph or over an unclosed mark."""
        first = self.frames[number].items[self.frames[number].quoted[0]].stretch
        if number == 0:
            return None
        earlier = self.frames[number - 1]
        if first > 0 and self.words.stretches[first - 1].continues:
            return self._again(first - 1, "goes on over the paragraph")
        if earlier.paragraph != self.frames[number].paragraph:
            return None
        for item in reversed(earlier.items):
            if item.stretch >= 0:
                return self._again(item.stretch, "goes on")
        return self._introduced(number - 1)

    def _introduced(self, number: int) -> Source | None:
        clauses = self.clauses(number)
        if clauses.reports:
            own = [report for report in clauses.reports if self.tags.of[report.subject.first] != RELATIVE] or clauses.reports
            said = [report for report in own if report.strength == 3] or [r for r in own if speaks(self.tags, r.subject)]
            return _source(said[-1], "introduced") if said else None
        subject = clauses.last_subject(len(clauses.chunks))
        return Source(subject, -1, "introduced") if subject and speaks(self.tags, subject) else None

    def _alternate(self, number: int) -> Source | None:
        """Give a bare quotation of a dialogue to the speaker before the last: question, answer, then the asker again."""
        if number < 2:
            return None
        last, first = (self._spoken(number - 1), self._spoken(number - 2))
        if last is None or first is None or self._heads(last[1]) == self._heads(first[1]):
            return None
        end = self.words.stretches[first[0]].inner_end
        asked = self.words.text[end - 1 : end] == "?"
        return first[1]._replace(rule="alternates") if asked or last[1].rule == "alternates" else None

    def _spoken(self, number: int) -> tuple[int, Source] | None:
        """Return the only quotation of a frame that opens its paragraph, with its source."""
        frame = self.frames[number]
        if len(frame.quoted) != 1 or frame.quoted[0] != 0:
            return None
        stretch = frame.items[0].stretch
        source = self.found[stretch]
        return (stretch, source) if source else None

    def _heads(self, source: Source) -> str:
        return self.words.lower[source.subject.head]

    def _again(self, stretch: int, rule: str) -> Source | None:
        source = self.found[stretch]
        return source and source._replace(rule=rule)

    def _announced(self, number: int) -> Source | None:
        """Take the speaker of what follows in the paragraph, else of the paragraph before."""
        paragraph = self.frames[number].paragraph
        if number + 1 < len(self.frames) and self.frames[number + 1].paragraph == paragraph:
            if number not in self._following:
                self._following[number] = self._first(self.clauses(number + 1))
            if source := self._following[number]:
                return source._replace(rule="speaks on")
        if number and self.frames[number - 1].paragraph == paragraph - 1:
            earlier = self.frames[number - 1]
            if earlier.quoted:
                return self._alternate(number) or self._again(earlier.items[earlier.quoted[-1]].stretch, "speaks again")
            return self._introduced(number - 1)
        return None

    def _first(self, clauses: Clauses) -> Source | None:
        """Find the source of the first quotation of a frame that has one there."""
        quoted = (at for at, piece in enumerate(clauses.chunks) if piece.kind == "Q")
        return next((source for at in quoted if (source := self._within(clauses, at))), None)


def _source(report: Report, rule: str) -> Source:
    return Source(report.subject, report.cue, rule)
