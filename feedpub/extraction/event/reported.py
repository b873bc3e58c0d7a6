"""From the saying to what was said: "police said a man was arrested" is the arrest."""

from dataclasses import replace

from feedpub.extraction.document.grammar.clauses import Clause, main_clause
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.event.passages import Passage


def told_clause(passage: Passage) -> Clause | None:
    """Read a passage's main clause, or the one that it reports; "announced rules that were made in secret" reports none."""
    clause = main_clause(passage.words, headline=passage.headline)
    if clause is None or passage.headline or not _may_report(clause):
        return clause
    start = clause.complement[0]
    that = next((at for at in range(start, clause.complement[1]) if _opens(clause, at)), None)
    if that is None and clause.verb.lemma not in lexicon().classes["plain saying verbs"]:
        return clause
    inner = main_clause(clause.words, headline=False, start=start if that is None else that + 1)
    if inner is None or inner.subject[0] == inner.subject[1]:
        return clause
    subject = inner.words[inner.subject[0]]
    if subject.low in ("it", "he", "she", "they"):
        return replace(inner, subject=clause.subject)
    return clause if subject.is_a("pronouns") else inner


def _may_report(clause: Clause) -> bool:
    """Tell "police said" from "police were told", "did not say" and "said to"."""
    verb, following = clause.verb, clause.words[clause.complement[0] :][:1]
    saying = verb.lemma in lexicon().classes["saying verbs"] and not verb.passive and not verb.negated
    return saying and not (following and following[0].low == "to")


def _opens(clause: Clause, at: int) -> bool:
    """Tell "said on Tuesday night that" and "told reporters in Leeds that" from "announced a plan that"."""
    words, start = clause.words, clause.complement[0]
    if words[at].low != "that" or at + 1 >= len(words) or words[at + 1].is_a("be", "have", "modals"):
        return False
    first = words[start]
    return at == start or first.is_a("prepositions") or first.low.endswith("day") or clause.verb.lemma == "tell"
