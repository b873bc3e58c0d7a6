"""Which of the published event types an event is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from feedpub.extraction.document.clauses.words import Word
from feedpub.extraction.event.passages import Passage
from feedpub.extraction.event.predicate import Predicate
from feedpub.extraction.weights import weights
from feedpub.language.language import Language
from feedpub.model.event_types import OTHER
from feedpub.model.span import Span

NOTHING = "nothing"  # what figures of speech point to
_SPEAKING = "#speaking"  # what the type "statement" needs: that the clause is about words
_STATEMENT = "statement"
_SCORE = re.compile(r"\d{1,3}$")
_CORE = 4  # words from the verb on that say most about the type of an event
_DONE = frozenset("resignation dismissal agreement merger strike bankruptcy launch transfer death arrest".split())
"""Types of which nothing is left where they did not happen: "Minister refuses to resign"."""
PERSONAL = frozenset("resignation dismissal appointment death arrest charge trial verdict award transfer election".split())
"""Types that one person goes through, so that "Egholm's resignation" says who."""
BEFALLING = frozenset("accident fire natural_disaster health_alert".split())
"""Types that nobody does, but people suffer."""

Points = dict[str, float]


class Typing:
    """The types of an article's candidates: each is judged by its own words, and by those of all passages.

    Args:
        passages: of the article that may tell its main event.
    """

    def __init__(self, passages: Sequence[Passage], language: Language) -> None:
        self._language = language
        plain = [bases(passage.words, language) for passage in passages]
        weigh = weights().passage
        self._around = [
            points(each, language, weigh[passage.weighed_as]) for each, passage in zip(plain, passages, strict=True)
        ]
        self._said = frozenset[str]().union(*plain)

    def type_of(self, passage: Passage, predicate: Predicate | None, action: Sequence[Span]) -> str:
        """Choose the type of what a passage says that happened: the one with the most points, or ``other``."""
        offset, language = passage.start, self._language
        words = [word for word in passage.words if any(span.start <= offset + word.start < span.end for span in action)]
        own = points(bases(words, language), language, weights().type.action)
        said = self._said | {_SPEAKING} if predicate and _speaks(predicate) else self._said
        found = self._most([core_points(predicate), own, *self._around], said)
        undone = predicate is not None and (predicate.verb.negated or predicate.lemma_in("undoing"))
        return OTHER if undone and found in _DONE else found

    def _most(self, parts: Iterable[Points], said: frozenset[str]) -> str:
        total = Points()
        for part in parts:
            for name, value in part.items():
                total[name] = total.get(name, 0.0) + value
        needs = _triggers(self._language).needs
        able = [name for name in sorted(total) if name != NOTHING and not any(map(said.isdisjoint, needs[name]))]
        best = max(able, key=lambda name: total[name], default=OTHER)
        return best if best != OTHER and total[best] >= weights().type.least else OTHER


def core_points(predicate: Predicate | None) -> Points:
    """Add up what the words at a predicate's centre say about the type of its event."""
    if predicate is None:
        return {}
    return points(bases(_core(predicate), predicate.language), predicate.language, weights().type.core)


def points(plain: Sequence[str], language: Language, weight: float = 1.0) -> Points:
    """Add up what words, in their base forms, say about the type of an event: points for each type that any points to."""
    found, triggers = Points(), _triggers(language)
    for trigger, length in sorted(triggers.within(plain)):
        for name, value in triggers.types[trigger]:
            found[name] = found.get(name, 0.0) + value * weight * (1 + weights().type.longer * (length - 1))
    return found


def points_to(word: Word, name: str, language: Language) -> bool:
    """Tell whether one word alone says that something is of a type: "resignation" and "resigned" do."""
    types = _triggers(language).types.get(base(word, language), ())
    return any(entry == name and value == weights().type.strong for entry, value in types)


def bases(words: Sequence[Word], language: Language) -> list[str]:
    """Write words in their base forms, without articles.

    Returns:
        The base forms, "#score" for the likes of 3-1, nothing for words that are only names: "Bill McCollum", "16 March".
    """
    plain: list[str] = []
    indefinite = language.words("events", "indefinite")
    for at, word in enumerate(words):
        inner = 0 < at < len(words) - 1
        if inner and word.low in ("-", "–") and all(_SCORE.match(each.low) for each in words[at - 1 : at + 2 : 2]):
            plain.append("#score")
        elif word.low not in indefinite and not word.mark:
            plain.append("" if word.capital and _only_name(words, at, language) else base(word, language))
    return plain


