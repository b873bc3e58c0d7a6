"""Subjects: who does what a verb says, over everything that may stand between the two."""

from typing import Literal

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.chunks import NounPhrase, speaks
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.reporting.nominals import Nominals, Subject
from feedpub.extraction.document.reporting.sentence_chunks import COMMAS
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.language.language import Language
from feedpub.language.lexicon import REPORTS, ROLE, Is

_DEEP = 60  # chunks: verbs may share the subjects of verbs before them, which is no deep recursion in so few


class Subjects(Nominals):
    """The chunks of one matrix sentence, and the subject of each verb group among them."""

    def __init__(self, tags: Tags, sentence: MatrixSentence, language: Language) -> None:
        super().__init__(tags, sentence, language)
        self._subjects: dict[int, Subject | None] = {}

    def subject(self, at: int) -> Subject | None:
        """Find the subject of a verb group, over adverbs, complements, appositions, relative clauses, other verbs."""
        if at in self._subjects:
            return self._subjects[at]
        if at > _DEEP:
            # Asked from the left, none asks another that asks another.
            for before in range(at):
                if self.kind(before) == "VG" and before not in self._subjects:
                    self._find(before)
        return self._find(at)

    def last_subject(self, at: int) -> NounPhrase | None:
        """Find the subject of the last verb before a position, whatever the verb."""
        found = self._shared(at)
        return found.phrase if found else None

    def main_subject(self) -> NounPhrase | None:
        """Find the subject of the main clause: of the first verb that no relative or subordinate clause has."""
        found = self._main(len(self.chunks))
        return found.phrase if found else None

    def _find(self, at: int) -> Subject | None:
        self._subjects[at] = None  # what asks for itself finds nothing
        self._subjects[at] = self._search(at)
        return self._subjects[at]

    def _search(self, at: int) -> Subject | None:
        back = self._skip(at - 1)
        kind = self.kind(back)
        if self.verb_kind(at) == "ing":
            return self._of_gerund(at, back)
        if kind == "C" and (first := self._resumed(at, back)):
            return first
        if self.verb_kind(at) == "infinitive" or kind in ("C", "S", "P", "Q", "VG"):
            apposed = self._apposed(back) if kind == "Q" and self.programme(back) else None
            return self._led(back) or apposed or self._shared(at)
        if kind == "R" or kind in COMMAS or kind == ")":
            return self._antecedent(back) if kind == "R" else self._apposed(back)
        found = self._nominal(back) if kind else None
        if found and not self._is_object(found):
            return self._described(found, at)
        return self._shared(at) if kind else None

    def _is_object(self, found: Subject) -> bool:
        """Tell "when asked whether he would do the same again replied": what a verb has behind it, and cannot speak."""
        verb = found.begins - 1
        if self.kind(verb) != "VG" or self.tags.is_a(self.chunks[verb].verb, "be", "contracted_be_ending"):
            return False
        if speaks(self.tags, found.phrase):  # "A patient who saw the man told Osei"
            return self.kind(verb - 1) == "R" and not self.words.flags[self.chunks[verb].verb] & Is.SAY
        return self.verb_kind(verb) == "infinitive" or not self.words.flags[self.chunks[verb].verb] & REPORTS

    def _led(self, back: int) -> Subject | None:
        """Find twelve viewers in "The show led twelve viewers to complain that"."""
        found = self._nominal(back) if self.verb_in(back - 1, "causing") and self.phrase(back) else None
        return found if found and speaks(self.tags, found.phrase) else None

    def _of_gerund(self, at: int, back: int) -> Subject | None:
        """Find who does what an -ing form says: the noun phrase before it if that can speak, else the main subject."""
        if back < 0:
            return self._ahead(at)
        if self.opens_with(back, "as") and (quoted := self._quoted(back)):
            return quoted
        if (self.kind(back) in COMMAS or self.kind(back) == "S") and (main := self._reporter(back) or self._last_main(at)):
            shared = self._shared(at) if self.token_in(main.phrase.first, "demonstrative") else None
            return self._behind(main, at) or (shared if shared and speaks(self.tags, shared.phrase) else main)
        phrase = self.phrase(back)
        speaker = phrase is not None and speaks(self.tags, phrase)
        if phrase and speaker and back and self.opens_with(back - 1, "with"):
            return Subject(phrase, back)
        found = self._nominal(back) if phrase else None
        if found and speaks(self.tags, found.phrase) and not self.words.flags[found.phrase.head] & Is.DOCUMENT:
            return found
        said = self._depicted(back) if self.words.flags[self.chunks[at].verb] & Is.SAY else None
        return said or self._shared(at) or found

    def _depicted(self, at: int) -> Subject | None:
        """Find the farmers in "a picture of farmers shouting", not in "a report on farmers"."""
        phrase = self.phrase(at)
        if phrase is None or phrase.form != "nominal" or self.words.flags[phrase.head] & Is.DOCUMENT:
            return None
        people = NounPhrase(phrase.head + 2, phrase.last, "nominal", None, phrase.last - 1)
        inner = people.first < people.last and self.tags.of[phrase.head + 1] == t.PREPOSITION
        return Subject(people, at) if inner and self.words.flags[people.head] & (Is.PERSON | Is.GROUP) else None

    def _ahead(self, at: int) -> Subject | None:
        """Find Osei in "Saying that “it is late,” Osei left", whose clause follows what the sentence opens with.

        "Having said that" tells of who writes.
        """
        if self.chunks[at].first != self.chunks[at].verb:
            return None
        for place in range(at + 1, len(self.chunks) - 1):
            phrase, apart = self.phrase(place), self.kind(place - 1) in (*COMMAS, "Q")
            if phrase and apart and self.verb_kind(place + 1) == "finite":
                return Subject(phrase, place)
        return None

    def _quoted(self, at: int) -> Subject | None:
        """Find the official in "Reuters quoted an official at the port as saying"."""
        found = self._nominal(at - 1) if at else None
        return found if found and self.verb_in(found.begins - 1, "citing") else None

    def _reporter(self, comma: int) -> Subject | None:
        """Find "he" in "The port will close, he said, adding", Lind in "Osei told them to go, and Lind agreed, saying"."""
        verb = next((place for place in range(comma - 1, -1, -1) if self.kind(place) == "VG"), -1)
        found = self.subject(verb) if verb >= 0 and self.words.flags[self.chunks[verb].verb] & REPORTS else None
        if found is None or verb - found.begins > 2 or not speaks(self.tags, found.phrase):
            return None
        back = found.begins - 2 if self.kind(found.begins - 1) == "C" else found.begins - 1
        return found if self.kind(back) in COMMAS else None

    def _behind(self, main: Subject, at: int) -> Subject | None:
        """Find Lind in "The remarks came as Lind met them, calling it “…”": what only comes about says nothing."""
        verbs = (place for place in range(main.begins + 1, at) if self.kind(place) == "VG" and self._finite(place))
        happens, tells = next(verbs, -1), next(verbs, -1)
        subordinate = happens >= 0 and any(self.kind(place) == "S" for place in range(happens, tells))
        nominal = main.phrase.form == "nominal" and not self.words.flags[main.phrase.head] & (ROLE | Is.DOCUMENT)
        found = self.subject(tells) if subordinate and nominal and self.verb_in(happens, "coming about") else None
        return found if found and speaks(self.tags, found.phrase) else None

    def _resumed(self, at: int, conjunction: int) -> Subject | None:
        """Find Osei in "Osei thought that Lind would go, but said", "Osei said Lind had gone and added": she goes on."""
        first = next((place for place in range(conjunction) if self.kind(place) == "VG"), conjunction)
        both = self.words.flags[self.chunks[first].verb] & REPORTS and self.words.flags[self.chunks[at].verb] & Is.SAY
        goes_on = self.kind(conjunction - 1) in COMMAS or self.verb_in(at, "adding")
        return self.subject(first) if both and goes_on else None

    def _main(self, at: int, begin: int = 0) -> Subject | None:
        """Find the subject of the main clause before a participle: Osei in "Osei left after they came, calling it “…”".

        Args:
            at: position of the participle.
            begin: position that the clause begins at.
        """
        begin = max((place + 1 for place in range(begin, at) if self.kind(place) == ";"), default=begin)
        subordinate = False
        for place in range(begin, at):
            kind = self.kind(place)
            subordinate = kind == "S" or (subordinate and kind not in COMMAS)
            if kind == "VG" and not subordinate and (found := self.subject(place)):
                if self.tags.of[found.phrase.first] == t.RELATIVE:
                    continue
                before = self.kind(found.begins - 1) if found.begins > begin else ""
                if (before not in ("R", "S") and found.phrase.form != "pronoun") or before in ("", *COMMAS, "C"):
                    return found
        return None

    def _last_main(self, at: int) -> Subject | None:
        """Find the same of the last of several main clauses: "Osei left, but Lind stayed, calling it “…”"."""
        joined = [place + 1 for place in range(1, at) if self.kind(place) == "C" and self.kind(place - 1) in COMMAS]
        clauses = ((begin, self._main(at, begin)) for begin in reversed(joined) if self.phrase(begin))
        own = (found for begin, found in clauses if found and found.begins >= begin and found.phrase.form != "pronoun")
        return next(own, None) or self._main(at)

    def _skip(self, back: int) -> int:
        """Go back over adverbs, times ("on Monday"), brackets, and "both" behind those whom it counts."""
        while self.kind(back) in ("ADV", "DAY") or self._counts(back):
            back -= 2 if self.kind(back) == "DAY" and self.kind(back - 1) == "P" else 1
        if self.kind(back) != ")":
            return back
        while back >= 0 and self.kind(back) != "(":
            back -= 1
        return self._skip(back - 1)

    def _counts(self, at: int) -> bool:
        """Tell "both" in "Osei and Lind both said"."""
        alone = self.kind(at) == "NP" and self.chunks[at].last - self.chunks[at].first == 1
        return alone and self.opens_with(at, "counting") and self.kind(at - 1) == "NP"

    def _nominal(self, back: int) -> Subject | None:
        """Take the noun phrase that ends at a chunk, with all that belongs to it."""
        found = self.widened(back)
        if found is None:
            return None
        if self.token_in(found.phrase.first, "free relative"):  # "in what host Osei described as “kind”"
            named = found.phrase.mention or found.phrase.head == found.phrase.first
            return found if named else Subject(found.phrase._replace(first=found.phrase.first + 1), found.begins)
        return self._beyond(found.begins - 1) if self.kind(found.begins - 1) == "P" else self.together(found)

    def _described(self, found: Subject, at: int) -> Subject:
        """Take Osei for the mayor in "Ada Osei, mayor of Tamale said": a description without its second comma."""
        name = self.phrase(found.begins - 2) if self.kind(found.begins - 1) == "," else None
        person = name and name.names_person and found.phrase.form == "nominal"
        opens = found.begins == 2 or self.kind(found.begins - 3) in (*COMMAS, ":", ";", "C", "Q")
        # "Ada Osei, the mayor said, left", "Ada Osei, the mayor said, “is late”"
        aside = self.kind(at + 1) in COMMAS and (self.kind(at + 2) != "Q" or self._goes_on(at + 2))
        role = self.words.flags[found.phrase.head] & ROLE or not speaks(self.tags, found.phrase)  # "the union's lead"
        return Subject(name, found.begins - 2) if name and person and opens and role and not aside else found

    def _goes_on(self, at: int) -> bool:
        """Tell a quotation that begins with a verb in small letters, and so goes on with a sentence."""
        first = self.chunks[at].first + 1
        return self.tags.of[first] in (t.VERB, t.AUXILIARY) and self.words.lower[first] == self.words.texts[first]

    def _beyond(self, preposition: int) -> Subject | None:
        """A phrase after a preposition is no subject: look before it, unless it opens the sentence."""
        back = self._skip(preposition - 1)
        if back < 0:
            return None
        return self._apposed(back) if self.kind(back) in COMMAS else self._shared(preposition)

    def _antecedent(self, back: int) -> Subject | None:
        place = self.chunks[back].first
        if self.token_in(place, "who"):
            return Subject(NounPhrase(place, place + 1, "pronoun", None, place), back)
        before = self._skip(self.before_commas(back))  # "a report late last month that said"
        found = self._nominal(before) if before >= 0 else None
        near = self.phrase(before)
        if found is None or near is None or speaks(self.tags, found.phrase) or not speaks(self.tags, near):
            return found
        return Subject(near, before)  # "hot on the heels of data from Osemar, which said"

    def _apposed(self, comma: int) -> Subject | None:
        """Find Osei in "Osei, who grew up here, said", "Osei, 34, a farmer, said" and "In a letter to Bello, Osei said"."""
        best: Subject | None = None
        end = comma
        for start in range(comma - 1, -2, -1):
            quoted = self.kind(start) == "Q" and not self.programme(start)
            if start >= 0 and not quoted and self.kind(start) not in COMMAS:
                continue
            found = self._segment(start + 1, end)
            last = self._nominal(end - 1) if found == "clause" else None
            if last and last.begins > start + 1 and self.kind(last.begins - 1) == "C":
                found = last  # "Lind left but Osei, the head of the port, said"
            if found == "clause":
                # "Lind, treated for back strains, said": whoever does what the aside begins with
                aside = self.subject(start + 1) if self.kind(start) in COMMAS and self.kind(start + 1) == "VG" else None
                return best or aside or self._shared(end)
            if isinstance(found, Subject):
                named = best is not None and best.phrase.form == "name" and speaks(self.tags, best.phrase)
                described = named and found.phrase.form == "nominal"
                best = found if best is None or (speaks(self.tags, found.phrase) and not described) else best
            end = start
            if quoted:
                break
        return best

    def _segment(self, start: int, end: int) -> Subject | Literal["clause"] | None:
        """Read the chunks between two commas: a noun phrase that may be the subject, a whole clause, or an aside."""
        while start < end and self.kind(start) in ("ADV", "DAY"):
            start += 1
        start += start < end and self.kind(start) == "C"
        if start >= end:
            return None
        phrase = self.described(start)
        if phrase is None:
            return "clause" if self.tags.of[self.chunks[start].first] == t.VERB else None
        verb = next((at for at in range(start + 1, end) if self.verb_kind(at) not in (None, "infinitive")), None)
        return "clause" if verb is not None and self.kind(verb - 1) != "R" and self._finite(verb) else Subject(phrase, start)

    def _finite(self, at: int) -> bool:
        piece = self.chunks[at]
        passive = piece.first == piece.verb and self.opens_with(at + 1, "after participle") and self.participle(piece.verb)
        return self.verb_kind(at) != "ing" and not passive

    def _shared(self, at: int) -> Subject | None:
        """Take the subject of the verb before, which a coordinated verb or a participle shares."""
        for back in range(at - 1, -1, -1):
            if self.verb_kind(back) not in (None, "infinitive") and (found := self.subject(back)):
                return self._outside(found, at) or found
        return None

    def _outside(self, inner: Subject, at: int) -> Subject | None:
        """Take the report for the subject of the main verb in "the report that Osei gave to Lind says"."""
        relative = inner.begins if self.kind(inner.begins) == "R" else inner.begins - 1
        goes_on = self.verb_kind(at) == "finite" or self.kind(at) == "P"
        if relative < 1 or self.kind(relative) != "R" or not goes_on or self.kind(at - 1) in ("C", *COMMAS):
            return None
        return self._nominal(relative - 1)
