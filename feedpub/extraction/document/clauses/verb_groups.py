"""Verb groups: which words of a text are its verbs, with tense, voice and polarity, and how sure that is."""

from collections.abc import Iterator
from typing import NamedTuple

from feedpub.extraction.document.clauses.bare_verbs import SURE, BareVerb, Kind, Tense
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.clauses.tagset import ADVERB, AUXILIARY, GERUND, TO, VERB
from feedpub.extraction.document.clauses.words import is_verb
from feedpub.language.language import Language

_GROUP = frozenset((VERB, GERUND, AUXILIARY, TO))
_VERBLESS = 0.6  # strength of what a headline says without a verb
_FUTURE = 0.8  # of a headline's "to"
_REDUCED = 0.3  # of a past form behind an infinitive: "Race to reach boy trapped in well"


class VerbGroup(NamedTuple):
    """One verb with its auxiliaries.

    Args:
        language: of the words.
        start: number of its first token.
        head: number of the token that carries the meaning.
        end: the number after its last token.
        lemma: of the head.
        kind: finite verbs make clauses; a participle may (in headlines) or may not.
        tense: past, present or future.
        passive: the subject suffers it.
        negated: it did not happen.
        strength: how sure it is that this is a verb, from 0 to 1.
        bare: without an auxiliary.
    """

    language: Language
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

    def is_a(self, *classes: str) -> bool:
        """Tell whether its verb belongs to one of these classes: "copular verbs"."""
        return is_verb(self.language, self.lemma, *classes)


def verb_group(tags: Tags, first: int, last: int) -> VerbGroup | None:
    """Read the verb group that begins at a token, with the adverbs among its auxiliaries.

    Args:
        tags: of the text.
        first: its first token.
        last: token that it ends before.

    Returns:
        The group; None where no verb, auxiliary or "to" stands.
    """
    of, head, chain = tags.of, first, list[int]()
    while head < last and of[head] not in (VERB, GERUND):
        if of[head] in _GROUP:
            chain.append(head)
        elif of[head] != ADVERB or of[head + 1] not in _GROUP:
            break
        head += 1
    verb = head < last and of[head] in (VERB, GERUND)
    if not verb and not chain:
        return None
    head = head if verb else chain[-1]
    return _with_auxiliaries(tags, chain, head) if chain else _alone(tags, first, head)


def _alone(tags: Tags, first: int, head: int) -> VerbGroup:
    form, kind = tags.forms[head], "ing" if tags.of[head] == GERUND else "finite"
    tense: Tense = "past" if tags.is_a(head, "past_ending") else "present"
    bare = tags.bare.get(head) or BareVerb("ing" if kind == "ing" else "finite", tense)
    lemma, negated = form.lemma if form else tags.lower[head], _negated(tags, first, head)
    return VerbGroup(tags.words.language, head, head, head + 1, lemma, *bare[:3], negated, bare.strength, bare=True)


def _with_auxiliaries(tags: Tags, chain: list[int], head: int) -> VerbGroup:
    """Read "has not yet been charged", "to be tried", "is to meet"."""
    language, first = tags.words.language, chain[0]
    real = [at for at in chain if at != head and not tags.is_a(at, "negations")]
    last = real[-1] if real else first
    form = tags.forms[head]
    tense: Tense = "past" if tags.is_a(first, "past_auxiliaries") else "present"
    kind: Kind = "finite"
    if tags.of[first] == TO:
        kind, tense = "infinitive", "future"
    elif tags.is_a(first, "progressive_ending"):
        kind = "ing"
    elif tags.is_a(first, "future_auxiliaries", "contracted_future_ending") or any(tags.of[at] == TO for at in real[1:]):
        tense = "future"
    elif tags.is_a(last, "have", "negated_have", "contracted_have_ending") and last != head:
        tense = "past"
    be = last != head and tags.is_a(last, "be", "negated_be", "contracted_be_ending")
    passive = be and form is not None and "participle" in form.kinds
    negated = _negated(tags, first, head + 1)
    return VerbGroup(language, first, head, head + 1, _lemma(tags, head, chain), kind, tense, passive, negated)


