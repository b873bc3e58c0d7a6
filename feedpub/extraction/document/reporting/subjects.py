"""Subjects: who does what a verb says, over everything that may stand between the two."""

from feedpub.extraction.document import tagset as t
from feedpub.extraction.document.chunks import Chunk, Phrase, chunk, speaks
from feedpub.extraction.document.reporting.sentences import Frame
from feedpub.extraction.document.tags import Tags
from feedpub.language.lexicon import REPORTS, Is
from feedpub.language.words import words as word_list

COMMAS = frozenset((",", "—", "–", "-", "…", "..."))
_DEEP = 60  # chunks
_THIRD = frozenset(("he", "she", "they", "it"))
_OBJECTS = frozenset(("him", "them", "me", "us"))


class Subjects:
    """The chunks of one frame, and the subject of each verb group among them.

    Args:
        tags: of the text.
        frame: to read.
    """

    def __init__(self, tags: Tags, frame: Frame) -> None:
        self.tags, self.words, self.frame = tags, tags.words, frame
        self.chunks: list[Chunk] = chunk(tags, iter(frame.items))
        self._subjects: dict[int, tuple[Phrase, int] | None] = {}

    def lower(self, at: int) -> str:
        """Return a chunk's first word."""
        return self.words.lower[self.chunks[at].first]

    def programme(self, at: int) -> bool:
        """Tell a title in marks after its owner, which is no quotation: Radio Volta's “Morning Post”.

        Args:
            at: position of the marked words.
        """
        return at > 0 and self.chunks[at].kind == "Q" and self.tags.of[self.chunks[at - 1].last - 1] == t.OWNS

    def subject(self, at: int) -> tuple[Phrase, int] | None:
        """Find the subject of a verb group, over adverbs, complements, appositions, relative clauses and coordinated verbs.

        Args:
            at: position of the verb group.

        Returns:
            The subject and the position of the chunk that it begins at.
        """
        if at in self._subjects:
            return self._subjects[at]
        if at > _DEEP:
            # Verbs share the subjects of verbs before them: asked from the left, none asks another that asks another.
            for before in range(at):
                if self.chunks[before].kind == "VG" and before not in self._subjects:
                    self._find(before)
        return self._find(at)

    def _find(self, at: int) -> tuple[Phrase, int] | None:
        self._subjects[at] = None  # what asks for itself finds nothing
        self._subjects[at] = self._search(at)
        return self._subjects[at]

    def _search(self, at: int) -> tuple[Phrase, int] | None:
        piece = self.chunks[at]
        back = self._skip(at - 1)
        if self._participle(at):
            return self._of_participle(at, back)
        if self.tags.of[piece.first] == t.TO:
            return self._shared(at)
        kind = self.chunks[back].kind if back >= 0 else ""
        if kind in ("C", "S", "P", "Q", "VG"):
            return (self.programme(back) and self._apposed(back)) or self._shared(at)
        if kind == "R":
            return self._antecedent(back)
        if kind in COMMAS or kind == ")":
            return self._apposed(back)
        return (self._nominal(back) or self._shared(at)) if kind else None

    def _participle(self, at: int) -> bool:
        """Tell "calling" and "having called"."""
        piece = self.chunks[at]
        return self.tags.of[piece.first] == t.GERUND or (self.lower(at) in ("having", "being") and piece.verb > piece.first)

    def _of_participle(self, at: int, back: int) -> tuple[Phrase, int] | None:
        """Find who does what an -ing form says: the noun phrase before it if that can speak, else the main subject."""
        if back >= 0 and (self.chunks[back].kind in COMMAS or self.chunks[back].kind == "S") and (main := self._main(at)):
            return main
        if (
            back > 0
            and self.lower(back - 1) == "with"
            and (phrase := self.chunks[back].phrase)
            and speaks(self.tags, phrase)
        ):
            return phrase, back
        found = self._nominal(back) if back >= 0 and self.chunks[back].kind == "NP" else None
        if found and speaks(self.tags, found[0]) and self.words.lower[found[0].head] not in word_list("roles", "document"):
            return found
        return self._shared(at) or found

    def _main(self, at: int) -> tuple[Phrase, int] | None:
        """Find the subject of the main clause before a participle: Osei in "Osei left after they came, calling it “…”"."""
        begin = max((place for place in range(at) if self.chunks[place].kind == ";"), default=-1) + 1
        aside = False
        for place in range(begin, at):
            kind = self.chunks[place].kind
            aside = kind == "S" or (aside and kind not in COMMAS)
            if kind == "VG" and not aside and (found := self.subject(place)):
                before = self.chunks[found[1] - 1].kind if found[1] > begin else ""
                if (before not in ("R", "S") and found[0].form != "pronoun") or before in ("", *COMMAS, "C"):
                    return found
        return None

    def _skip(self, back: int) -> int:
        """Go back over adverbs, times ("on Monday") and brackets."""
        while back >= 0 and self.chunks[back].kind in ("ADV", "DAY"):
            timed = back and self.chunks[back].kind == "DAY" and self.chunks[back - 1].kind == "P"
            back -= 2 if timed else 1
        if back >= 0 and self.chunks[back].kind == ")":
            while back >= 0 and self.chunks[back].kind != "(":
                back -= 1
            return self._skip(back - 1)
        return back

    def _nominal(self, back: int) -> tuple[Phrase, int] | None:
        """Take the noun phrase that ends at a chunk, widened over its complements to the left."""
        piece = self.chunks[back]
        if piece.phrase is None or (piece.phrase.form == "pronoun" and self.words.lower[piece.first] in _OBJECTS):
            return None
        phrase, begin = piece.phrase, back
        while begin >= 2 and self.chunks[begin - 1].kind == "P":
            outer = self._head_left(begin - 2)
            if outer is None:
                return self._beyond(begin - 1)
            begin, head = outer
            phrase = head._replace(last=phrase.last)
        if begin >= 1 and self.chunks[begin - 1].kind == "P":
            return self._beyond(begin - 1)
        if begin >= 2 and self.chunks[begin - 1].kind == "C" and self.lower(begin - 1) == "and":
            phrase, begin = self._together(phrase, begin)
        return phrase, begin

    def _head_left(self, at: int) -> tuple[int, Phrase] | None:
        """Find the noun phrase that a preposition's phrase belongs to, also over a participle: "a letter seen by"."""
        piece = self.chunks[at]
        if piece.phrase:
            return at, piece.phrase
        if (
            piece.kind == "VG"
            and at
            and piece.first == piece.verb
            and self.words.lower[piece.verb].endswith(("ed", "en", "wn"))
        ):
            before = self.chunks[at - 1]
            if before.phrase and before.phrase.form == "nominal":
                return at - 1, before.phrase
        return None

    def _beyond(self, preposition: int) -> tuple[Phrase, int] | None:
        """A phrase after a preposition is no subject: look before it, unless it opens the sentence."""
        back = self._skip(preposition - 1)
        if back < 0:
            return None
        if self.chunks[back].kind in COMMAS:
            return self._apposed(back)
        return self._shared(preposition)

    def _together(self, phrase: Phrase, begin: int) -> tuple[Phrase, int]:
        other = self.chunks[begin - 2].phrase
        if other and phrase.form == other.form == "name" and (begin == 2 or self.chunks[begin - 3].kind not in ("P", "VG")):
            return Phrase(other.first, phrase.last, "name", None, phrase.head), begin - 2
        return phrase, begin

    def _antecedent(self, back: int) -> tuple[Phrase, int] | None:
        place = self.chunks[back].first
        if self.words.lower[place] == "who":
            return Phrase(place, place + 1, "pronoun", None, place), back
        before = back - 1
        while before >= 0 and self.chunks[before].kind in COMMAS:
            before -= 1
        return self._nominal(before) if before >= 0 else None

    def _apposed(self, comma: int) -> tuple[Phrase, int] | None:
        """Find Osei in "Osei, who grew up here, said", "Osei, 34, a farmer, said" and "In a letter to Bello, Osei said"."""
        best: tuple[Phrase, int] | None = None
        end = comma
        for start in range(comma - 1, -2, -1):
            if (
                start >= 0
                and self.chunks[start].kind not in COMMAS
                and (self.chunks[start].kind != "Q" or self.programme(start))
            ):
                continue
            found = self._segment(start + 1, end)
            if found == "clause":
                return best or self._shared(end)
            if isinstance(found, tuple):
                named = best is not None and best[0].form == "name" and speaks(self.tags, best[0])
                described = named and found[0].form == "nominal"
                best = found if best is None or (speaks(self.tags, found[0]) and not described) else best
            end = start
            if start >= 0 and self.chunks[start].kind == "Q":
                break
        return best

    def _segment(self, start: int, end: int) -> tuple[Phrase, int] | str | None:
        """Read the chunks between two commas: a noun phrase that may be the subject, a whole clause, or an aside."""
        while start < end and self.chunks[start].kind in ("ADV", "DAY"):
            start += 1
        if start >= end:
            return None
        if self.chunks[start].kind == "C":
            start += 1
        phrase = self.chunks[start].phrase if start < end else None
        if phrase is None:
            verb = start < end and self.chunks[start].kind == "VG" and self.tags.of[self.chunks[start].first] == t.VERB
            return "clause" if verb else None
        verbs = [
            at
            for at in range(start + 1, end)
            if self.chunks[at].kind == "VG" and self.tags.of[self.chunks[at].first] != t.TO
        ]
        if verbs and self.chunks[verbs[0] - 1].kind != "R" and self._finite(verbs[0]):
            return "clause"
        return phrase, start

    def _finite(self, at: int) -> bool:
        piece = self.chunks[at]
        if self.tags.of[piece.first] == t.GERUND:
            return False
        following = self.lower(at + 1) if at + 1 < len(self.chunks) else ""
        return not (
            piece.first == piece.verb
            and following in ("by", "in", "on", "at", "for", "from", "with")
            and self.words.lower[piece.verb].endswith(("ed", "en"))
        )

    def _shared(self, at: int) -> tuple[Phrase, int] | None:
        """Take the subject of the verb before, which a coordinated verb or a participle shares."""
        for back in range(at - 1, -1, -1):
            if (
                self.chunks[back].kind == "VG"
                and self.tags.of[self.chunks[back].first] != t.TO
                and (found := self.subject(back))
            ):
                return self._embedding(found, at) or found
        return None

    def _embedding(self, inner: tuple[Phrase, int], at: int) -> tuple[Phrase, int] | None:
        """Climb from whom a verb of saying reports on: Osei in "Osei noted that he was there, and added"."""
        phrase, begin = inner
        back, verb = begin - 1, self.chunks[at].verb if at < len(self.chunks) else -1
        again = verb >= 0 and bool(self.words.flags[verb] & Is.SAY) and self.chunks[at - 1].kind == "C"
        if back < 1 or not (again or self.words.lower[phrase.first] in _THIRD):
            return None
        if self.chunks[back].kind == "R":
            back -= 1
        verb = self.chunks[back].verb
        return self.subject(back) if verb >= 0 and self.words.flags[verb] & REPORTS else None

    def last_subject(self, at: int) -> Phrase | None:
        """Find the subject of the last verb before a position, whatever the verb."""
        found = self._shared(at)
        return found[0] if found else None