def base(word: Word, language: Language) -> str:
    """Take a word's ending off: "jobs" is "job", "fell" is "fall", "Haliva's" is "haliva"."""
    low = language.unpossessed(word.low)
    return word.form.lemma if word.form and low == word.low else language.singular(low)


def _only_name(words: Sequence[Word], at: int, language: Language) -> bool:
    """Tell "Sue Barker" and "16 March" from "Sue" and "March" where they may be verbs."""
    word, month = words[at], words[at].text in language.words("events", "month_or_verb")
    if not month and word.text not in language.genders:
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    return (month and at > 0) or (following is not None and (following.capital or following.number))


def _core(predicate: Predicate) -> tuple[Word, ...]:
    """Take the words that say most about an event's type: the subject, the verb, what it begins to do, whose study it is."""
    words, (start, end) = predicate.words, predicate.subject
    head = next((at for at in range(start + 1, end) if words[at].mark or words[at].is_a("relatives", "prepositions")), end)
    said = [word for word in words[predicate.verb.head :] if not (word.mark or word.number or word.text in "$£€")][:_CORE]
    return (*words[max(start, head - _CORE) : head], *said, *_study(predicate))


def _study(predicate: Predicate) -> tuple[Word, ...]:
    """Take whose finding it is from what follows: "halve waste, [study finds]", "thrives, a [study shows]"."""
    rest, listed = [word for word in predicate.words[predicate.complement[1] :] if not word.mark], predicate.passage.listed
    if not rest or rest[-1].form is None or rest[-1].form.lemma not in listed("finding"):
        return ()
    studies = [word for word in rest if word.low in listed("study")]
    return (studies[-1], rest[-1]) if studies else ()


def _speaks(predicate: Predicate) -> bool:
    """Tell whether a predicate is about what somebody says: "Bishop criticises", "issues warning", not "stakes claim"."""
    words = [word for word in predicate.words[predicate.verb.head : predicate.complement[1]] if not word.mark]

    def is_statement(part: Sequence[Word]) -> bool:
        return _STATEMENT in points(bases(part, predicate.language), predicate.language)

    if predicate.verb.is_a("light verbs"):
        return is_statement(words[:_CORE])
    return is_statement(words[:1]) or (is_statement(words[:2]) and not is_statement(words[1:2]))


class _Triggers(NamedTuple):
    """The words that point to types.

    Args:
        types: for each trigger the types that it points to, and how strongly.
        needs: for each type the sets of words of each of which its news has one: a sport result a win, and a match.
        reach: for each word how long the longest trigger is that begins with it.
    """

    types: Mapping[str, tuple[tuple[str, float], ...]]
    needs: Mapping[str, tuple[frozenset[str], ...]]
    reach: Mapping[str, int]

    def within(self, plain: Sequence[str]) -> set[tuple[str, int]]:
        """Find the triggers in a run of words, with their lengths; a longer one takes its words away from shorter ones."""
        found, at = set[tuple[str, int]](), 0
        while at < len(plain):
            longest = min(self.reach.get(plain[at], 0), len(plain) - at)
            length = next((n for n in range(longest, 0, -1) if " ".join(plain[at : at + n]) in self.types), 0)
            if length:
                found.add((" ".join(plain[at : at + length]), length))
            at += length or 1
        return found


@cache
def _triggers(language: Language) -> _Triggers:
    """Turn the language's lists of triggers round."""
    lists, types, reach = language.table("event_triggers"), dict[str, list[tuple[str, float]]](), dict[str, int]()
    strengths = (("strong", weights().type.strong), ("weak", weights().type.weak))
    for name, words in lists.items():
        for strength, value in strengths:
            for trigger in words.get(strength, "").split(",") if strength in words else ():
                types.setdefault(trigger.strip(), []).append((name, value))
    for trigger in types:
        first, *rest = trigger.split()
        reach[first] = max(reach.get(first, 0), 1 + len(rest))
    return _Triggers({trigger: tuple(found) for trigger, found in types.items()}, _needs(lists), reach)


def _needs(lists: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[frozenset[str], ...]]:
    both = ((name, (words.get("needs"), words.get("also"))) for name, words in lists.items())
    return {name: tuple(frozenset(words.split()) for words in needed if words) for name, needed in both}