def _lemma(tags: Tags, head: int, chain: list[int]) -> str:
    """Return the base form of a verb; where an auxiliary stands alone, that of the auxiliary: "be" for "was"."""
    if tags.of[head] == AUXILIARY:
        head = next((at for at in reversed(chain) if not tags.is_a(at, "negations")), head)
    form, classes = tags.forms[head], tags.words.language.classes
    be = tags.is_a(head, "negated_be", "contracted_be_ending")
    contracted = classes["copula_lemma"] if be else classes["perfect_lemma"] if tags.is_a(head, "negated_have") else ()
    return form.lemma if form else min(contracted, default=tags.lower[head])


def _negated(tags: Tags, first: int, last: int) -> bool:
    return any(tags.is_a(at, "negations", "contracted") for at in range(first, last))


def verb_groups(tags: Tags, start: int) -> Iterator[VerbGroup]:
    """Find the verb groups of a passage, from a token on: as headlines are written where the passage is one.

    They have the present for the past, participles for passives, "to" for the future.
    """
    at, finite = start, False
    before: VerbGroup | None = None
    while at < tags.last:
        group = _predicative(tags, at) if tags.headline and at > start else None
        group = group or (verb_group(tags, at, tags.last) if tags.of[at] in _GROUP else None)
        if group is None:
            at += 1
            continue
        group = _hedged(tags, group, start)
        if tags.headline and group.kind == "infinitive" and not finite and _announces(tags, group.start, start):
            group = group._replace(kind="finite", strength=_FUTURE)
        if tags.headline and group.bare and group.tense == "past" and before and before.kind == "infinitive":
            group = group._replace(kind="participle", strength=_REDUCED)
        yield group
        finite = finite or (group.kind == "finite" and group.strength >= SURE)
        before, at = group, group.end


def _hedged(tags: Tags, group: VerbGroup, start: int) -> VerbGroup:
    """Extend a group over a hedge to the verb behind it: "resign" is the head of "is set to resign"."""
    hedge = group.head if tags.is_a(group.head, "hedging_verbs", "predicatives") else group.end
    be = not group.bare and (group.passive or group.is_a(min(tags.words.language.classes["copula_lemma"], default="")))
    verbless = tags.headline and hedge == group.head > start
    if not (verbless or (be and tags.is_a(hedge, "hedging_verbs"))):
        return group
    infinitive = verb_group(tags, hedge + 1, tags.last) if hedge + 1 < tags.last and tags.of[hedge + 1] == TO else None
    if infinitive is None or infinitive.kind != "infinitive":
        return group
    return infinitive._replace(start=group.start, kind="finite", negated=group.negated)


def _announces(tags: Tags, to: int, start: int) -> bool:
    """Tell a headline's future, "Bank to cut rates", from "Race to reach boy"."""
    before = to - 1
    form = tags.forms[before]
    if to == start or (form and not form.noun) or tags.is_a(before, "prepositions", "relatives", "infinitive_nouns"):
        return False
    return not tags.adjective(before) or tags.capital[before]


def _predicative(tags: Tags, at: int) -> VerbGroup | None:
    """Read what a headline says without a verb: "Two dead after storm", "Sales up 4%", "Police due to strike"."""
    previous, following = at - 1, tags.next(at)
    if not tags.is_a(at, "predicatives", "hedging_verbs") or tags.named(at):
        return None
    determined = tags.is_a(previous, "determiners") and not tags.is_a(previous, "quantifiers")
    barred = tags.forms[at] or determined or tags.is_mark(previous) or tags.is_a(previous, "prepositions", "be")
    if tags.is_a(at, "adverbs", "prepositions"):
        ends = tags.counted(following) or tags.is_a(following, "amount_prepositions")
    else:
        ends = tags.is_mark(following) or tags.is_a(following, "prepositions", "conjunctions", "subordinators")
    if not (tags.is_a(following, "infinitive_markers") or (ends and not barred)):
        return None
    return VerbGroup(tags.words.language, at, at, at + 1, tags.lower[at], "finite", "present", strength=_VERBLESS)
