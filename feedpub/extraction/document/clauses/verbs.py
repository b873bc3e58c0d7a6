"""Verb groups: which words of a headline or a sentence are its verbs, and how sure that is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from feedpub.extraction.document.clauses.bare import bare as bare_verb
from feedpub.extraction.document.clauses.verb_group import SURE, Tense, VerbGroup
from feedpub.extraction.document.clauses.words import Word, next_word


def groups(words: Sequence[Word], *, headline: bool) -> list[VerbGroup]:
    """Find the verb groups.

    Args:
        words: of a headline or a sentence.
        headline: read it as headlines are written: present for past, participles for passives, "to" for the future.

    Returns:
        The groups in order; none overlap.
    """
    found: list[VerbGroup] = []
    at = 0
    while at < len(words):
        group = _group(words, at, headline, found)
        if group:
            found.append(group)
        at = group.end if group else at + 1
    return found


def _group(words: Sequence[Word], at: int, headline: bool, before: list[VerbGroup]) -> VerbGroup | None:
    word = words[at]
    if word.name or (word.capital and not headline and at and not words[at - 1].mark):
        return None  # a capital within a sentence: "Equus Limited Partnership"
    if word.is_a("modals", "be", "have", "do", "contracted") or _contraction(word):
        return _auxiliary(words, at) or bare_verb(words, at, headline, before)
    if word.is_a("infinitive_markers"):
        return _infinitive(words, at, headline, before)
    if headline and at and (verbless := _predicative(words, at)):
        return verbless
    bare = bare_verb(words, at, headline, before)
    if bare and headline and bare.tense == "past" and before and before[-1].kind == "infinitive":
        return replace(bare, kind="participle", strength=0.3)  # "Race to reach boy trapped in well"
    return bare


def _predicative(words: Sequence[Word], at: int) -> VerbGroup | None:
    """Read what a headline says without a verb: "Two dead after storm", "Sales up 4%", "Police set to strike"."""
    word, previous, following = words[at], words[at - 1], next_word(words, at)
    if following is not None and following.is_a("infinitive_markers") and word.is_a("hedging_verbs", "predicatives"):
        return _hedged(words, at, at, negated=False)
    if not word.is_a("predicatives") or word.form or previous.mark or previous.is_a("prepositions", "be"):
        return None
    if previous.is_a("determiners") and not previous.is_a("quantifiers"):
        return None
    if word.is_a("adverbs", "prepositions"):
        fits = following is not None and (
            following.number or following.text in "$£€" or following.is_a("amount_prepositions")
        )
    else:
        fits = following is None or following.mark or following.is_a("prepositions", "conjunctions", "subordinators")
    return VerbGroup(word.language, at, at, at + 1, word.low, "finite", "present", strength=0.6) if fits else None


def _contraction(word: Word) -> bool:
    return word.is_a("contraction")


class _Chain(NamedTuple):
    """A chain of auxiliaries: where it starts, where it ends, its last, its tense, whether it denies."""

    start: int
    end: int
    last: Word
    tense: Tense
    negated: bool


def _auxiliary(words: Sequence[Word], start: int) -> VerbGroup | None:
    """Read a chain of auxiliaries with its verb: "has not yet been charged" or "is likely to resign"."""
    at, negated, last = start, False, words[start]
    tense = _tense(last)
    while at < len(words):
        word = words[at]
        if word.is_a("negations") or word.is_a("contracted"):
            negated = True
        if word.is_a("modals", "be", "have", "do", "contracted") or _contraction(word):
            last = word
        elif not (word.is_a("negations") or word.adverb or word.is_a("hedges")) or word.is_a("infinitive_markers"):
            break
        at += 1
    return _after(words, _Chain(start, at, last, tense, negated))


def _tense(word: Word) -> Tense:
    if word.is_a("future_auxiliaries", "contracted_future_ending"):
        return "future"
    return "past" if word.is_a("past_auxiliaries") else "present"


def _after(words: Sequence[Word], chain: _Chain) -> VerbGroup | None:
    """Find the verb that the auxiliaries lead to, or take the last of them as the verb."""
    start, at, last, tense, negated = chain
    language = last.language
    word = words[at] if at < len(words) else None
    form = word.form if word and not word.name else None
    be, have = (
        last.is_a("be", "negated_be", "contracted_be_ending"),
        last.is_a("have", "negated_have", "contracted_have_ending"),
    )
    hedging = word is not None and be and word.is_a("infinitive_markers", "hedging_verbs")
    hedged = _hedged(words, at, start, negated) if hedging else None
    if hedged:
        return hedged
    if form and be and form.kinds & {"participle", "ing"}:
        return VerbGroup(language, start, at, at + 1, form.lemma, "finite", tense, "participle" in form.kinds, negated)
    if form and have and "participle" in form.kinds:
        return VerbGroup(language, start, at, at + 1, form.lemma, "finite", "past", False, negated)
    if form and not be and not have and "base" in form.kinds:
        return VerbGroup(language, start, at, at + 1, form.lemma, "finite", tense, False, negated)
    if be or have or last.is_a("do"):
        head = max(i for i in range(start, at) if words[i] is last)
        known = language.classes["copula_lemma" if be else "perfect_lemma" if have else "support_lemma"]
        lemma = min(known, default=last.low)
        return VerbGroup(language, start, head, head + 1, lemma, "finite", tense, False, negated)
    return None


def _hedged(words: Sequence[Word], at: int, start: int, negated: bool) -> VerbGroup | None:
    """Read "is set to resign", "was to meet": the verb is the last one."""
    to = at if words[at].is_a("infinitive_markers") else at + 1
    if to >= len(words) or not words[to].is_a("infinitive_markers"):
        return None
    infinitive = _to(words, to)
    if infinitive is None:
        return None
    head, end, lemma = infinitive.head, infinitive.end, infinitive.lemma
    return VerbGroup(infinitive.language, start, head, end, lemma, "finite", "future", infinitive.passive, negated)


def _to(words: Sequence[Word], at: int) -> VerbGroup | None:
    """Read "to resign", "to be tried", "to have died"."""
    following = at + 1
    while following < len(words) and (words[following].adverb or words[following].is_a("negations")):
        following += 1
    word = words[following] if following < len(words) else None
    if word is None or word.form is None or "base" not in word.form.kinds or word.name or _place_to(words, following):
        return None
    if word.is_a("infinitive_auxiliaries"):
        inner = _after(words, _Chain(at, following + 1, word, "future", False))
        if inner:
            return VerbGroup(word.language, at, inner.head, inner.end, inner.lemma, "infinitive", "future", inner.passive)
    return VerbGroup(word.language, at, following, following + 1, word.form.lemma, "infinitive", "future")


def _place_to(words: Sequence[Word], at: int) -> bool:
    """Tell "lied to court" and "fly to record" from "agreed to court voters": nothing follows that a verb would need."""
    following, form = next_word(words, at), words[at].form
    if form is None or not form.noun or words[at].verb_is("intransitive verbs"):
        return False
    return following is None or following.mark or following.is_a("coordinators")


def _infinitive(words: Sequence[Word], at: int, headline: bool, before: list[VerbGroup]) -> VerbGroup | None:
    """Read a "to" with its verb; "Bank to cut rates" is a headline's future, "Race to reach boy" is none."""
    group = _to(words, at)
    if group is None or not headline or at == 0:
        return group
    previous = words[at - 1]
    plain = not (previous.form and not previous.form.noun) and not previous.is_a("prepositions", "relatives")
    noun = previous.is_a("infinitive_nouns") or (previous.adjective and not previous.capital)
    if plain and not noun and not any(other.kind == "finite" and other.strength >= SURE for other in before):
        return VerbGroup(
            group.language, at, group.head, group.end, group.lemma, "finite", "future", group.passive, False, 0.8
        )
    return group
