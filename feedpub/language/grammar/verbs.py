"""Verb groups: which words of a headline or a sentence are its verbs, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from feedpub.language.grammar.lexicon import lexicon
from feedpub.language.grammar.words import Word, peoples

Kind = Literal["finite", "participle", "ing", "infinitive"]
Tense = Literal["past", "present", "future"]
_PAST = frozenset(["was", "were", "had", "did", "wasn't", "weren't", "hadn't", "didn't", "been"])
SURE = 0.5  # from here on a reading as a verb is taken


@dataclass(frozen=True, slots=True)
class Group:
    """One verb with its auxiliaries.

    Args:
        start: index of its first word.
        head: index of the word that carries the meaning.
        end: the index after its last word.
        lemma: of the head.
        kind: finite verbs make clauses; a participle may (in headlines) or may not.
        tense: past, present or future.
        passive: the subject suffers it.
        negated: it did not happen.
        strength: how sure it is that this is a verb, from 0 to 1.
        bare: without an auxiliary.
    """

    start: int
    head: int
    end: int
    lemma: str
    kind: Kind
    tense: Tense
    passive: bool = False
    negated: bool = False
    strength: float = 1.0
    bare: bool = False


def groups(words: Sequence[Word], *, headline: bool) -> list[Group]:
    """Find the verb groups.

    Args:
        words: of a headline or a sentence.
        headline: read it as headlines are written: present for past, participles for passives, "to" for the future.

    Returns:
        The groups in order; none overlap.
    """
    found: list[Group] = []
    at = 0
    while at < len(words):
        group = _group(words, at, headline, found)
        if group:
            found.append(group)
        at = group.end if group else at + 1
    return found


def _group(words: Sequence[Word], at: int, headline: bool, before: list[Group]) -> Group | None:
    word = words[at]
    if word.name:
        return None
    if word.is_a("modals", "be", "have", "do", "contracted") or _contraction(word):
        return _auxiliary(words, at) or _bare(words, at, headline, before)
    if word.low == "to":
        return _infinitive(words, at, headline, before)
    if headline and at and (verbless := _predicative(words, at)):
        return verbless
    bare = _bare(words, at, headline, before)
    if bare and headline and bare.tense == "past" and before and before[-1].kind == "infinitive":
        return replace(bare, kind="participle", strength=0.3)  # "Race to reach boy trapped in well"
    return bare


def _predicative(words: Sequence[Word], at: int) -> Group | None:
    """Read what a headline says without a verb: "Two dead after storm", "Sales up 4%", "Police set to strike"."""
    word, previous, following = words[at], words[at - 1], _next(words, at)
    if following is not None and following.low == "to" and word.is_a("hedging_verbs", "predicatives"):
        return _hedged(words, at, at, negated=False)
    if not word.is_a("predicatives") or word.form or previous.mark or previous.is_a("prepositions", "be"):
        return None
    if previous.is_a("determiners") and not previous.is_a("quantifiers"):
        return None
    if word.is_a("adverbs", "prepositions"):
        fits = following is not None and (following.number or following.text in "$£€" or following.low in ("by", "for"))
    else:
        fits = following is None or following.mark or following.is_a("prepositions", "conjunctions", "subordinators")
    return Group(at, at, at + 1, word.low, "finite", "present", strength=0.6) if fits else None


def _contraction(word: Word) -> bool:
    return word.low.endswith(("'s", "'re", "'ve", "'ll")) and word.low.split("'")[0] in lexicon().classes["pronouns"]


class _Chain(NamedTuple):
    """A chain of auxiliaries: where it starts, where it ends, its last, its tense, whether it denies."""

    start: int
    end: int
    last: Word
    tense: Tense
    negated: bool


def _auxiliary(words: Sequence[Word], start: int) -> Group | None:
    """Read a chain of auxiliaries with its verb: "has not yet been charged" or "is likely to resign"."""
    at, negated, last = start, False, words[start]
    tense = _tense(last)
    while at < len(words):
        word = words[at]
        if word.is_a("negations") or word.is_a("contracted"):
            negated = True
        if word.is_a("modals", "be", "have", "do", "contracted") or _contraction(word):
            last = word
        elif not (word.is_a("negations") or word.adverb or word.is_a("hedges")) or word.low == "to":
            break
        at += 1
    return _after(words, _Chain(start, at, last, tense, negated))


def _tense(word: Word) -> Tense:
    if word.low in ("will", "shall", "'ll", "won't") or word.low.endswith("'ll"):
        return "future"
    return "past" if word.low in _PAST else "present"


def _after(words: Sequence[Word], chain: _Chain) -> Group | None:
    """Find the verb that the auxiliaries lead to, or take the last of them as the verb."""
    start, at, last, tense, negated = chain
    word = words[at] if at < len(words) else None
    form = word.form if word and not word.name else None
    be = last.is_a("be") or last.low in ("isn't", "aren't", "wasn't", "weren't") or last.low.endswith(("'s", "'re"))
    have = last.is_a("have") or last.low in ("hasn't", "haven't", "hadn't") or last.low.endswith("'ve")
    hedged = _hedged(words, at, start, negated) if word and be and (word.low == "to" or word.is_a("hedging_verbs")) else None
    if hedged:
        return hedged
    if form and be and form.kinds & {"participle", "ing"}:
        return Group(start, at, at + 1, form.lemma, "finite", tense, "participle" in form.kinds, negated)
    if form and have and "participle" in form.kinds:
        return Group(start, at, at + 1, form.lemma, "finite", "past", False, negated)
    if form and not be and not have and "base" in form.kinds:
        return Group(start, at, at + 1, form.lemma, "finite", tense, False, negated)
    if be or have or last.is_a("do"):
        head = max(i for i in range(start, at) if words[i] is last)
        return Group(start, head, head + 1, "be" if be else "have" if have else "do", "finite", tense, False, negated)
    return None


def _hedged(words: Sequence[Word], at: int, start: int, negated: bool) -> Group | None:
    """Read "is set to resign", "was to meet": the verb is the last one."""
    to = at if words[at].low == "to" else at + 1
    if to >= len(words) or words[to].low != "to":
        return None
    infinitive = _to(words, to)
    if infinitive is None:
        return None
    return Group(start, infinitive.head, infinitive.end, infinitive.lemma, "finite", "future", infinitive.passive, negated)


def _to(words: Sequence[Word], at: int) -> Group | None:
    """Read "to resign", "to be tried", "to have died"."""
    following = at + 1
    while following < len(words) and (words[following].adverb or words[following].is_a("negations")):
        following += 1
    word = words[following] if following < len(words) else None
    if word is None or word.form is None or "base" not in word.form.kinds or word.name or _place_to(words, following):
        return None
    if word.low in ("be", "have"):
        inner = _after(words, _Chain(at, following + 1, word, "future", False))
        if inner:
            return Group(at, inner.head, inner.end, inner.lemma, "infinitive", "future", inner.passive)
    return Group(at, following, following + 1, word.form.lemma, "infinitive", "future")


def _place_to(words: Sequence[Word], at: int) -> bool:
    """Tell "lied to court" and "fly to record" from "agreed to court voters": nothing follows that a verb would need."""
    following, form = _next(words, at), words[at].form
    if form is None or not form.noun or form.lemma in lexicon().classes["intransitive verbs"]:
        return False
    return following is None or following.mark or following.low in ("and", "or")


def _infinitive(words: Sequence[Word], at: int, headline: bool, before: list[Group]) -> Group | None:
    """Read a "to" with its verb; "Bank to cut rates" is a headline's future, "Race to reach boy" is none."""
    group = _to(words, at)
    if group is None or not headline or at == 0:
        return group
    previous = words[at - 1]
    plain = not (previous.form and not previous.form.noun) and not previous.is_a("prepositions", "relatives")
    noun = previous.low in lexicon().classes["infinitive_nouns"] or (previous.adjective and not previous.capital)
    if plain and not noun and not any(other.kind == "finite" and other.strength >= SURE for other in before):
        return Group(at, group.head, group.end, group.lemma, "finite", "future", group.passive, False, 0.8)
    return group


