"""Runs of capitalised words: where they begin and end, over the small words that hold a name together."""

from collections.abc import Iterator
from itertools import compress

from feedpub.extraction.document.clauses.vocabulary import masks_of
from feedpub.extraction.document.name_joints import LONGEST, NameJoints
from feedpub.extraction.document.name_reader import NameReader
from feedpub.extraction.document.name_words import phrases_of
from feedpub.extraction.document.nicknames import MARKS, family_behind
from feedpub.extraction.document.tokens import Tokens
from feedpub.language.language import word_sets
from feedpub.language.lexicon import FUNCTION, Is


class NameRuns(NameReader):
    """The runs of capitalised words of a text.

    Args:
        words: of the text.
    """

    def __init__(self, words: Tokens) -> None:
        super().__init__(words)
        self.regions = words.language.words("abbreviations", "region")
        self.phrases, self.joints = phrases_of(words.language), NameJoints(words)
        self.past = masks_of(words.language)["past_ending",]
        self.capitals = list(compress(range(len(words)), words.capital))
        self.elsewhere = {words.texts[at] for at in self.capitals if not words.opens[at]}
        self.small = {*words.texts}.difference(map(words.texts.__getitem__, self.capitals))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the first token of each run and the one after its last, in order."""
        last = 0
        for place in self.capitals:
            if place >= last and self._begins(place):
                last = self._end(place)
                yield place, last

    def _begins(self, place: int) -> bool:
        text, flags = self.texts[place], self.words.flags[place]
        lower = self.words.lower[place]
        account = place and self.texts[place - 1] == "@"  # whose it is, as an address
        region = text[-1] == "." and text[:-1] in self.regions  # "in Portland, Ore. Osei said", "Pa. Gov. Ada Osei"
        if account or region or self._several_in_office(text):
            return False
        if text in self.listed["first person"] or flags & Is.DAY:
            return bool(flags & Is.DAY) and self._month_name(place)
        phrase = " ".join(self.texts[place : place + 2]) in self.phrases  # "Police Scotland urged"
        if (phrase and lower not in self.listed["the"]) or (flags & FUNCTION and self._shouts(place)):
            return True
        if not self.words.opens[place]:
            closed = flags & FUNCTION & ~Is.ADVERB and lower not in self.listed["may be a name"]
            return not closed or (text.isupper() and (len(text) > 2 or (len(text) == 2 and self._capital(place + 1))))
        if flags & (FUNCTION | Is.OPENER) and lower not in self.listed["may begin as a name"]:
            return False
        past = flags & Is.SAY and (text in self.listed["said"] or flags & self.past)
        return not past and not self._role(place) and self._opening_name(place)

    def _several_in_office(self, text: str) -> bool:
        """Tell "MPs" and "CEOs", who are people and no name."""
        return text[-1:].islower() and text[:-1].isupper() and self.language.singular(text.lower()).upper() in self.titles

    def _shouts(self, place: int) -> bool:
        """Tell Islamic State in "IS fighters" from "THIS IS IT": an organisation's letters among words that have none."""
        text, beside = self.texts[place], (*self.texts[max(place - 1, 0) : place], *self.texts[place + 1 : place + 2])
        if not text.isupper() or text not in self.organizations["whole"] or any(map(str.isupper, beside)):
            return False
        before, after = self.words.flags[place - 1] if place else 0, self.words.flags[place + 1]
        # "It IS late", "This IS a mess"
        stressed = before & (Is.PRONOUN | Is.SUBJECT | Is.RELATIVE) or after & (Is.DETERMINER | Is.POSSESSIVE | Is.ADVERB)
        return not stressed

    def _opening_name(self, place: int) -> bool:
        """Tell a name from a word that has its capital from the beginning of a sentence."""
        text, flags = self.texts[place], self.words.flags[place]
        if "-" in text and text.rpartition("-")[2].islower():  # "Fifteen-year-old"
            return False
        joined = (self._capital(place + 1) or self.texts[place + 1 : place + 2] == ["&"]) and self.adjacent(place)
        if joined or self._listed(place) or self._coupled(place) or self._names_kind(place):
            return True
        if text in self.titles:
            return self._is_title(text)
        if text in self.elsewhere:
            return not flags & Is.COMMON or not flags & Is.GROUP
        if self.words.lower[place] in self.small:
            return False
        return not flags & Is.COMMON and not text.endswith(tuple(self.listed["doers"]))

    def _names_kind(self, place: int) -> bool:
        """Tell "Bank of Ghana said" and "University of Ghana" from "House of Cards" and "Bank of Ada Osei"."""
        text, of = self.texts[place], self.words.lower[place + 1] in self.listed["of"]
        kind = of and text in self.listed["kind before of"]
        return kind and self._capital(place + 2) and self.texts[place + 2] not in self.given

    def _coupled(self, place: int) -> bool:
        """Tell Rose from a rose where another of the family is named with her: "Rose and Ada Osei"."""
        joined = self.words.lower[place + 1] in self.listed["and"]
        return joined and self.texts[place] in self.given and self._given_and_family_name(place + 2)

    def _is_title(self, text: str) -> bool:
        """Tell "Chairman" and the surname White from what modifies a title: "Health officials", "Late in the evening"."""
        if self.titles[text] != "modifier" or text in self.organizations["whole"]:
            return True
        return text in self.elsewhere and text in self.language.family_names

    def _listed(self, place: int) -> bool:
        """Tell an organisation that is called by a plain word: "Apple’s profit", "Apple (AAPL)", "Apple said", "(Bears)"."""
        text, after = self.texts[place], "".join(self.texts[place + 1 : place + 2])
        if after in self.listed["owner"] or after in ("(", ")"):
            return text in self.organizations["whole"] or text in self.organizations["nickname"]
        acts = self.words.flags[place + 1] & Is.SAY or after in self.listed["deed of a firm"]
        return bool(acts) and text in self.organizations["whole"]

    def _capital(self, place: int) -> bool:
        return place < len(self.words) and self.words.capital[place] and not self.words.opens[place]

    def _two_capitals(self, place: int) -> bool:
        """Tell two capitalised words that go on from the word before them: "Ada Osei" in "Striker Ada Osei"."""
        return all(self._capital(at) and self.adjacent(at - 1) for at in (place, place + 1))

    def _role(self, place: int) -> bool:
        """Tell the role that opens a sentence before a full name, "Striker Ada Osei", from a name such as Guy.

        So does any plain word before a given and another name: "Injured Ada Osei left", not "Hotel Maria Osei".
        """
        text = self.texts[place]
        if self._plain(place) and (self._given_and_family_name(place + 1) or self._done_to(place)):
            return True
        other = text in self.titles or text in self.given or not self.words.flags[place] & Is.PERSON
        return self._two_capitals(place + 1) and (not other or self._several(place))

    def _done_to(self, place: int) -> bool:
        """Tell what is done to somebody known, "Thanking Osei for it", from a firm's name, "Banking Partners"."""
        form, families, name = self.words.forms[place], self.language.family_names, place + 1
        known = self._capital(name) and self.texts[name] in self.elsewhere and self.texts[place] not in families
        somebody = known and (not self.words.flags[name] & Is.COMMON or self.texts[name] in families)
        return somebody and form is not None and "ing" in form.kinds

    def _several(self, place: int) -> bool:
        """Tell "Welders Norb Zorvan and Ada Osei" from "Farmers Credit Union", where plain words go on, and from teams."""
        text, named = self.texts[place], range(place + 1, place + 3)
        doers = text.endswith(tuple(self.listed["doers"])) and text not in self.organizations["nickname"]
        plain = any(self.words.flags[at] & Is.COMMON and self.texts[at] not in self.language.family_names for at in named)
        return doers and not plain and not self._capital(place + 3) and self._plain(place)

    def _plain(self, place: int) -> bool:
        """Tell a word that is nowhere else part of a name, nor likely to be."""
        text, places = self.texts[place], word_sets(self.language, "places")
        likely = text in self.elsewhere or text in self.titles or text in self.given or text in self.listed["virtue name"]
        sections = *(self.organizations[name] for name in ("of", "last", "whole")), places["first"], places["last"]
        likely |= any(text in section for section in sections)
        return bool(self.words.flags[place] & Is.COMMON) and not likely

    def _given_and_family_name(self, place: int) -> bool:
        """Tell a given name and another, and no more: "Ada Osei", not "Ada Osei Foundation"."""
        last, places = place + 1, self.language.words("places", "last")
        if not self._two_capitals(place) or self._capital(last + 1):
            return False
        surname = self.texts[last]
        person = surname in self.language.family_names or not self.words.flags[last] & Is.COMMON
        ends = surname in self.organizations["last"] or surname in places or surname in self.listed["thing last"]
        return self.texts[place] in self.given and person and not ends

    def _month_name(self, place: int) -> bool:
        """Tell a person called May or August from the month: they speak, or another name stands beside it, and no number."""
        text, after = self.texts[place], "".join(self.texts[place + 1 : place + 2])
        if text not in self.listed["calendar given name"]:
            return False
        speaks = self.words.flags[place + 1] & Is.SAY and self.words.flags[place + 1] & Is.FINITE
        if (speaks and not self.words.flags[place - 1] & Is.PREPOSITION) or after in self.listed["after calendar speaker"]:
            return text in self.listed["calendar speaker"]
        titled = place > 0 and self.texts[place - 1] in self.titles
        return titled or (after[:1].isupper() and not self.words.flags[place + 1] & (Is.DAY | FUNCTION))

    def _surname(self, place: int) -> bool:
        """Tell Theresa May and Johnnie Christmas, who have a given name, from the month and the feast."""
        before, after = self.texts[place - 1], "".join(self.texts[place + 1 : place + 2])
        named = before in self.given or before in self.titles
        return named and self.texts[place] in self.listed["calendar surname"] and not after[:1].isdigit()

    def _end(self, first: int) -> int:
        """Find where a run of capitalised words ends, after 32 of them at the latest."""
        words, last, limit = self.words, first + 1, min(first + LONGEST, len(self.words))
        while last < limit and self.adjacent(last - 1) and words.sentence[last] == words.sentence[first]:
            step = self.joints.count(first, last) if self.texts[last] in self.joints.joining else 0
            goes_on = words.capital[last + step] and not words.flags[last + step] & Is.DAY
            if step and goes_on:
                last += step + 1
            elif (self._capital(last) and (goes_on or self._surname(last))) or (
                self.texts[last].isdigit() and len(self.texts[last]) <= 2 and self.texts[last - 1] in self.listed["numbered"]
            ):
                last += 1
            elif family := self._behind_nickname(last):
                last = family + 1
            else:
                break
        return last

    def _behind_nickname(self, place: int) -> int:
        """Find Lind, where a name goes on, at the mark of Robert “Bobby” Lind or the full stop of B. “Sparky” Lind; or 0."""
        mark = place + (self.texts[place] == "." and len(self.texts[place - 1]) == 1)
        quoted = self.words.quoted
        if mark >= len(self.words) or self.texts[mark] not in MARKS or quoted[mark] != quoted[place - 1]:
            return 0
        family = family_behind(self.words.text, self.words.starts[mark], self.language)
        return self.words.at(family) if family else 0
