"""Runs of capitalised words: where they begin and end, over the small words that hold a name together."""

from collections.abc import Iterator
from functools import cache
from itertools import compress, takewhile

from feedpub.extraction.document.clauses.vocabulary import masks_of
from feedpub.extraction.document.name_words import begins_with_place, phrases_of
from feedpub.extraction.document.nicknames import MARKS, family_behind
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.gazetteer import lookup
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import FUNCTION, Is

_LONGEST = 32  # words of a name with its titles; of 3,500 articles the longest run, a headline's, has 15


@cache
def _openings(language: Language) -> frozenset[str]:
    """Return what listed names begin with that a small word goes through: "Law and Justice"."""
    phrases = map(str.split, phrases_of(language))
    return frozenset(" ".join(words[:end]) for words in phrases for end in range(3, len(words) + 1))


class NameRuns:
    """The runs of capitalised words of a text.

    Args:
        words: of the text.
    """

    def __init__(self, words: Tokens) -> None:
        self.words, self.texts, self.language = words, words.texts, words.language
        self.listed = word_sets(words.language, "names")
        self.organizations = word_sets(words.language, "organizations")
        self.regions = words.language.words("abbreviations", "region")
        self.titles, self.given = words.language.titles, words.language.genders
        self.openings = _openings(words.language)
        self.particles = words.language.words("particles", "name")
        self.joining = self.particles | self.listed["joining"]
        self.past = masks_of(words.language)["past_ending",]
        self.capitals = list(compress(range(len(words)), words.capital))
        self.elsewhere = {words.texts[at] for at in self.capitals if not words.opens[at]}
        self.people = words.language.words("roles", "person") | words.language.words("participants", "person")
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
        if account or region:
            return False
        if text in self.listed["first person"] or flags & Is.DAY:
            return bool(flags & Is.DAY) and self._month_name(place)
        if flags & FUNCTION and self._shouts(place):
            return True
        if not self.words.opens[place]:
            closed = flags & FUNCTION & ~Is.ADVERB and lower not in self.listed["may be a name"]
            return not closed or (text.isupper() and (len(text) > 2 or (len(text) == 2 and self._capital(place + 1))))
        if flags & (FUNCTION | Is.OPENER) and lower not in self.listed["may begin as a name"]:
            return False
        past = flags & Is.SAY and (text in self.listed["said"] or flags & self.past)
        return not past and not self._role(place) and self._opening_name(place)

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
        joined = (self._capital(place + 1) or self.texts[place + 1 : place + 2] == ["&"]) and self._adjacent(place)
        if joined or self._listed(place) or self._coupled(place):
            return True
        if text in self.titles:
            return self._is_title(text)
        if text in self.elsewhere:
            return not flags & Is.COMMON or not flags & Is.GROUP
        if self.words.lower[place] in self.small:
            return False
        return not flags & Is.COMMON and not text.endswith(tuple(self.listed["doers"]))

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
        return all(self._capital(at) and self._adjacent(at - 1) for at in (place, place + 1))

    def _role(self, place: int) -> bool:
        """Tell the role that opens a sentence before a full name, "Striker Ada Osei", from a name such as Guy.

        So does any plain word before a given and another name: "Injured Ada Osei left", not "Hotel Maria Osei".
        """
        text = self.texts[place]
        if self._plain(place) and self._given_and_family_name(place + 1):
            return True
        other = text in self.titles or text in self.given or not self.words.flags[place] & Is.PERSON
        return self._two_capitals(place + 1) and (not other or self._several(place))

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

    def _adjacent(self, place: int) -> bool:
        return self.words.text[self.words.ends[place] : self.words.starts[place + 1]] in ("", " ", "\u00a0")

    def _end(self, first: int) -> int:
        """Find where a run of capitalised words ends, after 32 of them at the latest."""
        words, last, limit = self.words, first + 1, min(first + _LONGEST, len(self.words))
        while last < limit and self._adjacent(last - 1) and words.sentence[last] == words.sentence[first]:
            step = self._bridge(first, last) if self.texts[last] in self.joining else 0
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

    def _bridge(self, first: int, last: int) -> int:
        """Count the small words that join a name: "van der", "of the"."""
        step = 0
        while last + step + 1 < len(self.words) and step < 2 and self._adjacent(last + step):
            word = self.texts[last + step]
            joins = word in self.listed["joining"] and (step == 0 or word in self.listed["second joining"])
            if word not in self.particles and not (joins and self._organization_opens(first, last, word)):
                break
            step += 1
        return step

    def _organization_opens(self, first: int, last: int, join: str) -> bool:
        """Tell whether a name goes on after a small word, as "University of" does and "Osei of" does not."""
        before, run = self.texts[last - 1], set(self.texts[first:last])
        if any(" ".join(self.texts[at : last + 2]) in self.openings for at in range(first, last)):
            return True
        if join in self.listed["and"]:
            if not self.words.flags[last - 1] & self.words.flags[last + 1] & Is.COMMON:
                return False
            heads = self.organizations["of"], self.listed["office and"]
            long = not run.isdisjoint(self.listed["of for"]) and not all(map(run.isdisjoint, heads))
            return long or self._paired(first, last)
        if join in self.listed["owner"] or join in self.listed["several owners"]:
            return self._owner(first, last) if join in self.listed["owner"] else self._owners(last)
        if self._ends_before(first, last, join):
            return False
        office = self.listed["office and"] if join in self.listed["for"] else self.listed["office of"]
        return join == "&" or before in self.organizations["of"] or before in office

    def _ends_before(self, first: int, last: int, join: str) -> bool:
        """Tell "Letter of the Committee to Osei" from "Committee to Stop Dams"; "the Soviet Union for Ghana" is a place."""
        if join in self.listed["to"]:
            return not (self.words.flags[last + 1] & Is.VERB and self.words.flags[last + 1] & Is.COMMON)
        placed = join in self.listed["for"] and last - first > 1
        return placed and bool(lookup(" ".join(self.texts[first:last])).rows)

    def _paired(self, first: int, last: int) -> bool:
        """Tell "Food and Drug Administration" from two names: plain words, one of which ends an organisation's name."""
        abbreviated = last - first > 1 and self.texts[first] in self.language.words("places", "abbreviated")
        ends, run = self.organizations["last"], self.texts[first + abbreviated : last]
        if run[0] in self.given or (run[-1] in ends and (len(run) > 1 or run[-1] in self.organizations["whole"])):
            return False
        after = range(last + 1, min(last + 1 + _LONGEST, len(self.words)))
        plain = takewhile(lambda at: self.words.capital[at] and self.words.flags[at] & Is.COMMON, after)
        return any(self.texts[at] in ends for at in plain)

    def _owner(self, first: int, last: int) -> bool:
        """Tell "Women's Institute" and "King's College" from what somebody owns: a plain word before an organisation's.

        In longer names the owner is an office, "Attorney General's Office", or people, "Tamale Women's Care Center"; venues
        may have anybody's name: "St Mary's Church", not "London's Church".
        """
        owner, owned = self.texts[last - 1], self.texts[last + 1]
        if owned in self.listed["office owned"] and (owner in self.titles or self.words.flags[last - 1] & Is.PERSON):
            return True
        if owned in self.listed["venue owned"] and self._is_persons(first, last):
            return True
        if last > first + 1:
            people = self.words.flags[last - 1] & Is.GROUP or self.language.singular(owner.lower()) in self.people
            return bool(people) and owner not in self.organizations["nickname"] and self._ends_organization(last + 1)
        plain = self.words.flags[last - 1] & Is.COMMON
        organization = owned in self.organizations["last"] or owned in self.organizations["of"]
        return bool(plain) and organization and not self.words.opens[first]

    def _is_persons(self, first: int, last: int) -> bool:
        """Tell "St. Mary" and "Osei" from towns and from people's full names."""
        run = self.texts[first:last]
        saint = run[0] in self.listed["saint"]
        return saint or (
            len(run) == 1 and run[0] not in self.titles and not begins_with_place(self.language, [*run, run[0]])
        )

    def _owners(self, last: int) -> bool:
        """Tell "Traders' Association" and "Union of Brewers' Guilds" from what "the Traders'" closes: people own it."""
        people = self.language.singular(self.words.lower[last - 1]) in self.people
        adjacent = self.words.ends[last - 1] == self.words.starts[last]
        return people and adjacent and self.words.lower[last - 1][-1] == "s" and self._ends_organization(last + 1)

    def _ends_organization(self, first: int) -> bool:
        """Tell whether the capitalised words from a token on end as an organisation's name does."""
        after = range(first, min(first + _LONGEST, len(self.words)))
        run = list(takewhile(lambda at: self.words.capital[at] and self._adjacent(at - 1), after))
        last = self.texts[run[-1]] if run else ""
        return last in self.organizations["last"] or last.removesuffix("s") in self.organizations["last"]
