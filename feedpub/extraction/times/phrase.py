"""A sentence as patterns of dates see it, and runs of words in it with the tense of the clause around them."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from feedpub.extraction.times.classes import LETTERS, alike
from feedpub.extraction.times.expressions import Tense
from feedpub.extraction.times.vocabulary import OTHER, TimeVocabulary
from feedpub.extraction.times.words import TimeWord

_SCHEDULED = "v"  # the role of words that tell what stands in a calendar where they are verbs
_NEAR = 40  # words: longer than most sentences
_NOTHING = TimeWord(LETTERS["stop"], 1, "", "", "", False, 0, 0)
_WANTED = 5  # words back, in which somebody wants what a date parts from it
_REACH = 40  # words from a date to the verb that says its tense
_WEEKDAY = alike("weekday")
_NAMES_A_DAY = alike("weekday month holiday feast yesterday shift unit units nth iso slashed year")  # a time of day has none


@dataclass
class TimeSentence:
    """The words of a sentence.

    Args:
        words: in order.
        vocabulary: of the language.
        is_verb: tells whether the word at a code point is a verb.
    """

    words: list[TimeWord]
    vocabulary: TimeVocabulary
    is_verb: Callable[[int], bool]

    @cached_property
    def kinds(self) -> str:
        """The letter of each word's class, which patterns match."""
        return "".join([word.kind for word in self.words])

    @cached_property
    def roles(self) -> str:
        """The letter of each word's role beside a date, which the patterns of tenses match."""
        roles = [word.role for word in self.words]
        for at, role in enumerate(roles):
            if role == _SCHEDULED and not (self.is_verb(self.words[at].start) or self._follows_team(at)):
                roles[at] = OTHER
        return "".join(roles)

    def _follows_team(self, at: int) -> bool:
        # "Sunderland go to Preston", "England face Wales", where the number of the verb tells nothing.
        return self.at(at - 1).capital and (self.at(at + 1).capital or self.at(at + 1).kind == LETTERS["to"])

    @cached_property
    def verbs(self) -> list[re.Match[str]]:
        """The words that show a tense, which the group of the match is named for: past, perfect or future."""
        return list(self.vocabulary.tenses.finditer(self.roles))

    def listed(self, at: int, name: str) -> bool:
        """Tell whether the word at an index stands in a list of the vocabulary."""
        return name in self.vocabulary.lists_of(self.at(at).text)

    def at(self, index: int) -> TimeWord:
        """Return the word at an index; an empty mark outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else _NOTHING


class TimePhrase(NamedTuple):
    """Words next to one another.

    Args:
        sentence: that they stand in.
        begin: index of the first.
        end: index after the last.
    """

    sentence: TimeSentence
    begin: int
    end: int

    def every(self, kinds: str) -> list[TimeWord]:
        """Return all words of the given classes, in order."""
        return [word for word in self.sentence.words[self.begin : self.end] if word.kind in kinds]

    def near(self, name: str) -> bool:
        """Tell whether a word of a list stands near it, in its sentence."""
        return any(self.sentence.listed(at, name) for at in range(self.begin - _NEAR, self.end + _NEAR))


def tense_of(phrase: TimePhrase) -> Tense | None:
    """Read the tense off the nearest verb: before the date, else after it, within 40 words and its sentence.

    It is past for "resigned on Monday", over for "closed since Monday", future for "will vote on Monday", and None for
    "Monday's agenda".
    """
    sentence, verbs = phrase.sentence, phrase.sentence.verbs
    if sentence.listed(phrase.begin - 1, "onset"):
        return "over"
    if _parts_aim(phrase):
        return "future"
    begin, end = phrase.begin, phrase.end
    place, following = (bisect_left(verbs, at, key=re.Match.start) for at in (begin, end))
    before = verbs[place - 1] if place and verbs[place - 1].start() >= begin - _REACH else None
    after = verbs[following] if following < len(verbs) and verbs[following].start() < end + _REACH else None
    if sentence.at(end).kind == LETTERS["apostrophe"]:
        return None if after is None or sentence.listed(after.start(), "planned") else _plainly(after)
    if before is None:
        return "future" if _is_limit(phrase) else after and _plainly(after)
    if before.lastgroup == "past":
        return _unless_ahead(phrase, before)
    called_off = after and after.start() == end and sentence.listed(end, "auxiliary")
    return "past" if called_off and sentence.listed(before.start(), "planned") else _plainly(before)


def _plainly(verb: re.Match[str]) -> Tense:
    return "future" if verb.lastgroup == "future" else "past"


def _parts_aim(phrase: TimePhrase) -> bool:
    """Tell whether it stands between what somebody wants and its infinitive: "wants the mayor on Friday to decide"."""
    sentence, begin = phrase.sentence, phrase.begin
    wanted = any(sentence.listed(at, "wanting") for at in range(begin - _WANTED, begin - 1))
    return wanted and sentence.listed(phrase.end, "infinitive")


def _unless_ahead(phrase: TimePhrase, verb: re.Match[str]) -> Tense | None:
    if verb.start() == phrase.begin - 1 and phrase.sentence.listed(verb.start(), "fixing"):
        # "The parade set July 4" is as likely still to come as "the record set July 4" is over.
        return "past" if phrase.sentence.listed(verb.start() - 1, "fixed_once") else None
    # "extended to May 3", "named him as its chief from Jan. 1", but "was open until Friday".
    if _is_limit(phrase) and phrase.every(_NAMES_A_DAY):
        return None if phrase.every(_WEEKDAY) and phrase.sentence.listed(verb.start(), "auxiliary") else "future"
    return None if phrase.sentence.at(phrase.begin - 1).kind == LETTERS["from"] else "past"


def _is_limit(phrase: TimePhrase) -> bool:
    hedged = phrase.sentence.listed(phrase.begin - 1, "limit_hedges")  # "until at least Sunday"
    return phrase.sentence.listed(phrase.begin - (2 if hedged else 1), "limits")
