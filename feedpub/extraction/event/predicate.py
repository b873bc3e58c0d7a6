"""The predicate of a passage: its main clause, or the one that it reports."""

from dataclasses import dataclass, replace

from feedpub.extraction.document.clauses.clause import Clause, main_clause
from feedpub.extraction.document.clauses.words import Word
from feedpub.extraction.event.passages import Passage
from feedpub.language.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Clause):
    """A clause together with the passage in which it stands."""

    passage: Passage

    @property
    def language(self) -> Language:
        """The language of the passage."""
        return self.passage.language

    @property
    def end(self) -> int:
        """The code point behind its last word, counted in the field of its passage."""
        return self.passage.start + self.words[max(self.complement[1], self.verb.end) - 1].end

    def lemma_in(self, section: str) -> bool:
        """Tell whether the verb stands in a section of the list "events"."""
        return self.verb.lemma in self.passage.listed[section]

    def at(self, index: int) -> Word | None:
        """Return a word of the passage; None outside it."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def low_in(self, index: int, section: str) -> bool:
        """Tell whether a word stands in a section of the list "events"; False outside the passage."""
        return 0 <= index < len(self.words) and self.words[index].low in self.passage.listed[section]


def predicate_of(passage: Passage) -> Predicate | None:
    """Read a passage's main clause, or the one that it reports: "police said a man was arrested" is the arrest.

    "Announced rules that were made in secret" reports none.
    """
    clause = main_clause(passage.words, passage.tags) or _during(passage)
    if clause is None:
        return None
    outer = _predicate(passage, clause)
    inner = None if passage.headline or not _may_report(outer) else _reported(outer)
    return _predicate(passage, inner) if inner else outer


def _during(passage: Passage) -> Clause | None:
    """Read what a headline without a verb says beside its noun: "Chaos as [storm hits coast]"."""
    joined = (at for at, word in enumerate(passage.words) if at and word.low in passage.listed["as"])
    at = next(joined, None) if passage.headline else None
    clause = main_clause(passage.words, passage.tags, at + 1) if at else None
    return clause if clause and clause.subject[0] < clause.subject[1] else None


def _predicate(passage: Passage, clause: Clause) -> Predicate:
    return Predicate(clause.words, clause.subject, clause.verb, clause.complement, clause.introduced, passage=passage)


def _may_report(outer: Predicate) -> bool:
    """Tell "police said" from "police were told", "did not say" and "said to"."""
    saying = outer.verb.is_a("saying verbs") and not outer.verb.passive and not outer.verb.negated
    return saying and not outer.low_in(outer.complement[0], "infinitive")


def _reported(outer: Predicate) -> Clause | None:
    start = outer.complement[0]
    that = next((at for at in range(*outer.complement) if _opens(outer, at)), None)
    if that is None and not outer.verb.is_a("plain saying verbs"):
        return None
    inner = main_clause(outer.words, outer.passage.tags, start if that is None else that + 1)
    if inner is None or inner.subject[0] == inner.subject[1]:
        return None
    if outer.low_in(inner.subject[0], "continuing"):
        return replace(inner, subject=outer.subject)
    return None if inner.words[inner.subject[0]].is_a("pronouns") else inner


def _opens(outer: Predicate, at: int) -> bool:
    """Tell "said on Tuesday night that" and "told reporters in Leeds that" from "announced a plan that"."""
    start = outer.complement[0]
    following, first = outer.at(at + 1), outer.words[start]
    if not outer.low_in(at, "that") or following is None or following.is_a("be", "have", "modals"):
        return False
    timed = first.low in outer.language.weekdays or outer.low_in(start, "said_when")
    return at == start or timed or first.is_a("prepositions") or outer.lemma_in("telling")