def _bare(words: Sequence[Word], at: int, headline: bool, before: list[Group]) -> Group | None:
    """Weigh whether a word without auxiliaries is a verb here."""
    word = words[at]
    form = word.form
    if form is None or _is_noun(words, at):
        return None
    if form.kinds == {"ing"}:
        return Group(at, at, at + 1, form.lemma, "ing", "present", bare=True)
    if "past" in form.kinds or "participle" in form.kinds:
        group = _past(words, at, headline)
        if group and _describes(at, before):  # "put alleged smugglers on a list"
            return replace(group, kind="participle", passive=True, strength=0.3)
        return group
    strength = _present(words, at, before)
    if (
        not headline and form.noun and words[at - 1].low in peoples()
    ):  # "Welsh exiles", where a headline may have "Dutch cut"
        strength -= 0.4
    return Group(at, at, at + 1, form.lemma, "finite", "present", strength=strength, bare=True) if strength >= SURE else None


def _describes(at: int, before: list[Group]) -> bool:
    """Tell whether a participle belongs to the noun after it, because a verb stands right before."""
    verb = before[-1] if before else None
    return verb is not None and verb.end == at and verb.kind == "finite" and verb.strength >= SURE and verb.lemma != "say"


def _is_noun(words: Sequence[Word], at: int) -> bool:
    """Tell whether the word before rules a finite verb out: "the attack", "Israel's strikes", "in protest"."""
    word, previous = words[at], words[at - 1] if at else None
    if previous is None or word.form is None:
        return False
    determined = previous.is_a("determiners") and not previous.is_a("pronouns")
    if previous.number and word.form.noun and not word.form.kinds & {"past", "participle"}:
        return True
    possessive = previous.possessive or (previous.low in ("’", "'") and at > 1 and words[at - 2].low.endswith("s"))
    if word.form.kinds == {"ing"} or possessive or determined:
        return possessive or determined
    if previous.low in ("his", "her", "this", "these", "those") and word.form.noun:
        return True
    return previous.is_a("prepositions") and not previous.is_a("adverbs", "adverbial_prepositions")


