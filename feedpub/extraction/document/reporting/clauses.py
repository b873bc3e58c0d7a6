"""Report clauses: verbs of speech with the words that name their subject."""

from enum import IntEnum
from typing import NamedTuple

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.chunks import Chunk, NounPhrase, holds, speaks
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.reporting.nominals import Subject
from feedpub.extraction.document.reporting.sentence_chunks import COMMAS
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.extraction.document.reporting.subjects import Subjects
from feedpub.language.language import Language
from feedpub.language.lexicon import REPORTS, ROLE, Is

_APPOSED = 4  # chunks of a post and a name between commas that open a sentence
_LONGEST_TERM = 8  # tokens with their marks
_INTRODUCING_MARKS = frozenset((":", "“", '"', "‘", "'", "``", "''", "«"))


class Strength(IntEnum):
    """How much a clause is one of speech: "said", "according to"; "thought"; "blamed", "her promise of"."""

    JUDGES = 1
    THINKS = 2
    SAYS = 3


class ReportClause(NamedTuple):
    """A clause that reports speech.

    Args:
        at: position of its verb group among the sentence's chunks.
        subject: who speaks.
        cue: number of the verb's token.
        strength: of its verb.
        begins: position of the chunk at which the clause begins: its subject, or its verb where the subject follows.
        inverted: whether the subject follows the verb.
    """

    at: int
    subject: NounPhrase
    cue: int
    strength: Strength
    begins: int
    inverted: bool = False


