"""Reports: verbs of speech with the words that name their subject."""

from functools import cache
from typing import NamedTuple

from feedpub.extraction.document import tagset as t
from feedpub.extraction.document.chunks import Phrase, speaks
from feedpub.extraction.document.reporting.sentences import Frame
from feedpub.extraction.document.reporting.subjects import COMMAS, Subjects
from feedpub.extraction.document.tags import Tags
from feedpub.language.lexicon import REPORTS, Is
from feedpub.language.words import words as word_list

_BE = frozenset("is are was were be been being 's ’s am got".split())
_ADDRESSED = frozenset(("told", "tells", "warned", "warns", "asked", "asks", "assured", "reminded", "advised", "urged"))
_QUESTIONED = frozenset(("asked", "told", "pressed", "questioned", "challenged", "reminded", "called", "dubbed", "informed"))
_NAMING = frozenset("called dubbed nicknamed labeled labelled titled entitled named termed".split())
_CITING = frozenset(("according", "per", "in"))
_INTRODUCE = frozenset(("that", "of", "to", "about", "for", "against", ":", "“", '"', "‘", "'", "``", "''", "«"))


class Report(NamedTuple):
    """A clause that reports speech.

    Args:
        at: position of its verb group among the frame's chunks.
        subject: who speaks.
        cue: number of the verb's token.
        strength: 3 for verbs of saying and "according to", 2 for thinking, 1 for judging, 0 for any other verb.
        begins: position of the chunk at which the clause begins: its subject, or its verb where the subject follows.
        inverted: whether the subject follows the verb.
    """

    at: int
    subject: Phrase
    cue: int
    strength: int
    begins: int
    inverted: bool = False


@cache
def _nouns() -> frozenset[str]:
    nouns = word_list("reporting_verbs", "noun")
    return nouns | {noun + "s" for noun in nouns}