def _before(words: Sequence[Word], at: int) -> Word | None:
    """Return what stands before a verb: the subject's last word, past adverbs and closing marks."""
    at -= 1
    while at >= 0 and ((words[at].adverb and not words[at].number) or words[at].text in "\"'”’)"):
        at -= 1
    return words[at] if at >= 0 else None


def _next(words: Sequence[Word], at: int) -> Word | None:
    return words[at + 1] if at + 1 < len(words) else None


def _plural(word: Word) -> bool:
    low = word.low
    return (
        low in lexicon().classes["plurals"]
        or (low.endswith("s") and not low.endswith(("ss", "'s", "us", "is")))
        or word.number
    )


def object_follows(word: Word | None) -> bool:
    """Tell whether a noun phrase begins at a word.

    Args:
        word: what follows a verb; None at the end.

    Returns:
        Whether the verb seems to have an object.
    """
    if word is None or (word.mark and word.text not in "$£€\"“‘'"):
        return False
    if word.is_a("determiners", "pronouns") or word.number or word.capital or word.possessive or word.adjective:
        return True
    return not word.is_a("prepositions", "conjunctions", "subordinators", "relatives") and not word.adverb


def _present(words: Sequence[Word], at: int, before: list[Group]) -> float:
    """Weigh a present tense: "Bank cuts rates" against "Bank cuts anger unions"."""
    word, previous, following = words[at], _before(words, at), _next(words, at)
    form = word.form
    if form is None or previous is None or (previous.mark and previous.text not in ",)"):
        return 0.0
    strength = 0.6 if form.noun else 0.85
    third = "s" in form.kinds
    if third and _plural(previous) and not previous.capital:
        strength -= 0.35 if form.noun else 0.15
    if not third and not _plural(previous) and not previous.is_a("relatives") and not _coordinated(words, at, before):
        counted = following is not None and (following.number or following.capital or following.is_a("determiners"))
        past = following is not None and following.is_a("adverbial_particles") and (previous.name or not form.noun)
        team = previous.capital and (counted or past)
        strength -= 0.2 if team else 0.6
    if form.noun and (previous.adjective or _gerund(previous)) and not previous.capital:
        strength -= 0.4
    if word.is_a("plural_nouns") or (word.is_a("feelings") and following is not None and following.low in ("over", "about")):
        strength -= 0.3
    if following is None or following.text in ",:;.":
        strength -= 0.1 if form.noun else 0.0
        strength -= (
            0.3 if form.noun and third and any(other.is_a("prepositions") for other in words[max(0, at - 3) : at]) else 0.0
        )
    elif following.is_a("determiners", "pronouns") or following.number or following.text in "$£€":
        strength += 0.25
    elif form.lemma not in ("help", "let", "make", "see", "watch") and _verb_follows(words, at + 1):
        strength -= 0.4
    elif following.capital or following.is_a("prepositions") or following.adverb:
        strength += 0.1
    return strength


