"""Who takes part: the participants claimed by name, and those whom the main event's clause only describes."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from feedpub.extraction.base import Analysis, Claim
from feedpub.extraction.event.stretches import dateline_of
from feedpub.extraction.select.descriptions import appositive, described
from feedpub.extraction.select.kinds import kind_of_noun
from feedpub.extraction.select.parties import Party
from feedpub.extraction.select.trace import Ruling
from feedpub.extraction.select.unnamed import kind_of, name_of
from feedpub.model.event import Quote, Where, Who, WhoRole
from feedpub.model.span import Span

_LONGEST = 1000  # code points of a mention; the longest is a noun phrase


@dataclass(slots=True)
class Entry:
    """One participant while roles are given out.

    Args:
        claim: that named it, or that was made of a description.
        who: the answer so far.
        role: in the main event.
        reason: why it has this role.
        in_office: the headline leaves it out and nobody names it: the police who arrest, the jury that acquits.
        spans: further evidence, found with the main event.
    """

    claim: Claim
    who: Who
    role: WhoRole = "mentioned"
    reason: str = "named, with no part in the main event"
    in_office: bool = False
    spans: list[Span] = field(default_factory=list)

    @property
    def answer(self) -> Who:
        """The answer as the event carries it: the name first, then where the main event's clause has it."""
        known = [span for span in self.who.evidence if span not in self.spans]
        return self.who.model_copy(update={"role": self.role, "evidence": (*known[:1], *self.spans, *known[1:])})


def speakers_of(analysis: Analysis) -> Iterator[str]:
    """Walk over the participants who are quoted.

    Args:
        analysis: with the claims of quotes.

    Yields:
        Their ids.
    """
    for claim in analysis.answers("quotes"):
        if isinstance(claim.answer, Quote) and claim.answer.speaker and claim.answer.speaker.who:
            yield claim.answer.speaker.who


class Roster:
    """The participants of one article.

    Args:
        analysis: with the claims of who.
        event_type: of the main event.
    """

    def __init__(self, analysis: Analysis, event_type: str) -> None:
        self.analysis = analysis
        self.event_type = event_type
        self.entries = [Entry(claim, claim.answer) for claim in analysis.answers("who") if isinstance(claim.answer, Who)]
        self.lost: list[Ruling] = []
        self._drop_places()
        self._called = {entry.who.name.lower(): entry for entry in reversed(self.entries)}
        self._marked = _marked(self.entries)

    def _drop_places(self) -> None:
        """Take out whom another stage knows to be a place, and what stands in the dateline only; whoever speaks stays."""
        spots = {(span.start, span.end) for claim in self.analysis.answers("where") for span in claim.answer.evidence}
        places = (claim.answer for claim in self.analysis.answers("where"))
        venues = {
            place.name for place in places if isinstance(place, Where) and place.kind == "venue" and place.use == "literal"
        }
        dateline = self.analysis.once(dateline_of)
        speakers = set(speakers_of(self.analysis))
        staying: list[Entry] = []
        for entry in self.entries:
            names = [span for span in entry.who.evidence if span.text[:1].isupper()]
            is_place = entry.who.name in venues or (bool(names) and all((span.start, span.end) in spots for span in names))
            dated = bool(names) and all(span.field is None and span.end <= dateline for span in names)
            if entry.who.id not in speakers and (is_place or dated):
                self.lost.append(Ruling(entry.claim, None, "is a place"))
            else:
                staying.append(entry)
        self.entries = staying

    def named(self, party: Party) -> Entry | None:
        """Find the participant that a phrase names, by a mention of at most 1,000 code points.

        Args:
            party: a noun phrase of an event's clause.

        Returns:
            The entry whose mention, or whose name, is the phrase's head.
        """
        if party.stretch.field is None:
            return self._mentioned(party)
        return next((entry for entry in self.entries if _is_name(party, entry.who)), None)

    def _mentioned(self, party: Party) -> Entry | None:
        offset, word = party.stretch.start, party.words[party.head]
        if word.possessive:  # "Lloyd's of London": what it owns is cut off
            return None
        start, end = offset + word.start, offset + word.end
        near = self._marked[bisect_left(self._marked, (start - _LONGEST,)) : bisect_left(self._marked, (end,))]
        found = [number for _, stop, number in near if stop > start and stop >= start + len(word.text) - 2]
        return self.entries[min(found)] if found else None

    def described(self, party: Party) -> Entry | None:
        """Find the person whom a phrase describes without a name: "the head of the port authority".

        Args:
            party: a noun phrase of an event's clause.

        Returns:
            The entry, where one person fits best.
        """
        free = [entry for entry in self.entries if entry.role == "mentioned" and not entry.who.rule.startswith("who.")]
        people = [entry.who for entry in free if entry.who.kind == "person"]
        who = described(self.analysis, party, people, self.event_type)
        return next((entry for entry in self.entries if entry.who is who), None) if who else None

    def institution(self, party: Party) -> Entry | None:
        """Find the organisation that a phrase describes: "a Leeds museum" is "the Hale, a private museum in Leeds".

        Args:
            party: a noun phrase of an event's clause.

        Returns:
            The entry, where one organisation is called so.
        """
        if kind_of_noun(party.words[party.head]) != "organization":
            return None
        free = [entry for entry in self.entries if entry.role == "mentioned" and entry.who.kind == "organization"]
        found = [entry for entry in free if entry.who.name[:1].isupper() and appositive(self.analysis, party, entry.who)]
        return found[0] if len(found) == 1 else None

    def enter(self, party: Party) -> Entry | None:
        """Enter a participant that has no name: "Dozens of rescuers", "a five-year-old boy".

        Args:
            party: a noun phrase of an event's clause.

        Returns:
            The new entry, or None where the phrase names no people.
        """
        kind = kind_of(self.analysis, party)
        if kind is None:
            return None
        start, end = party.characters
        span = self.analysis.article.span(start, end, party.stretch.field)
        name = name_of(party)
        if known := self._called.get(name.lower()):
            return known
        who = Who(id=f"d{len(self.entries) + 1}", name=name, kind=kind, evidence=(span,), rule=f"who.{party.place}")
        made = Entry(Claim(who, 0.5), who)
        self._called[name.lower()] = made
        if span.field is None:
            insort(self._marked, (span.start, span.end, len(self.entries)))
        self.entries.append(made)
        return made


def _marked(entries: list[Entry]) -> list[tuple[int, int, int]]:
    """Collect where the text has each entry's mentions: start, end, and the entry's number, in order."""
    spans = ((number, span) for number, entry in enumerate(entries) for span in entry.who.evidence)
    return sorted((span.start, span.end, number) for number, span in spans if span.field is None)


def _is_name(party: Party, who: Who) -> bool:
    """Tell whether a phrase of a headline, where nobody's names are marked, names a participant."""
    head = party.words[party.head]
    names = who.name.split()
    word = head.text.removesuffix("’s").removesuffix("'s")
    if not head.capital or word.lower() != names[-1].lower():
        return False
    if len(names) == 1 or who.kind == "person" or party.head == party.start:
        return True
    before = party.words[party.head - 1]
    return before.low == names[-2].lower() or not before.capital
