"""The small words that hold a name together: "University of Ghana", "Ludwig van der Osei", "Women's Institute"."""

from functools import cache
from itertools import takewhile

from feedpub.extraction.document.name_reader import NameReader
from feedpub.extraction.document.name_words import begins_with_place, phrases_of
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.gazetteer import lookup
from feedpub.language.language import Language
from feedpub.language.lexicon import Is

LONGEST = 32  # words of a name with its titles; of 3,500 articles the longest run, a headline's, has 15


@cache
def _openings(language: Language) -> frozenset[str]:
    """Return what listed names begin with that a small word goes through: "Law and Justice"."""
    phrases = map(str.split, phrases_of(language))
    return frozenset(" ".join(words[:end]) for words in phrases for end in range(3, len(words) + 1))


@cache
def _people(language: Language) -> frozenset[str]:
    return language.words("roles", "person") | language.words("participants", "person")


class NameJoints(NameReader):
    """The small words within the names of a text.

    Args:
        words: of the text.
    """

    def __init__(self, words: Tokens) -> None:
        super().__init__(words)
        self.openings = _openings(words.language)
        self.particles = words.language.words("particles", "name")
        self.joining = self.particles | self.listed["joining"]
        """All that may be one."""
        self.people = _people(words.language)

    def count(self, first: int, last: int) -> int:
        """Count the small words that join a name: "van der", "of the"."""
        step = 0
        while last + step + 1 < len(self.words) and step < 2 and self.adjacent(last + step):
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
        opens = join == "&" or before in self.organizations["of"] or before in office
        further = join in self.listed["of"] or join in self.listed["to"]
        return opens or (further and self._dedicated(first, last, join))

    def _dedicated(self, first: int, last: int, join: str) -> bool:
        """Tell what an organisation is for from what follows it: "Society for the Prevention of Cruelty to Animals".

        "Department for the Environment to Osemar" and "Centre for the Arts of Tamale" end before.
        """
        plain = self.words.flags[last + 1] & Is.COMMON and self.texts[last + 1] not in self.given
        district = join in self.listed["of"] and self.words.flags[last - 1] & Is.ORGANIZATION
        if not (plain or district):
            return False
        run = self.texts[first:last]
        behind = (at for at, word in enumerate(run[:-1]) if at and word in self.listed["for"])
        at = next(behind, 0)
        named = at > 0 and run[at + 1] in self.listed["the"] and len(run) > at + 2
        return named and not self.organizations["of"].isdisjoint(run[:at])

    def _ends_before(self, first: int, last: int, join: str) -> bool:
        """Tell "Letter of the Committee to Osei" from "Committee to Stop Dams"; "the Soviet Union for Ghana" is a place."""
        if join in self.listed["to"]:
            acts = self.words.flags[last + 1] & Is.VERB and self.words.flags[last + 1] & Is.COMMON
            return not (acts or self._dedicated(first, last, join))
        placed = join in self.listed["for"] and last - first > 1
        return placed and bool(lookup(" ".join(self.texts[first:last])).rows)

    def _paired(self, first: int, last: int) -> bool:
        """Tell "Food and Drug Administration" from two names: plain words, one of which ends an organisation's name."""
        abbreviated = last - first > 1 and self.texts[first] in self.language.words("places", "abbreviated")
        ends = self.organizations["last"] | self.listed["law"]
        run = self.texts[first + abbreviated : last]
        if run[0] in self.given or (run[-1] in ends and (len(run) > 1 or run[-1] in self.organizations["whole"])):
            return False
        after = range(last + 1, min(last + 1 + LONGEST, len(self.words)))
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
        after = range(first, min(first + LONGEST, len(self.words)))
        run = list(takewhile(lambda at: self.words.capital[at] and self.adjacent(at - 1), after))
        last = self.texts[run[-1]] if run else ""
        return last in self.organizations["last"] or last.removesuffix("s") in self.organizations["last"]
