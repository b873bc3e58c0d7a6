"""Noun phrases as wide as they are: with their complements, and with what "and" joins to them."""

from typing import NamedTuple

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.chunks import NounPhrase, holds, speaks
from feedpub.extraction.document.reporting.sentence_chunks import SentenceChunks
from feedpub.language.lexicon import ROLE, Is


class Subject(NamedTuple):
    """The phrase that names the subject of a verb group, and the position of the chunk that it begins at."""

    phrase: NounPhrase
    begins: int


class Nominals(SentenceChunks):
    """The chunks of one matrix sentence, and the noun phrases that they make."""

    def widened(self, at: int) -> Subject | None:
        """Take the noun phrase that ends at a chunk, over its complements to the left; None where that is no subject."""
        phrase, begin = self.chunks[at].phrase, at
        if phrase is None or (phrase.form == "pronoun" and self.token_in(phrase.first, "object")):
            return None
        if phrase.mention and self.token_in(phrase.first, "free relative"):
            return Subject(phrase, begin)
        if named := self._before_bracket(at):
            return named
        if both := self._governed(at):
            phrase, begin = both
        while begin >= 2 and self.kind(begin - 1) == "P":
            outer = self._head_left(begin - 2)
            if outer is None:
                break
            if holds(self.tags, outer.phrase, phrase) or self._owned_by_name(outer.phrase, phrase):
                return Subject(phrase, outer.begins)
            begin, spokesman = outer.begins, outer.phrase.form == "name" and self.opens_with(outer.begins, "indefinite")
            # "a Transport for Tamale spokesman" is a spokesman, no Transport
            phrase = phrase._replace(first=outer.phrase.first) if spokesman else outer.phrase._replace(last=phrase.last)
        return Subject(phrase, begin)

    def _before_bracket(self, at: int) -> Subject | None:
        """Read "the Green Tamale Movement (GTM) party" as that movement, "Northern Ports Board (NPB) director" as one."""
        phrase, opening = self.phrase(at), self.bracket(at - 1)
        name = self.phrase(opening - 1) if opening > 0 else None
        if phrase is None or phrase.form != "nominal" or self.tags.of[phrase.first] != t.NOUN or not (name and name.mention):
            return None
        kind = self.words.flags[phrase.head] & ROLE
        whole = name if kind & Is.ORGANIZATION else phrase._replace(first=name.first)
        return Subject(whole, opening - 1) if kind else None

    def bracket(self, closing: int) -> int:
        """Return the position of the bracket that opens what one closes, around an abbreviation; -1 for anything else."""
        around = (self.kind(closing - 2), self.kind(closing)) == ("(", ")")
        return closing - 2 if around and self.phrase(closing - 1) else -1

    def _governed(self, at: int) -> Subject | None:
        """Join what one head governs: "the MP for Accra and Tamale", "a committee of guards and farmers"."""
        phrase, other = self.chunks[at].phrase, self.phrase(at - 2)
        if phrase is None or other is None or not self.opens_with(at - 1, "and"):
            return None
        if self._both_modify(other, phrase):
            return Subject(phrase._replace(first=other.first), at - 2)
        head = self.phrase(at - 4) if self.opens_with(at - 3, "complement") else None
        if head and head.form == "nominal" and self.words.flags[head.head] & ROLE:
            if self._is_place(other) and self._is_place(phrase):
                return Subject(other._replace(last=phrase.last), at - 2)
            if self._second_post(phrase):  # "the envoy for boats and former mayor"
                return Subject(head._replace(last=phrase.last), at - 4)
        inner = other.last - 1
        several = self.tags.of[phrase.first] == t.NOUN and self.words.flags[phrase.head] & Is.GROUP
        group = other.form == "nominal" and self.words.flags[other.head] & Is.ORGANIZATION and other.head < inner
        bare = self.tags.of[inner - 1] == t.PREPOSITION
        return Subject(other._replace(last=phrase.last), at - 2) if several and group and bare else None

    def _is_place(self, phrase: NounPhrase) -> bool:
        """Tell a name alone that is nobody's: Tamale, not "mayor Ada Osei"."""
        name = phrase.mention
        return name is not None and name.first == phrase.first and name.kind not in ("person", "title")

    def _both_modify(self, other: NounPhrase, phrase: NounPhrase) -> bool:
        """Tell the noun that two words describe: "his transport and trade spokesman", "the Irish and French ministries"."""
        opens = self.tags.of[other.first] in (t.POSSESSIVE, t.DETERMINER) and not self.words.flags[other.head] & ROLE
        people = other.mention is None or other.mention.kind == "other"
        post = phrase.form == "nominal" and self.words.flags[phrase.head] & ROLE and self.tags.of[phrase.first] == t.NOUN
        return opens and people and other.form != "pronoun" and bool(post)

    def _second_post(self, phrase: NounPhrase) -> bool:
        first = self.tags.of[phrase.first]
        return (
            phrase.form == "nominal" and first in (t.NOUN, t.ADJECTIVE) and bool(self.words.flags[phrase.head] & Is.PERSON)
        )

    def _owned_by_name(self, outer: NounPhrase, inner: NounPhrase) -> bool:
        """Tell "War on Want's Ada Osei", who is of what the whole is called."""
        name = inner.mention
        if name is None or name.kind != "person" or name.first <= inner.first:
            return False
        return outer.form == "name" and self.tags.of[name.first - 1] == t.OWNS

    def _head_left(self, at: int) -> Subject | None:
        """Find the noun phrase that a preposition's phrase belongs to, also over a participle: "a letter seen by"."""
        piece, before = self.chunks[at], self.phrase(at - 1)
        if piece.phrase and before and self.tags.is_a(piece.first, "behind noun") and before.form == "nominal":
            return Subject(before, at - 1)  # "an aide close to Osei"
        if piece.phrase:
            gave = self.token_in(piece.phrase.first, "object") or self.token_in(piece.phrase.first, "third person")
            return None if gave else Subject(piece.phrase, at)  # "who gave [it] to Lind said"
        alone = piece.kind == "VG" and piece.first == piece.verb and self.participle(piece.verb)
        return Subject(before, at - 1) if alone and before and before.form == "nominal" else None

    def together(self, found: Subject) -> Subject:
        """Join two: "Ada Osei and Bo Lind said", "Osei and her son said", "the singer and guitarist said"."""
        phrase, begin = found
        other = self.phrase(begin - 2) if begin > 1 and self.opens_with(begin - 1, "and") else None
        if other is None or phrase.form == "pronoun" or self.kind(begin - 3) in ("P", "VG"):
            return found
        if not speaks(self.tags, other) or not (other.form == "pronoun" or speaks(self.tags, phrase)):
            return found
        if one := self.one(other, phrase) or self._in_office(other, phrase):
            return Subject(one, begin - 2)
        begin = self._list_left(begin - 2)
        return Subject(NounPhrase(self.chunks[begin].first, phrase.last, "name", None, phrase.head), begin)

    def _in_office(self, other: NounPhrase, phrase: NounPhrase) -> NounPhrase | None:
        """Tell one office, "Work and Pensions Secretary Ada Osei", from two people, "Lind and Finance Minister Ada Osei"."""
        plain = all(self.words.flags[at] & Is.COMMON and self.words.capital[at] for at in range(other.first, other.last))
        titled = phrase.mention is not None and phrase.mention.title
        return phrase if plain and titled and phrase.names_person and not other.names_person else None

    def _list_left(self, begin: int) -> int:
        """Go back over names before the last two: "Ada Osei, Kofi Mensah and Bo Lind said"."""
        while self._names_person(begin) and self._names_person(begin - 2) and self.kind(begin - 1) == ",":
            if self.kind(begin - 3) not in ("", ",", "Q", "S"):
                break
            begin -= 2
        return begin

    def _names_person(self, at: int) -> bool:
        phrase = self.phrase(at)
        return phrase is not None and phrase.names_person

    def one(self, role: NounPhrase, other: NounPhrase) -> NounPhrase | None:
        """Tell two posts of one person: "her friend and spokesman Ada Osei", "the singer and guitarist"."""
        plural = tuple(self.language.words("coreference", "plural"))
        several = any(self.words.lower[each.head].endswith(plural) for each in (role, other) if each.form == "nominal")
        # "former Olympian and BBC pundit Ada Osei", "Osemar co-founder and CEO Ada Osei"
        bare = self.tags.of[role.first] in (t.NOUN, t.ADJECTIVE, t.NAME) and not role.names_person
        post = role.form == "nominal" or (bare and self.words.flags[role.head] & Is.PERSON)
        name = other.mention
        behind = bare and name is not None and name.kind == "person" and (name.first > other.first or name.title)
        if several or not post or not (self.tags.of[other.first] == t.NOUN or behind):
            return None
        return other if name else role._replace(last=other.last)

    def described(self, at: int) -> NounPhrase | None:
        """Return the phrase at a chunk, with the noun that two words describe: "his transport and trade spokesman"."""
        phrase, other = self.phrase(at), self.phrase(at + 2)
        both = phrase and other and self.opens_with(at + 1, "and") and self._both_modify(phrase, other)
        return other._replace(first=phrase.first) if phrase and other and both else phrase
