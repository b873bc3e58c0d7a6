"""Which of the published event types an event is."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from feedpub.extraction.document.grammar.clauses import Clause
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.document.grammar.words import Word
from feedpub.extraction.event.passages import Passage
from feedpub.extraction.weights import weights
from feedpub.language.lexicon import english, genders
from feedpub.model.event_types import OTHER
from feedpub.model.span import Span

NOTHING = "nothing"  # what figures of speech point to
_SPEAKING = "#speaking"  # what the type "statement" needs: that the clause is about words
_STATEMENT = "statement"
_SCORE = re.compile(r"\d{1,3}$")
_CORE = 4  # words from the verb on that say most about the type of an event
# of which nothing is left where it did not happen: "Minister refuses to resign"
_DONE = frozenset("resignation dismissal agreement merger strike bankruptcy launch transfer death arrest".split())

Points = dict[str, float]


class Typing:
    """The types of an article's candidates: each is judged by its own words, and by those of all passages.

    Args:
        passages: of the article that may tell its main event.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        plain = [bases(passage.words) for passage in passages]
        weigh = weights().passage
        self._around = [points(each, weigh[passage.weighed_as]) for each, passage in zip(plain, passages, strict=True)]
        self._said = frozenset[str]().union(*plain)

    def type_of(self, passage: Passage, clause: Clause | None, action: Sequence[Span]) -> str:
        """Choose the type of what a passage says that happened: the one with the most points, or ``other``."""
        offset = passage.start
        words = [word for word in passage.words if any(span.start <= offset + word.start < span.end for span in action)]
        parts = [core_points(clause), points(bases(words), weights().type.action), *self._around]
        found = self._most(parts, self._said | {_SPEAKING} if _speaks(clause) else self._said)
        undone = clause is not None and (clause.verb.negated or clause.verb.lemma in ("refuse", "decline", "fail"))
        return OTHER if undone and found in _DONE else found

    @staticmethod
    def _most(parts: Iterable[Points], said: frozenset[str]) -> str:
        total = Points()
        for part in parts:
            for name, value in part.items():
                total[name] = total.get(name, 0.0) + value
        able = [name for name in sorted(total) if name != NOTHING and not any(map(said.isdisjoint, _needs()[name]))]
        best = max(able, key=lambda name: total[name], default=OTHER)
        return best if best != OTHER and total[best] >= weights().type.least else OTHER


def core_points(clause: Clause | None) -> Points:
    """Add up what the words at a clause's centre say about the type of its event."""
    return points(bases(_core(clause)), weights().type.core) if clause else {}


def points(plain: Sequence[str], weight: float) -> Points:
    """Add up what words, in their base forms, say about the type of an event: points for each type that any points to."""
    found = Points()
    for trigger, length in sorted(_triggers_in(plain)):
        for name, value in _triggers()[trigger]:
            found[name] = found.get(name, 0.0) + value * weight * (1 + weights().type.longer * (length - 1))
    return found


def points_to(word: Word, name: str) -> bool:
    """Tell whether one word alone says that something is of a type: "resignation" and "resigned" do."""
    return any(entry == name and value == weights().type.strong for entry, value in _triggers().get(base(word), ()))


def bases(words: Sequence[Word]) -> list[str]:
    """Write words in their base forms, without articles.

    Args:
        words: of a passage.

    Returns:
        The base forms, "#score" for the likes of 3-1, nothing for words that are only names: "Bill McCollum", "16 March".
    """
    plain: list[str] = []
    for at, word in enumerate(words):
        inner = 0 < at < len(words) - 1
        if inner and word.low in ("-", "–") and all(_SCORE.match(each.low) for each in words[at - 1 : at + 2 : 2]):
            plain.append("#score")
        elif word.low not in ("a", "an") and not word.mark:
            plain.append("" if word.capital and _only_name(words, at) else base(word))
    return plain


