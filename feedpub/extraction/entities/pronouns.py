"""Whom pronouns and descriptions mean: the compatible participant who stands out most where they stand."""

from collections import OrderedDict
from collections.abc import Iterable

from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.reporting.attribution import Source
from feedpub.extraction.document.reporting.sentences import Frame
from feedpub.extraction.document.tags import Tags
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.entities.descriptions import Descriptions
from feedpub.extraction.entities.participant import Participant
from feedpub.language.lexicon import Is, lexicon, title_genders
from feedpub.language.words import words as word_list

_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_REFERRING = frozenset((*_SINGULAR, "who", "whose", "the"))
_FADE = 0.62
_MOST = 128  # no article of 3,500 has more participants
_PRESENT = 0.3  # standing of somebody mentioned in the last two or three sentences
_SPEAKER, _SUBJECT, _EMBEDDED, _OTHER, _OWNER, _QUOTED = 1.2, 1.0, 0.8, 0.55, 0.45, 0.2


class Standing:
    """How much each participant stands out, sentence after sentence.

    A participant's standing is renewed by each mention, more by a subject than by an object, least within a quotation, and
    fades with each sentence. The 128 who were mentioned last are remembered.
    """

    def __init__(self) -> None:
        self._weight: dict[int, float] = {}
        self._frame: dict[int, int] = {}
        self.people: dict[int, Participant] = {}
        self._latest: OrderedDict[int, None] = OrderedDict()

    def mention(self, participant: Participant, weight: float, frame: int) -> None:
        """Renew a participant's standing."""
        key = id(participant)
        self._weight[key] = max(weight, self.of(participant, frame)) + 0.05
        self._frame[key] = frame
        self.people.setdefault(key, participant)
        self._latest[key] = None
        self._latest.move_to_end(key)
        if len(self._latest) > _MOST:
            longest, _ = self._latest.popitem(last=False)
            del self.people[longest], self._weight[longest], self._frame[longest]

    def in_frame(self, participant: Participant, frame: int) -> bool:
        """Tell whether a participant's last mention stands in a sentence."""
        return self._frame.get(id(participant)) == frame

    def of(self, participant: Participant, frame: int) -> float:
        """Return a participant's standing at a sentence."""
        key = id(participant)
        return self._weight.get(key, 0.0) * float(_FADE ** (frame - self._frame.get(key, 0)))