def _gets(lemma: str, following: Word | None) -> bool:
    """Tell "Brewer fined $3m" and "Killer handed life term", whose subject gets what follows, from "Harrow won $3m"."""
    amount = following is not None and (following.number or following.text in "$£€")
    return amount and lemma in lexicon().classes["granting verbs"]


def _verb_follows(words: Sequence[Word], at: int) -> bool:
    """Tell whether the next word is a surer verb than this one: "Cuts hit the old", not "Bank faces strike"."""
    while at < len(words) - 1 and words[at].adverb and words[at].form is None:
        at += 1
    word, following = words[at], _next(words, at)
    if word.name or word.capital or (word.form is None and not word.is_a("be", "modals", "have", "do", "contracted")):
        return False
    if word.form is None or not word.form.noun:
        participle = word.form is not None and not word.form.kinds - {"past", "participle"}
        attribute = participle and not _may_be_noun(words[at - 1])
        return word.form is None or (word.form.kinds != {"ing"} and not (attribute and object_follows(following)))
    if following is None or word.adverb or not word.form.kinds & {"base", "past"}:
        return False
    past = "past" in word.form.kinds
    counted = following.is_a("determiners") or following.number or following.text in "$£€"
    counted = counted or following.possessive or (following.adjective and at + 2 < len(words) and not words[at + 2].mark)
    return counted or (past and object_follows(following))


def _gerund(word: Word) -> bool:
    return word.form is not None and word.form.kinds == {"ing"}


def _may_be_noun(word: Word) -> bool:
    return word.form is None or word.form.noun


def _coordinated(words: Sequence[Word], at: int, before: list[Group]) -> bool:
    """Tell whether two subjects are joined, "Owls and Rovers meet", rather than two objects of an earlier verb."""
    verbs = (group for group in before if group.kind == "finite" and group.lemma not in lexicon().classes["reporting verbs"])
    if next(verbs, None) is not None:
        return False
    listed = at > 2 and words[at - 2].text == "," and all(word.capital or word.text == "," for word in words[:at])
    return listed or any(word.low in ("and", "&") for word in words[max(0, at - 6) : at])


def _past(words: Sequence[Word], at: int, headline: bool) -> Group | None:
    """Read a past tense or a bare participle: "He resigned", "Man arrested in Leeds", "trapped boy"."""
    word, previous, following = words[at], _before(words, at), _next(words, at)
    form = word.form
    if form is None:
        return None
    only = "past" not in form.kinds
    active = object_follows(following) or form.lemma in lexicon().classes["intransitive verbs"]
    if "base" in form.kinds and previous is not None and not headline and not previous.capital and _plural(previous):
        active = True
    if previous is None or (previous.mark and previous.text not in ",)%"):
        return Group(at, at, at + 1, form.lemma, "participle", "past", True, strength=0.2, bare=True)
    before = previous.form
    verb_before = before is not None and before.kinds == {"s"} and not before.noun and not previous.capital
    attribute = (
        verb_before
        or (not headline and only)
        or (previous.adjective and not previous.capital and following is not None and object_follows(following))
    )
    if attribute:
        return Group(at, at, at + 1, form.lemma, "participle", "past", True, strength=0.3, bare=True)
    passive = only or (headline and (not active or _gets(form.lemma, following)))
    strength = 0.7 if headline else 0.85
    if form.noun:
        strength -= 0.1 if headline else 0.0
        if "base" in form.kinds and following is not None and _verb_follows(words, at + 1):
            return None
    return Group(at, at, at + 1, form.lemma, "finite", "past", passive, strength=strength, bare=True)