def base(word: Word) -> str:
    """Take a word's ending off: "jobs" is "job", "fell" is "fall", "Haliva's" is "haliva"."""
    low = word.low.removesuffix("'s")
    if word.form and low == word.low:
        return word.form.lemma
    if low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is")):
        return low[:-3] + "y" if low.endswith("ies") else low[:-1]
    return low


def _only_name(words: Sequence[Word], at: int) -> bool:
    """Tell "Sue Barker" and "16 March" from "Sue" and "March" where they may be verbs."""
    word = words[at]
    if word.text not in genders() and word.text != "March":
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    return (word.text == "March" and at > 0) or (following is not None and (following.capital or following.number))


def _core(clause: Clause) -> tuple[Word, ...]:
    """Take the words that say most about an event's type: the subject, the verb, what it begins to do, whose study it is."""
    words, (start, end) = clause.words, clause.subject
    head = next((at for at in range(start + 1, end) if words[at].mark or words[at].is_a("relatives", "prepositions")), end)
    said = [word for word in words[clause.verb.head :] if not (word.mark or word.number or word.text in "$£€")][:_CORE]
    return (*words[max(start, head - _CORE) : head], *said, *_study(clause))


def _study(clause: Clause) -> tuple[Word, ...]:
    """Take whose finding a clause is from what follows it: "halve waste, [study finds]", "thrives, a [study shows]"."""
    rest = [word for word in clause.words[clause.complement[1] :] if not word.mark]
    if not rest or rest[-1].form is None or rest[-1].form.lemma not in ("find", "show", "suggest"):
        return ()
    studies = [word for word in rest if word.low in ("study", "studies")]
    return (studies[-1], rest[-1]) if studies else ()


def _speaks(clause: Clause | None) -> bool:
    """Tell whether a clause is about what somebody says: "Bishop criticises", "issues warning", not "stakes claim"."""
    if clause is None:
        return False
    words = [word for word in clause.words[clause.verb.head : clause.complement[1]] if not word.mark]
    if clause.verb.lemma in lexicon().classes["light verbs"]:
        return _is_statement(words[:_CORE])
    return _is_statement(words[:1]) or (_is_statement(words[:2]) and not _is_statement(words[1:2]))


def _is_statement(words: Sequence[Word]) -> bool:
    return _STATEMENT in points(bases(words), 1.0)


def _triggers_in(plain: Sequence[str]) -> set[tuple[str, int]]:
    """Find the triggers in a run of words, with their lengths; a longer one takes its words away from the shorter ones."""
    known, reach, found = _triggers(), _reach(), set[tuple[str, int]]()
    at = 0
    while at < len(plain):
        longest = min(reach.get(plain[at], 0), len(plain) - at)
        length = next((n for n in range(longest, 0, -1) if " ".join(plain[at : at + n]) in known), 0)
        if length:
            found.add((" ".join(plain[at : at + length]), length))
        at += length or 1
    return found


@cache
def _lists() -> dict[str, dict[str, str]]:
    return dict(english().table("event_triggers"))


@cache
def _needs() -> dict[str, list[frozenset[str]]]:
    """Tell for each type the sets of words of each of which its news has one: a sport result needs a win, and a match."""
    lists = _lists().items()
    return {name: [frozenset(words[key].split()) for key in ("needs", "also") if key in words] for name, words in lists}


@cache
def _triggers() -> dict[str, tuple[tuple[str, float], ...]]:
    """Turn the list round: for each trigger the types that it points to, and how strongly."""
    found: dict[str, list[tuple[str, float]]] = {}
    for name, words in _lists().items():
        for strength, value in (("strong", weights().type.strong), ("weak", weights().type.weak)):
            for trigger in words[strength].split(",") if strength in words else ():
                found.setdefault(trigger.strip(), []).append((name, value))
    return {trigger: tuple(types) for trigger, types in found.items()}


@cache
def _reach() -> dict[str, int]:
    """Tell for each word how long the longest trigger is that begins with it."""
    found: dict[str, int] = {}
    for trigger in _triggers():
        first, *rest = trigger.split()
        found[first] = max(found.get(first, 0), 1 + len(rest))
    return found