class Resolver:
    """One pass over a text that gives pronouns and descriptions their participants.

    Args:
        tags: of the text.
        frames: in order.
        sources: of the quotations, by stretch.
        named: the participant of each name, by the name's first code point.
    """

    def __init__(
        self, tags: Tags, frames: tuple[Frame, ...], sources: tuple[Source | None, ...], named: dict[int, Participant]
    ) -> None:
        self.tags, self.frames, self.sources, self.named = tags, frames, sources, named
        self.words: Tokens = tags.words
        self.standing = Standing()
        self.descriptions = Descriptions(tags, named)
        self.descriptions.read(tuple(dict.fromkeys(name for name in tags.name if name)))
        self._with_role: dict[str, list[Participant]] = {}
        for person in {id(participant): participant for participant in named.values()}.values():
            for role in sorted(person.roles) if person.kind == "person" else ():
                self._with_role.setdefault(role, []).append(person)
        self.found: dict[int, tuple[Participant, int]] = {}
        self._names = {name.first: name for name in tags.name if name and name.start in named}
        self._speaking = {place for place, word in enumerate(self.words.lower) if word in _REFERRING} | self._names.keys()
        self._said_by: dict[int, list[int]] = {}
        for stretch, source in enumerate(sources):
            if source:
                self._said_by.setdefault(source.subject.first, []).append(stretch)

    def run(self) -> dict[int, tuple[Participant, int]]:
        """Resolve the text.

        Returns:
            The participant of each pronoun or description and the token after its last, by the number of its first token.
        """
        for number, frame in enumerate(self.frames):
            self._frame(number, frame)
        return self.found

    def _frame(self, number: int, frame: Frame) -> None:
        for place, last, stretch in frame.items:
            if stretch >= 0:
                for quoted in range(place, last):
                    if quoted in self._names:
                        self.standing.mention(self.named[self._names[quoted].start], _QUOTED, number)
                continue
            if place not in self._speaking:
                continue
            if name := self._names.get(place):
                self.standing.mention(self.named[name.start], self._weight(name, frame), number)
            elif self.words.lower[place] in _SINGULAR:
                self._pronoun(place, number)
            elif self.words.lower[place] in ("who", "whose"):
                self._relative(place)
            elif self.words.lower[place] == "the":
                self._description(place, number)

    def _weight(self, name: Mention, frame: Frame) -> float:
        words = self.words
        after = words.lower[name.last] if name.last < len(words.lower) else ""
        if after in ("'s", "’s", "’"):
            return _OWNER
        before = words.flags[name.first - 1] if name.first > frame.items[0].first else 0
        if before & Is.PREPOSITION:
            return _OTHER
        flags = words.flags[name.last] if name.last < len(words.flags) else 0
        if name.first in self._said_by or (flags & Is.SAY and flags & Is.FINITE):
            return _SPEAKER
        verb = flags & (Is.FINITE | Is.AUXILIARY | Is.VERB) or after in (",", "(") or name.first == frame.items[0].first
        if not verb:
            return _OTHER
        embedded = name.first > frame.items[0].first and before & (Is.RELATIVE | Is.SAY | Is.SUBORDINATOR)
        return _EMBEDDED if embedded else _SUBJECT

    def _pronoun(self, place: int, number: int) -> None:
        gender = _SINGULAR[self.words.lower[place]]
        quoted = self._named_within(place)
        best, most = None, 0.0
        for participant in self.standing.people.values():
            if participant.kind != "person" or (participant.gender and participant.gender != gender):
                continue
            score = self.standing.of(participant, number) * (1.0 if participant.gender else 0.8)
            if id(participant) in quoted:
                score *= 0.3
            if score >= most and score > 0:
                best, most = participant, score
        if best is not None and most > 0.02:
            self.found[place] = (best, place + 1)
            subject = self.words.lower[place] in ("he", "she")
            self.standing.mention(best, _SUBJECT if subject else _OTHER, number)

    def _named_within(self, place: int) -> set[int]:
        """Return who is named in the quotations that the pronoun speaks: people rarely name themselves."""
        found: set[int] = set()
        for stretch in self._said_by.get(place, ()):
            span = self.words.stretches[stretch]
            for token in range(self.words.at(span.start), self.words.at(span.end)):
                if token in self._names:
                    found.add(id(self.named[self._names[token].start]))
        return found

    def _relative(self, place: int) -> None:
        before = place - 2 if self.words.lower[place - 1] == "," else place - 1
        if before > 0 and self.words.lower[before] == ")":
            # Sen. Ada Osei (D-Tamale), who …
            before = next((at for at in range(before - 1, max(before - 6, 0), -1) if self.words.lower[at] == "("), 0) - 1
        name = self.tags.name[before] if before >= 0 else None
        if name and name.start in self.named:
            self.found[place] = (self.named[name.start], place + 1)

    def _description(self, place: int, number: int) -> None:
        """Resolve "the mayor" to the mayor who stands out most, "the Osemar captain" to Osemar's only."""
        described = self.descriptions.definite(place)
        if described is None:
            return
        whose = self.descriptions.whose(place)
        head, last = described
        fitting = self._fitting(self.standing.people.values(), head, whose)
        best = max(fitting, key=lambda p: self.standing.of(p, number)) if fitting else None
        if best is None:
            # "The mayor resigned", where the text says only later that Ada Osei is the mayor
            later = self._fitting(self._with_role.get(self.descriptions.role(head), ())[:_MOST], head, whose)
            best = later[0] if len(later) == 1 else self._only(head, number)
        if best:
            self.found[place] = (best, last)
            self.standing.mention(best, _SPEAKER if place in self._said_by else _SUBJECT, number)

    def _fitting(self, people: Iterable[Participant], head: int, whose: Mention | None) -> list[Participant]:
        role = self.descriptions.role(head)
        fitting = [p for p in people if self.descriptions.fits(p, head, role)]
        if whose:
            fitting = [p for p in fitting if whose.name.lower() in p.roles or p.affiliation == whose.name]
        return fitting

    def _only(self, head: int, number: int) -> Participant | None:
        """Take the one person whom an article is about so far for the role that it goes on to give: "The minister said"."""
        noun = self.words.lower[head]
        people = [p for p in self.standing.people.values() if p.kind == "person"]
        another = noun in word_list("roles", "another") or noun in word_list("roles", "kin")
        if len(people) != 1 or not self.words.flags[head] & Is.PERSON or another:
            return None
        only, gender = people[0], title_genders().get(noun, "")
        known = any(lexicon().get(role, 0) & Is.PERSON for role in only.roles)
        opposed = bool(gender and only.gender and gender != only.gender)
        present = self.standing.of(only, number) >= _PRESENT and not self.standing.in_frame(only, number)
        return only if present and not known and not opposed else None
