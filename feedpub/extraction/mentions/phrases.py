"""Noun phrases: where one that ends, or begins, at a word begins or ends."""

from bisect import bisect_right
from typing import NamedTuple

from feedpub.extraction.base import Reading
from feedpub.extraction.mentions.mention import Mention
from feedpub.extraction.mentions.names import names_of
from feedpub.extraction.mentions.words import Words, words_of
from feedpub.language.lexicon import Is

_CHAIN = frozenset(
    ["of", "for", "from", "in", "at", "with", "to", "on", "by", "against", "under", "within", "near", "behind"]
)
_INNER = Is.NOUN | Is.ADJECTIVE | Is.GROUP | Is.PERSON | Is.ORGANIZATION
_POSSESSIVE = frozenset(("'s", "’s", "’", "'"))
_STOPS = Is.PREPOSITION | Is.CONJUNCTION | Is.RELATIVE | Is.AUXILIARY | Is.DAY | Is.PRONOUN
_LONGEST = 14


class Phrase(NamedTuple):
    """A noun phrase that may name somebody.

    Args:
        first: number of its first token.
        last: number of the token after its last.
        form: name, nominal or pronoun.
        mention: the name that it is, if it is one.
        head: number of its head word.
    """

    first: int
    last: int
    form: str
    mention: Mention | None
    head: int


