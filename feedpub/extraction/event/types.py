"""Which of the published event types an event is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from feedpub.extraction.document.clauses.words import Word
from feedpub.extraction.event.passages import Passage
from feedpub.extraction.event.predicate import Predicate
from feedpub.extraction.weights import weights
from feedpub.language.language import Language
from feedpub.language.memo import Memo
from feedpub.model.event_types import OTHER
from feedpub.model.span import Span

NOTHING = "nothing"  # what figures of speech point to
_SPEAKING = "#speaking"  # what the type "statement" needs: that the clause is about words
_STATEMENT = "statement"
_DASHES = ("-", "–")
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
        language: of the article.
    """

    def __init__(self, passages: Sequence[Passage], language: Language) -> None:
        self._language = language
        self._bases = {id(passage): bases(passage.words, language) for passage in passages}
        weigh = weights().passage
        self._around = [self._points(passage, range(len(passage.words)), weigh[passage.weighed_as]) for passage in passages]
        self._said = frozenset(base for found in self._bases.values() for base in found if base is not None)

    def _points(self, passage: Passage, indexes: Iterable[int], weight: float = 1.0) -> Points:
        found = self._bases[id(passage)]
        return _added([base for at in indexes if (base := found[at]) is not None], self._language, weight)

    def type_of(self, passage: Passage, predicate: Predicate | None, action: Sequence[Span]) -> str:
        """Choose the type of what a passage says that happened: the one with the most points, or ``other``."""
        starts = ((at, passage.start + word.start) for at, word in enumerate(passage.words))
        inside = [at for at, start in starts if any(span.start <= start < span.end for span in action)]
        own = self._points(passage, inside, weights().type.action)
        parts = [self._core(predicate), own, *self._around]
        speaks = predicate and any(_STATEMENT in part for part in parts) and self._speaks(predicate)
        found = self._most(parts, self._said | {_SPEAKING} if speaks else self._said)
        undone = predicate is not None and (predicate.verb.negated or predicate.lemma_in("undoing"))
        return OTHER if undone and found in _DONE else found

    def is_sure(self, predicate: Predicate | None) -> bool:
        """Tell whether a word at a predicate's centre alone says of what type its event is."""
        return max(self._core(predicate).values(), default=0.0) >= weights().type.core * weights().type.strong

    def _core(self, predicate: Predicate | None) -> Points:
        """Add up what the words at a predicate's centre say."""
        return self._points(predicate.passage, _core(predicate), weights().type.core) if predicate else {}

    def _speaks(self, predicate: Predicate) -> bool:
        """Tell whether it is about what somebody says: "Bishop criticises", "issues warning", not "stakes claim"."""
        after = range(predicate.verb.head, predicate.complement[1])
        words = [at for at in after if not predicate.words[at].mark][:_CORE]

        def is_statement(indexes: Sequence[int]) -> bool:
            return _STATEMENT in self._points(predicate.passage, indexes)

        if predicate.verb.is_a("light verbs"):
            return is_statement(words)
        return is_statement(words[:1]) or (is_statement(words[:2]) and not is_statement(words[1:2]))

    def _most(self, parts: Iterable[Points], said: frozenset[str]) -> str:
        total = Points()
        for part in parts:
            for name, value in part.items():
                total[name] = total.get(name, 0.0) + value
        needs = _triggers(self._language).needs
        able = [name for name in sorted(total) if name != NOTHING and not any(map(said.isdisjoint, needs[name]))]
        best = max(able, key=lambda name: total[name], default=OTHER)
        return best if best != OTHER and total[best] >= weights().type.least else OTHER


def points(words: Sequence[Word], language: Language) -> Points:
    """Add up what words say about the type of an event: points for each type that any points to."""
    return _added([base for base in bases(words, language) if base is not None], language, 1.0)


def points_to(word: Word, name: str) -> bool:
    """Tell whether one word alone says that something is of a type: "resignation" and "resigned" do."""
    types = _triggers(word.language).types.get(base(word), ())
    return any(entry == name and value == weights().type.strong for entry, value in types)


def _added(plain: Sequence[str], language: Language, weight: float) -> Points:
    found, triggers = Points(), _triggers(language)
    for trigger, length in sorted(triggers.within(plain)):
        for name, value in triggers.types[trigger]:
            found[name] = found.get(name, 0.0) + value * weight * (1 + weights().type.longer * (length - 1))
    return found


def bases(words: Sequence[Word], language: Language) -> list[str | None]:
    """Write words in their base forms.

    Returns:
        For each word its base form, "#score" for the dash of 3-1, None for marks and articles, "" for what is only a name:
        "Bill McCollum", "16 March".
    """
    indefinite, names, known = language.words("events", "indefinite"), language.genders, _bases_in(language)
    months, last, found = language.words("events", "month_or_verb"), len(words) - 1, list[str | None]()
    for at, word in enumerate(words):
        if word.low in _DASHES and 0 < at < last and _SCORE.match(words[at - 1].low) and _SCORE.match(words[at + 1].low):
            found.append("#score")
        elif word.mark or word.low in indefinite:
            found.append(None)
        elif word.capital and (word.text in names or word.text in months) and _only_name(words, at, word.text in months):
            found.append("")
        else:
            found.append(known[word.low])
    return found


def base(word: Word) -> str:
    """Take a word's ending off: "jobs" is "job", "fell" is "fall", "Haliva's" is "haliva"."""
    return _bases_in(word.language)[word.low]


@cache
def _bases_in(language: Language) -> Memo[str]:
    def look_up(low: str) -> str:
        form = language.verbs.get(low) or language.verbs.get(low.replace("-", ""))
        return form.lemma if form else language.singular(language.unpossessed(low))

    return Memo(look_up)


def _only_name(words: Sequence[Word], at: int, month: bool) -> bool:
    """Tell "Sue Barker" and "16 March" from "Sue" and "March" where they may be verbs."""
    following = words[at + 1] if at + 1 < len(words) else None
    return (month and at > 0) or (following is not None and (following.capital or following.number))


def _core(predicate: Predicate) -> list[int]:
    """Take the words that say most about an event's type: the subject, the verb, what it begins to do, whose study it is."""
    words, (start, end) = predicate.words, predicate.subject
    head = next((at for at in range(start + 1, end) if words[at].mark or words[at].is_a("relatives", "prepositions")), end)
    rest = (at for at in range(predicate.verb.head, len(words)) if not (words[at].mark or words[at].number))
    said = islice((at for at in rest if words[at].text not in "$£€"), _CORE)
    return [*range(max(start, head - _CORE), head), *said, *_study(predicate)]


def _study(predicate: Predicate) -> tuple[int, ...]:
    """Take whose finding it is from what follows: "halve waste, [study finds]", "thrives, a [study shows]"."""
    words, listed = predicate.words, predicate.passage.listed
    rest = [at for at in range(predicate.complement[1], len(words)) if not words[at].mark]
    form = words[rest[-1]].form if rest else None
    studies = [at for at in rest if words[at].low in listed("study")]
    return (studies[-1], rest[-1]) if studies and form is not None and form.lemma in listed("finding") else ()


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
        found, after = set[tuple[str, int]](), 0
        for at in [at for at, base in enumerate(plain) if base in self.reach]:
            longest = min(self.reach[plain[at]], len(plain) - at) if at >= after else 0
            length = next((n for n in range(longest, 0, -1) if " ".join(plain[at : at + n]) in self.types), 0)
            if length:
                found.add((" ".join(plain[at : at + length]), length))
                after = at + length
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