class Clauses(Subjects):
    """The clauses of one frame that report speech.

    Args:
        tags: of the text.
        frame: to read.
    """

    def __init__(self, tags: Tags, frame: Frame) -> None:
        super().__init__(tags, frame)
        self.reports: list[Report] = [report for at in range(len(self.chunks)) if (report := self._report(at))]

    def _report(self, at: int) -> Report | None:
        piece = self.chunks[at]
        if piece.phrase:
            return self._owned(at) if piece.last - piece.first > 1 else None
        word = self.words.lower[piece.verb if piece.kind == "VG" else piece.first]
        if piece.kind != "VG" or word == "according":
            return self._cited(at, word) if word in _CITING else None
        strength = 0 if self.tags.of[piece.verb] == t.AUXILIARY else self._strength(piece.verb)
        return self._spoken(at, strength) if strength else None

    def _spoken(self, at: int, strength: int) -> Report | None:
        """Read a verb of speech with its subject, before or after it, or with its agent."""
        piece = self.chunks[at]
        if (turned := self._inverted(at)) and strength > 1:
            self._subjects[at] = turned, at
            return Report(at, turned, piece.verb, strength, at, inverted=True)
        if agent := self._agent(at):
            return Report(at, agent, piece.verb, strength, at)
        if self._passive(at) or self._names(at):
            return None
        found = self.subject(at)
        return Report(at, found[0], piece.verb, strength, found[1]) if found else None

    def _strength(self, place: int) -> int:
        flags = self.words.flags[place]
        if not flags & REPORTS:
            puts = self.words.lower[place] in ("put", "puts") and self.words.lower[place + 1 : place + 2] == ("it",)
            return 3 if puts else 0
        return 3 if flags & Is.SAY else 2 if flags & Is.THINK else 1

    def _cited(self, at: int, word: str) -> Report | None:
        """Read "according to the mayor", "per the mayor", "in the mayor's words", "in the words of Osei"; not "per week"."""
        if word == "according" or (word == "per" and at and self.chunks[at - 1].kind in ("Q", ",")):
            return self._according(at)
        phrase = self.chunks[at + 1].phrase if word == "in" and at + 1 < len(self.chunks) else None
        if phrase is None or self.words.lower[phrase.head] not in ("words", "telling", "phrase"):
            return None
        told = self._owner(phrase.first, phrase.head) or self._named_last(phrase)
        return Report(at, told, phrase.head, 3, at) if told else None

    def _owned(self, at: int) -> Report | None:
        """Read somebody's words: "Osei's claim that it “leaks”", "her promise of “free boats”"; not "the claim that"."""
        piece, nouns = self.chunks[at], _nouns()
        if nouns.isdisjoint(self.words.lower[piece.first + 1 : piece.last]):
            return None
        follows = self.lower(at + 1) if at + 1 < len(self.chunks) else ""
        for noun in range(piece.last - 1, piece.first, -1):
            if self.words.lower[noun] not in nouns or self.tags.of[noun] != t.NOUN:
                continue
            introduces = self.words.lower[noun + 1] if noun + 1 < piece.last else follows
            if introduces in _INTRODUCE and (owner := self._owner(piece.first, noun)):
                return Report(at, owner, noun, 2 if introduces == "that" else 1, at)
        return None

    def _owner(self, first: int, noun: int) -> Phrase | None:
        """Take whose something is: Osei in "Osei's claim", "her" in "her claim", the mayor in "the mayor's claim"."""
        of, place = self.tags.of, noun - 1
        while place > first and of[place] in (t.ADJECTIVE, t.NOUN):
            place -= 1
        if of[place] == t.POSSESSIVE:
            return Phrase(place, place + 1, "pronoun", None, place)
        if of[place] != t.OWNS or place == first:
            return None
        name = self.tags.name[place - 1]
        if name:
            return Phrase(name.first, place, "name", name, place - 1) if name.kind != "place" else None
        begin = place - 1
        while begin > first and of[begin] in (t.ADJECTIVE, t.NOUN):
            begin -= 1
        owner = Phrase(begin, place, "nominal", None, place - 1)
        return owner if speaks(self.tags, owner) else None

    def _named_last(self, phrase: Phrase) -> Phrase | None:
        name = self.tags.name[phrase.last - 1]
        return Phrase(name.first, phrase.last, "name", name, phrase.last - 1) if name and name.kind != "place" else None

    def _agent(self, at: int) -> Phrase | None:
        """Find who speaks in the passive: "called “a mess” by Osei", "described by Osei as “a mess”"."""
        piece, after = self.chunks[at], at + 1
        if not self.words.lower[piece.verb].endswith(("ed", "en", "wn", "ught", "id")):
            return None
        while after < len(self.chunks) and self.chunks[after].kind in ("S", "NP", "Q") and after < at + 3:
            quoted = self.chunks[after].kind == "Q"
            after += 1
            if quoted:
                break
        by = after + 1 < len(self.chunks) and self.lower(after) == "by"
        phrase = self.chunks[after + 1].phrase if by and (after == at + 1 or self.chunks[after - 1].kind == "Q") else None
        return phrase if phrase and speaks(self.tags, phrase) else None

    def _names(self, at: int) -> bool:
        """Tell a participle that gives something a name, "a play called “…”", from the verb: "Osei called “…”"."""
        piece, before = self.chunks[at], self.chunks[at - 1].phrase if at else None
        if piece.first != piece.verb or self.words.lower[piece.verb] not in _NAMING or before is None:
            return False
        return before.form == "nominal" and not speaks(self.tags, before) and self.words.stretch[piece.last] >= 0

    def _according(self, at: int) -> Report | None:
        for after in range(at + 1, min(at + 3, len(self.chunks))):
            if (phrase := self.chunks[after].phrase) and self.tags.of[phrase.last - 1] != t.POSSESSIVE:
                return Report(at, self._complete(after, phrase), self.chunks[at].first, 3, at)
        return None

    def _passive(self, at: int) -> bool:
        """Tell "was asked", "when asked about" and ", asked about" from verbs whose subject speaks."""
        piece = self.chunks[at]
        verb = self.words.lower[piece.verb]
        if verb.endswith("ing"):
            return False
        if any(self.words.lower[place] in _BE for place in range(piece.first, piece.verb)):
            return True
        if verb not in _QUESTIONED or piece.first != piece.verb:
            return False
        before = self.chunks[at - 1].kind if at else ","
        follows = self.words.lower[piece.verb + 1] if piece.verb + 1 < len(self.words.lower) else ""
        return before == "S" or (
            before in ("NP", ",") and follows in ("about", "if", "whether", "by", "why", "how", "what", "where", "who")
        )

    def asked(self, at: int) -> bool:
        """Tell whether somebody else asks: "Osei was asked: “Why?”", "Asked if it is “safe”, most agreed".

        Args:
            at: position of the quotation.
        """
        if len(self.chunks) > 1 and self.lower(0) == "asked" and self.lower(1) in ("if", "whether"):
            return not any(piece.kind == "," for piece in self.chunks[:at])
        before = at - 1
        while before > 0 and self.chunks[before].kind in (",", ":"):
            before -= 1
        piece = self.chunks[before]
        if before < 0 or piece.kind != "VG" or self.words.lower[piece.verb] not in _QUESTIONED or not self._passive(before):
            return False
        return all(self.words.lower[report.cue] != "according" for report in self.reports)

    def _inverted(self, at: int) -> Phrase | None:
        """Find a subject after the verb: “…,” said Ada Osei; Said Osei: “…”; as the mayor put it is not one."""
        piece = self.chunks[at]
        if (piece.first != piece.verb and self.tags.of[piece.first] != t.ADVERB) or self.tags.of[piece.verb] == t.GERUND:
            return None
        before = at - 1
        while before >= 0 and (self.chunks[before].kind in COMMAS or self.chunks[before].kind == "ADV"):
            before -= 1
        opening = before < 0 or self.chunks[before].kind in ("Q", "“", '"') or (before == 0 and self.chunks[0].kind == "C")
        if at + 1 >= len(self.chunks) or not (opening or self._trailing(at)):
            return None
        phrase = self.chunks[at + 1].phrase
        if phrase is None or self.words.lower[phrase.first] in ("him", "me", "us", "them", "that", "this", "it"):
            return None
        return self._complete(at + 1, phrase)

    def _trailing(self, at: int) -> bool:
        """Tell the report that closes a sentence: "It was “a mess” for all, said Osei, a farmer" does."""
        verb = self.chunks[at].verb
        if not at or self.chunks[at - 1].kind not in COMMAS or not self.words.flags[verb] & Is.SAY:
            return False
        if self.words.lower[verb] in _ADDRESSED:
            return False
        phrase = self.chunks[at + 1].phrase
        ends = at + 2 >= len(self.chunks) or self.chunks[at + 2].kind in (".", ",", ":", "R", "P", "(")
        return ends and phrase is not None and speaks(self.tags, phrase)

    def _complete(self, at: int, phrase: Phrase) -> Phrase:
        """Add what belongs to a noun phrase that follows its verb: "a spokesman for the port"."""
        follows = self.chunks[at + 1 : at + 3]
        if phrase.form == "nominal" and len(follows) == 2 and follows[0].kind == "P" and (inner := follows[1].phrase):
            complement = self.lower(at + 1) in ("for", "from", "at", "with", "in", "on")
            return phrase._replace(last=inner.last) if complement else phrase
        return phrase