class Phrases:
    """Finds noun phrases in one text.

    Args:
        words: of the text.
        names: in order.
    """

    def __init__(self, words: Words, names: tuple[Mention, ...]) -> None:
        self.words = words
        self.names = names
        self._firsts = [name.first for name in names]

    def name_at(self, place: int) -> Mention | None:
        """Return the name that a token belongs to."""
        number = bisect_right(self._firsts, place) - 1
        return self.names[number] if number >= 0 and place < self.names[number].last else None

    def ending(self, last: int, limit: int) -> Phrase | None:
        """Find the noun phrase whose last word is the one before a place.

        "… after the vote, a spokeswoman for the Lagos port" ends in one that begins at "a"; "… agreed" ends in none.

        Args:
            last: number of the token after the phrase.
            limit: number of the first token that it may hold.

        Returns:
            The phrase, or None.
        """
        place, words = last - 1, self.words
        if place < limit:
            return None
        if (name := self.name_at(place)) and name.last == last and name.first >= limit:
            return self._widen(Phrase(name.first, last, "name", name, last - 1), limit)
        if words.flags[place] & (Is.SUBJECT | Is.PRONOUN) and not words.flags[place] & Is.DETERMINER:
            return Phrase(place, last, "pronoun", None, place)
        if not self._inner(place) and not words.flags[place] & Is.DETERMINER:
            return None
        first = self._leftmost(place, limit)
        return self._widen(Phrase(first, last, "nominal", None, place), limit)

    def beginning(self, first: int, limit: int) -> Phrase | None:
        """Find the noun phrase whose first word stands at a place.

        Args:
            first: number of its first token.
            limit: number of the first token that it cannot hold.

        Returns:
            The phrase up to its head, or None.
        """
        words, place = self.words, first
        if place >= limit:
            return None
        if (name := self.name_at(place)) and not words.flags[place] & Is.DETERMINER:
            return self._beyond_name(name, limit)
        if words.flags[place] & Is.PRONOUN and not words.flags[place] & Is.DETERMINER:
            return Phrase(place, place + 1, "pronoun", None, place)
        while place < limit and (
            words.flags[place] & (Is.DETERMINER | Is.POSSESSIVE) or words.tokens[place].text[0].isdigit()
        ):
            place += 1
        last = place
        while last < limit and (
            self._inner(last) or self.name_at(last) or words.lower[last] in _POSSESSIVE or words.lower[last] == "-"
        ):
            if words.flags[last] & Is.SAY and not words.flags[last] & Is.NOUN:
                break
            last += 1
        if last == place:
            return Phrase(first, place, "pronoun", None, first) if place > first else None
        ended = self.name_at(last - 1)
        if ended and ended.last == last:
            return Phrase(first, last, "name", ended, last - 1)
        return Phrase(first, last, "nominal", None, last - 1)

    def _beyond_name(self, name: Mention, limit: int) -> Phrase:
        """A name may only open the phrase: "Osei's lawyer", "the Osei campaign"."""
        words, last = self.words, name.last
        if last < limit and words.lower[last] in _POSSESSIVE and (following := self.beginning(last + 1, limit)):
            return following._replace(first=name.first)
        while (
            last < limit
            and words.flags[last] & Is.NOUN
            and not words.flags[last] & (Is.FINITE | Is.SAY | _STOPS | Is.ADVERB)
        ):
            last += 1
        if last > name.last:
            return Phrase(name.first, last, "nominal", None, last - 1)
        return Phrase(name.first, name.last, "name", name, name.last - 1)

    def _inner(self, place: int) -> bool:
        words, flags = self.words, self.words.flags[place]
        text = words.tokens[place].text
        if flags & _STOPS or not (text[0].isalnum()):
            return False
        if flags & _INNER or not flags or words.capital[place] or text[0].isdigit():
            return not (flags & Is.FINITE and not flags & (Is.NOUN | Is.ADJECTIVE)) or words.capital[place]
        return bool(flags & Is.GERUND) and not flags & Is.SAY

    def _leftmost(self, place: int, limit: int) -> int:
        words, first = self.words, place
        while first > limit and place - first < _LONGEST:
            before = first - 1
            if words.flags[before] & (Is.DETERMINER | Is.POSSESSIVE):
                return before
            name = self.name_at(before)
            if name and name.first >= limit:
                first = name.first
            elif (
                self._inner(before) or words.lower[before] == "-" or (words.lower[before] in _POSSESSIVE and before > limit)
            ):
                first = before
            else:
                break
        return first

    def _widen(self, phrase: Phrase, limit: int) -> Phrase:
        """Take in what the phrase complements: "a lawyer for" before "the family"; the head moves to the left."""
        words, before = self.words, phrase.first - 1
        if phrase.form == "name" and before >= limit:
            phrase = self._owner(phrase, limit)
            before = phrase.first - 1
        if before <= limit or words.lower[before] not in _CHAIN or phrase.last - phrase.first > _LONGEST:
            return phrase
        outer = self.ending(before, limit)
        if outer is None or (
            outer.form == "pronoun" and words.lower[outer.head] not in ("those", "some", "many", "one", "several", "others")
        ):
            return phrase
        if words.flags[outer.first] & Is.DAY or not self._opens_clause(outer.first, limit):
            return phrase
        return outer._replace(last=phrase.last)

    def _owner(self, phrase: Phrase, limit: int) -> Phrase:
        """Take descriptive nouns before a name in: "campaign manager Ada Osei"."""
        words, first = self.words, phrase.first
        while (
            first > limit
            and words.flags[first - 1] & (Is.PERSON | Is.ADJECTIVE | Is.NOUN)
            and not words.flags[first - 1] & (_STOPS | Is.FINITE)
        ):
            first -= 1
        if first < phrase.first and not words.flags[phrase.first - 1] & Is.PERSON:
            return phrase
        if first > limit and words.flags[first - 1] & (Is.DETERMINER | Is.POSSESSIVE):
            first -= 1
        return phrase._replace(first=first)

    def _opens_clause(self, first: int, limit: int) -> bool:
        if first <= limit:
            return True
        before = self.words.tokens[first - 1].text
        return before in ',;:—–-"”)' or bool(
            self.words.flags[first - 1] & (Is.CONJUNCTION | Is.RELATIVE | Is.THINK | Is.SAY)
        )


def phrases_of(reading: Reading) -> Phrases:
    """Make the finder of noun phrases, once a reading."""
    return Phrases(reading.once(words_of), reading.once(names_of))
