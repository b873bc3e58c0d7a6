"""The text as the rules for places read it: its tokens, its names, and the words that tell how a place is named."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import compress
from typing import NamedTuple

from feedpub.extraction.document.layers import Layers
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.gazetteer import key
from feedpub.extraction.places.toponym import Toponym
from feedpub.language.language import Language, word_sets

_BETWEEN = (",", "&")
_JOINED = re.compile(r"-([^\W\d_]+)")  # what a hyphen joins to a name from behind
_SPORT = 4  # different words of sport in a report of it
_MOST_DESCRIBING = 4  # words that describe one place: "in the far northern rebel-held Syrian Aleppo"
_OF_REACH = 4  # words before "of" among which the preposition stands: "in the northern city of Leeds"


class Surroundings(NamedTuple):
    """How the text puts a place.

    Args:
        preposition: that governs it, through articles and adjectives ("in" of "in the northern city of Leeds"); or "".
        located: it says where something is or happens: "in Leeds", but not "from Leeds", nor "based in Leeds".
        residence: it says where somebody or something belongs: "based in Leeds", "Leeds-born".
        possessive: it owns what follows: "Norway's history".
    """

    preposition: str
    located: bool
    residence: bool
    possessive: bool


class PlaceContext:
    """What a rule for places is given.

    Args:
        layers: of a text.
    """

    def __init__(self, layers: Layers) -> None:
        self.layers, self.tokens, self.language, self.text = layers, layers.tokens, layers.language, layers.text
        self.listed: Mapping[str, frozenset[str]] = word_sets(self.language, "place_words")
        # What stands before each token; two more, also for what lies before the text.
        self.gaps = ["\n", *self.tokens.gaps[1:-1], "\n", "\n"]

    @property
    def names(self) -> Sequence[Mention]:
        """The names of the text."""
        return self.layers.names

    @cached_property
    def _firsts(self) -> list[int]:
        return [name.first for name in self.names]

    @cached_property
    def family_names(self) -> frozenset[str]:
        """The keys of the family names of people who are named in full, or with a title."""
        return frozenset(key(name.head) for name in self.names if is_person(name))

    @cached_property
    def quoted_from(self) -> dict[int, int]:
        """Where quotations end, by where they begin, both within their marks."""
        return {each.inner_start: each.inner_end for each in self.layers.quoted}

    @cached_property
    def before_counties(self) -> frozenset[int]:
        """The tokens of the names, and between them, that stand before "counties": "Hall, Banks and Forsyth counties"."""
        tokens, joins, found = self.tokens, self.listed["joins"], set[int]()
        for number in compress(range(len(tokens)), map(self.listed["counties"].__contains__, tokens.lower)):
            at = number - 1
            while at >= 0 and (tokens.capital[at] or tokens.texts[at] in _BETWEEN or tokens.lower[at] in joins):
                found.add(at)
                at -= 1
        return frozenset(found)

    @cached_property
    def sports_report(self) -> bool:
        """Whether the text is about a match or a team, so that a town may stand for its team: "Leicester beat Everton"."""
        return len(self.listed["sport"].intersection(self.tokens.lower)) >= _SPORT

    @property
    def organization_words(self) -> frozenset[str]:
        """Words that make a name an organisation's or a venue's, in small letters."""
        return _organization_words(self.language)

    def name_at(self, token: int) -> Mention | None:
        """Return the name that a token is part of."""
        number = bisect_right(self._firsts, token) - 1
        return self.names[number] if number >= 0 and token < self.names[number].last else None

    def before(self, token: int) -> str:
        """Return the word right before a token, in small letters; empty where more than a space parts them."""
        return self.tokens.lower[token - 1] if self.gaps[token] == " " else ""

    def after(self, token: int) -> str:
        """Return the word right behind a token and the ending of an owner; empty where more than a space parts them."""
        behind = token + 1 + self.owns(token)
        return self.tokens.lower[behind] if self.gaps[behind] == " " else ""

    def owns(self, token: int) -> bool:
        """Tell whether the ending of an owner follows: "Leeds's"."""
        return self.gaps[token + 1] == "" and self.tokens.texts[token + 1] in self.language.possessives

    def opens(self, token: int) -> bool:
        """Tell whether a token stands where any word has a capital, also at the beginning of a line."""
        return self.tokens.opens[token] or "\n" in self.gaps[token]

    def prefix(self, one: Toponym) -> str:
        """Return what a hyphen joins to a name from before: "d" of "D-Oakland"."""
        return self.text[self.tokens.starts[one.first] : one.start].rstrip("-").lower()

    def suffix(self, one: Toponym) -> str:
        """Return what a hyphen joins to a name from behind: "based" of "Leeds-based", "led" of "U.S.-led"."""
        if one.end < self.tokens.ends[one.last]:
            return self.text[one.end : self.tokens.ends[one.last]].lstrip("-.")
        hyphen = self.text[one.end : one.end + 1] == "-" and self.gaps[one.last + 2] == ""
        return self.tokens.texts[one.last + 2] if hyphen else ""

    def word_before(self, one: Toponym) -> str:
        """Return the word right before a name; empty where a hyphen joins something to it."""
        return "" if self.prefix(one) else self.before(one.first)

    def word_after(self, one: Toponym) -> str:
        """Return the word right behind a name; empty where a hyphen joins something to it."""
        return "" if one.end < self.tokens.ends[one.last] else self.after(one.last)

    def surroundings(self, first: int, end: int) -> Surroundings:
        """Read what stands around a name.

        Args:
            first: number of its first token.
            end: the code point after its last.
        """
        number = self._preposition(first)
        word = self.tokens.lower[number] if number >= 0 else ""
        residence = (number > 0 and self.before(number) in self.listed["residence"]) or self._of_residence(end)
        located = word in self.listed["happening"] and not residence
        return Surroundings(word, located, residence, possessive=self.text[end : end + 1] in ("'", "’"))

    def _describes(self, number: int) -> bool:
        """Tell "northern", "rebel-held" and "Argentine" before a place."""
        word = self.before(number + 1)
        people = word != "" and self.tokens.texts[number] in self.language.words("peoples")
        return people or word in self.listed["direction"] or "-" in word

    def _of_residence(self, end: int) -> bool:
        """Tell "Leeds-based" and "Leeds-born"."""
        joined = _JOINED.match(self.text, end)
        return joined is not None and joined[1] in self.listed["residence"]

    def _preposition(self, first: int) -> int:
        """Return the number of the preposition that governs a name, -1 where none does."""
        number, before, listed = first, self.before(first), self.listed
        if before in listed["of"]:
            for place in range(number - 2, max(number - 2 - _OF_REACH, -1), -1):
                if self.gaps[place + 1] != " " or self.tokens.lower[place] in listed["matter"]:
                    break
                if self.tokens.lower[place] in listed["happening"]:
                    return place
        elif before in self.language.possessives:  # "Kenya's Nairobi"
            number -= 2
        # "far northern Iraq", "rebel-held Aleppo", "Argentine Patagonia"
        nearest = number - _MOST_DESCRIBING
        while number > nearest and self._describes(number - 1):
            number -= 1
        if self.before(number) in listed["article"]:
            number -= 1
        return number - 1 if self.before(number) in listed["prepositions"] else -1


@cache
def _organization_words(language: Language) -> frozenset[str]:
    named = language.words("organizations", "last") | language.words("organizations", "of")
    return language.words("place_words", "part_of_name") | {word.rstrip(".").lower() for word in named}


def is_person(name: Mention) -> bool:
    """Tell a name that is surely a person's: in full, or with a title."""
    return name.kind == "person" and name.sure and bool(name.title or " " in name.name)