class ReportClauses(Subjects):
    """The clauses of one matrix sentence that report speech."""

    def __init__(self, tags: Tags, sentence: MatrixSentence, language: Language) -> None:
        super().__init__(tags, sentence, language)
        self.reports = [report for at in range(len(self.chunks)) if (report := self._report(at))]

    def said(self, at: int) -> bool:
        """Tell a quotation that nobody else asks, and that is no term."""
        return self.kind(at) == "Q" and not (self._asked(at) or self._term(at))

    def is_somebody(self, subject: NounPhrase) -> bool:
        """Tell "a friend close to Osei" from "its sales"."""
        return subject.mention is not None or any(self.words.flags[at] & ROLE for at in range(subject.first, subject.last))

    def _term(self, at: int) -> bool:
        """Tell what something is called: "known as the “Judges Club”", "a club called “Sea”", a “Dark Water” director."""
        piece, back = self.chunks[at], at - 1
        if piece.last - piece.first > _LONGEST_TERM:
            return False
        if back >= 0 and self.chunks[back].last - self.chunks[back].first == 1 and self.opens_with(back, "article"):
            back -= 1
        known = self.opens_with(back, "as") and self.verb_in(back - 1, "known")
        named = self._named(back) and not self.opens_with(at + 1, "by")  # "a plan called “a mess” by Osei"
        return known or named or (at == 0 and self._titles(piece))

    def _named(self, at: int) -> bool:
        """Tell what gives a thing its name: "a boat called “…”", not "Osei called “…”", "what it called “…”"."""
        thing = self.phrase(at - 1) if self.verb_in(at, "naming") and self.kind(at - 2) != "R" else None
        return thing is not None and thing.form != "pronoun" and not speaks(self.tags, thing)

    def _titles(self, opening: Chunk) -> bool:
        """Tell a title that a sentence begins with and a noun follows: “Dark Water” director Ada Osei."""
        inner, follows = range(opening.first + 1, opening.last - 1), self.phrase(1)
        capital = all(self.words.capital[place] for place in inner)
        return capital and follows is not None and self.tags.of[follows.first] == t.NOUN

    def _asked(self, at: int) -> bool:
        """Tell whether somebody else asks a quotation: "Osei was asked: “Why?”", "Asked if it is “safe”, most agreed"."""
        if self.opens_with(0, "asked") and self.opens_with(1, "whether"):
            return not any(piece.kind == "," for piece in self.chunks[:at])
        before = at - 1
        while before > 0 and self.kind(before) in (",", ":"):
            before -= 1
        by = self._agent(before) if self.verb_in(before, "naming") else None  # "was called “a pirate” by the judge"
        questioned = self.verb_in(before, "questioned") and self._passive(before) and not by
        return questioned and not any(self.token_in(report.cue, "according") for report in self.reports)

    def _report(self, at: int) -> ReportClause | None:
        piece = self.chunks[at]
        if piece.phrase:
            return self._ordered(at) or (self._owned(at) if piece.last - piece.first > 1 else None)
        if piece.kind != "VG" or self.token_in(piece.verb, "according"):
            return self._cited(at) if piece.kind in ("VG", "P", "ADV") else None
        silent = self.tags.of[piece.verb] == t.AUXILIARY or self.opens_with(at, "asked of")  # "Osei should respond"
        silent = silent or (self.token_in(piece.verb, "beside alone") and not self._beside(at))
        strength = None if silent else self._strength(piece.verb)
        return self._spoken(at, strength) if strength else None

    def _beside(self, at: int) -> bool:
        """Tell "“…,” Osei offered." from "it offered “ten” boats to the port"."""
        before, after = self.before_commas(at), at + 1
        if self.kind(after) and self.chunks[after].last - self.chunks[after].first == 1 and self.kind(after + 1) == "Q":
            after += 1  # "offered his “condolences”", "offered to “go”"
        that = self.opens_with(after, "that") or (self.phrase(after) and self.opens_with(after + 1, "that"))
        return bool(that) or self.kind(before) == "Q" or self.kind(after) in ("Q", ":", ".", *COMMAS, "")

    def _strength(self, place: int) -> Strength | None:
        flags = self.words.flags[place]
        puts_it = self.token_in(place, "put") and self.tags.lower[place + 1] in self._listed["it"]
        points_out = self.token_in(place, "pointing") and self.tags.lower[place + 1] in self._listed["particle"]
        if puts_it or points_out or not flags & REPORTS:
            return Strength.SAYS if puts_it or points_out else None
        return Strength.SAYS if flags & Is.SAY else Strength.THINKS if flags & Is.THINK else Strength.JUDGES

    def _spoken(self, at: int, strength: Strength) -> ReportClause | None:
        """Read a verb of speech with its subject, before or after it, or with its agent, or with whom it cites."""
        verb = self.chunks[at].verb
        cited = self.phrase(at + 1) if self.token_in(verb, "citing") else None
        if cited and self.verb_kind(at) == "finite" and not self._passive(at) and speaks(self.tags, cited):
            source = self.subject(at)
            return ReportClause(at, self._complete(at + 1, cited), verb, strength, source.begins if source else at)
        if strength > Strength.JUDGES and (follows := self._inverted(at)):
            self._subjects[at] = Subject(follows, at)
            return ReportClause(at, follows, verb, strength, at, inverted=True)
        if agent := self._agent(at):
            return ReportClause(at, agent, verb, strength, at)
        found = None if self._passive(at) else self.subject(at)
        return ReportClause(at, found.phrase, verb, strength, found.begins) if found and not self._bare(at, found) else None

    def _bare(self, at: int, subject: Subject) -> bool:
        """Tell the participle in "a fan described as “kind”" from the verb in "what Osei described as “kind”"."""
        alone = self.chunks[at].first == self.chunks[at].verb and self.participle(self.chunks[at].verb)
        attached = self.kind(at - 1) in ("NP", *COMMAS) and self.kind(subject.begins - 1) != "R"
        # "in what host Osei described as “kind”", "what he described as “kind”"
        free = subject.phrase.form == "pronoun" or self.token_in(subject.phrase.first, "free relative")
        return alone and attached and not free and self.opens_with(at + 1, "as")

    def _cited(self, at: int) -> ReportClause | None:
        """Read "according to the mayor", "per the mayor", "in the mayor's words", "in the words of Osei"; not "per week"."""
        if self.opens_with(at, "according") or (self.opens_with(at, "per") and at and self.kind(at - 1) in ("Q", ",")):
            return self._according(at)
        phrase = self.phrase(at + 1) if self.opens_with(at, "in") else None
        if phrase is None or not self.token_in(phrase.head, "wording"):
            return None
        named = self.tags.name[phrase.last - 1]
        whose = self._owner(phrase.first, phrase.head) or (self._name(phrase.last) if named else self._worded(phrase))
        return ReportClause(at, whose, phrase.head, Strength.SAYS, at) if whose else None

    def _worded(self, phrase: NounPhrase) -> NounPhrase | None:
        """Find the farmer in "in the words of the farmer"."""
        of, first = self.tags.of, phrase.head + 2
        if first >= phrase.last or of[first - 1] != t.PREPOSITION or of[first] not in (t.DETERMINER, t.POSSESSIVE):
            return None
        whose = NounPhrase(first, phrase.last, "nominal", None, phrase.last - 1)
        return whose if speaks(self.tags, whose) else None

    def _ordered(self, at: int) -> ReportClause | None:
        """Read "orders from Osei to “show no pity”"; not "orders from Osei to sell boats"."""
        phrase, chief = self.phrase(at), self.phrase(at + 2)
        told = self.opens_with(at + 1, "ordered by") and self.opens_with(at + 3, "to do") and self.kind(at + 4) == "Q"
        if not (told and phrase and chief and self.token_in(phrase.head, "ordering") and speaks(self.tags, chief)):
            return None
        if self.tags.of[self.chunks[at + 4].first + 1] in (t.DETERMINER, t.POSSESSIVE):  # "a call from Osei to “the boys”"
            return None
        return ReportClause(at, chief, phrase.head, Strength.JUDGES, at)

    def _owned(self, at: int) -> ReportClause | None:
        """Read somebody's words: "Osei's claim that it “leaks”", "her promise of “free boats”"; not "the claim that"."""
        piece, nouns = self.chunks[at], self.language.words("reporting_verbs", "noun")
        if nouns.isdisjoint(self.words.lower[piece.first + 1 : piece.last]):
            return None
        for noun in range(piece.last - 1, piece.first, -1):
            if self.words.lower[noun] not in nouns or self.tags.of[noun] != t.NOUN or not self._introduces(at, noun):
                continue
            if owner := self._owner(piece.first, noun):
                that = self.words.lower[noun + 1] in self.language.words("reporting", "that")
                return ReportClause(at, owner, noun, Strength.THINKS if that else Strength.JUDGES, at)
        return None

    def _introduces(self, at: int, noun: int) -> bool:
        """Tell whether what somebody says follows a noun: "claim that", "promise of", "reply:"."""
        if noun + 1 == self.chunks[at].last and (at + 1 == len(self.chunks) or self.predicates(at + 1)):
            return False
        return self.token_in(noun + 1, "introducing") or self.words.lower[noun + 1] in _INTRODUCING_MARKS

    def _owner(self, first: int, noun: int) -> NounPhrase | None:
        """Take whose something is: Osei in "Osei's claim", "her" in "her claim", the mayor in "the mayor's claim"."""
        of, place = self.tags.of, self._before_modifiers(first, noun)
        if of[place] == t.POSSESSIVE:
            return NounPhrase(place, place + 1, "pronoun", None, place)
        if of[place] != t.OWNS or place == first:
            return None
        if self.tags.name[place - 1]:
            return self._name(place)
        owner = NounPhrase(self._before_modifiers(first, place - 1), place, "nominal", None, place - 1)
        return owner if speaks(self.tags, owner) else None

    def _before_modifiers(self, first: int, noun: int) -> int:
        place = noun - 1
        while place > first and self.tags.of[place] in (t.ADJECTIVE, t.NOUN):
            place -= 1
        return place

    def _name(self, last: int) -> NounPhrase | None:
        """Take the name that ends at a token, unless it is a place's."""
        name = self.tags.name[last - 1]
        return NounPhrase(name.first, last, "name", name, last - 1) if name and name.kind != "place" else None

    def _agent(self, at: int) -> NounPhrase | None:
        """Find who speaks in the passive: "called “a mess” by Osei", "described by Osei as “a mess”"."""
        if not self.participle(self.chunks[at].verb):
            return None
        after = at + 1
        while after < at + 3 and self.kind(after) in ("S", "NP"):
            after += 1
        after += after < at + 3 and self.kind(after) == "Q"
        by = self.opens_with(after, "by") and (after == at + 1 or self.kind(after - 1) == "Q")
        phrase = self.phrase(after + 1) if by else None
        return phrase if phrase and speaks(self.tags, phrase) else None

    def _according(self, at: int) -> ReportClause | None:
        for after in (at + 1, at + 2):
            if (phrase := self.phrase(after)) and self.tags.of[phrase.last - 1] != t.POSSESSIVE:
                said = self._held(after) or self._complete(after, phrase)
                return ReportClause(at, said, self.chunks[at].first, Strength.SAYS, at)
        return None

    def _held(self, at: int) -> NounPhrase | None:
        """Find the director in "according to Northern Ports Board (NPB) director Ada Osei"; not "the boats" there."""
        phrase = self.phrase(at + 4) if self.bracket(at + 3) == at + 1 else None
        post = phrase is not None and (self.words.flags[phrase.first] & ROLE or (phrase.mention and phrase.mention.title))
        return self._complete(at + 4, phrase) if phrase and post else None

    def _passive(self, at: int) -> bool:
        """Tell "was asked", "when asked about" and ", asked about" from verbs whose subject speaks."""
        piece = self.chunks[at]
        if piece.group and piece.group.passive:
            return True
        if piece.first != piece.verb or not self.token_in(piece.verb, "questioned"):
            return False
        about = self.tags.lower[piece.verb + 1] in self._listed["question"]
        before = self.kind(at - 1) if at else ","
        whole = before == "NP" and self.kind(at - 2) == "S" and self.kind(at + 1) != "P"
        if whole:  # "after Osei asked why she left", not "after Osei asked about it"
            return False
        # "when asked", not "Osei once told"
        return (before == "S" and self.kind(at - 2) != "NP") or (before in ("NP", ",") and about)

    def _inverted(self, at: int) -> NounPhrase | None:
        """Find a subject after the verb: “…,” said Ada Osei; Said Osei: “…”; as the mayor put it is not one."""
        piece = self.chunks[at]
        if (piece.first != piece.verb and self.tags.of[piece.first] != t.ADVERB) or self.tags.of[piece.verb] == t.GERUND:
            return None
        before = at - 1
        while self.kind(before) in COMMAS or self.kind(before) == "ADV":
            before -= 1
        opening = self.kind(before) in ("", "Q", "“", '"') or (before == 0 and self.kind(0) == "C")
        # "“…,” points out Osei"
        after = at + 1 + (self.verb_in(at, "pointing") and self.opens_with(at + 1, "particle"))
        phrase = self.phrase(after)
        if phrase is None or self.token_in(phrase.first, "no subject") or not (opening or self._trailing(at, phrase)):
            return None
        return self._complete(after, phrase)

    def _trailing(self, at: int, phrase: NounPhrase) -> bool:
        """Tell the report that closes a sentence: "It was “a mess” for all, said Osei, a farmer" does."""
        verb = self.chunks[at].verb
        if self.kind(at - 1) not in COMMAS or not self.words.flags[verb] & Is.SAY or self.token_in(verb, "addressing"):
            return False
        post, name = self.phrase(0), self.phrase(2)  # "The chairwoman, Ada Osei, agreed the plan, …"
        if at == _APPOSED and post and name and self.kind(1) == "," and speaks(self.tags, post) and speaks(self.tags, name):
            return False
        return self.kind(at + 2) in ("", ".", ",", ":", "R", "P", "(") and speaks(self.tags, phrase)

    def _complete(self, at: int, phrase: NounPhrase) -> NounPhrase:
        """Add what belongs to a noun phrase after its verb: "a spokesman for the port", "the mayor and judge Ada Osei"."""
        post = phrase.form == "nominal" or (self.words.flags[phrase.head] & Is.PERSON and phrase.head > phrase.first)
        inner = self.phrase(at + 2) if post else None
        if inner is None or self.words.flags[inner.head] & Is.DOCUMENT:  # "the port in a statement"
            return phrase
        if self.opens_with(at + 1, "in") and self.tags.of[inner.first] == t.POSSESSIVE:  # "the magazine in its review"
            return phrase
        if self.opens_with(at + 1, "and"):
            return (self.one(phrase, inner) if inner.mention else None) or phrase
        if not self.opens_with(at + 1, "complement"):
            return phrase
        return inner if holds(self.tags, phrase, inner) else phrase._replace(last=inner.last)
