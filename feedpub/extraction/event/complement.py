"""What belongs to a verb: its object and complements, but not the circumstances."""

from collections.abc import Iterator, Sequence

from feedpub.extraction.document.grammar.bare import object_follows
from feedpub.extraction.document.grammar.clauses import Clause
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.document.grammar.words import Word

_LONGEST = 24  # words; from here on the next preposition or comma ends the action
_SHORT = 8  # words that a circumstance may have to stay
_PHRASES = 2  # prepositional phrases that a verb may have beside its object


def complement(clause: Clause) -> Iterator[int]:
    """Walk over the words that belong to a clause's verb.

    "beat France 2-1 in Paris after extra time" has "France 2-1", "puts retirement on hold" "retirement on hold".

    Args:
        clause: with its words.

    Yields:
        Indexes of words, in order; what is left out between them does not belong.
    """
    words, (start, end) = clause.words, clause.complement
    has_object = start < end and not words[start].is_a("prepositions") and object_follows(words[start])
    phrases, skipping, depth = 0, False, 0
    for at in range(start, end):
        word = words[at]
        depth += (word.text in "([") - (word.text in ")]")
        if depth or word.text in ")]":
            continue
        if _ends(clause, at):
            if at == start:
                yield from _only_circumstance(clause, at)
            return
        if _opens_phrase(words, at):
            phrases += 1
            # "at a ceremony held in Leeds", "in a camp for guests"
            within = skipping and (_belongs_to_it(words, at) or word.low in ("for", "near", "in", "at", "on", "between"))
            skipping = at > start and (within or _circumstance(clause, at, has_object=has_object))
            if phrases > _PHRASES + 1 and not skipping:
                return
        elif skipping and (word.low == "to" or (word.text == "," and not _goes_on(words, at))):
            skipping = False
        if not skipping:
            yield at


def _only_circumstance(clause: Clause, start: int) -> Iterator[int]:
    """Keep what goes with a verb that would otherwise stand alone, if it is short: "fired after six straight defeats"."""
    words, end = clause.words, start
    while end < len(words):
        word = words[end]
        if (word.mark and word.text not in "'\"’“”$£€%-&") or (end > start and word.is_a("circumstances", "relatives")):
            break
        end += 1
    if end - start <= _SHORT:
        yield from range(start, end)


def _opens_phrase(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    return word.is_a("prepositions") and word.low not in ("of", "to", "than", "up", "out", "off", "down", "per", "like")


def _ends(clause: Clause, at: int) -> bool:
    """Tell whether a circumstance, a second verb or a purpose begins: "win World Series [to end 108-year curse]"."""
    words, (start, end) = clause.words, clause.complement
    word = words[at]
    if word.is_a("circumstances") and not _belongs(clause, at):
        return True
    if at == start:
        return False
    if word.low in ("and", "but", "or") and _verb_after(words, at, end):
        return True
    if word.low == "to" and _is_base(words, at + 1, end):
        return clause.verb.lemma not in lexicon().classes["catenative verbs"] and not _noun_takes_it(words[at - 1])
    if word.is_a("relatives") and words[at - 1].text != "of" and (word.low != "that" or _describes(words, at, end)):
        return True
    return at - start >= _LONGEST and (word.text == "," or word.is_a("prepositions"))


def _belongs(clause: Clause, at: int) -> bool:
    """Tell "looked after a child" and "named as coach" from "fired after six defeats" and "rises as rain goes on"."""
    words, word, lemma = clause.words, clause.words[at], clause.verb.lemma
    if word.low in ("after", "before"):
        return at == clause.complement[0] and lemma in ("look", "name", "appear", "bring", "take", "go")
    following = words[at + 1] if at + 1 < len(words) else None
    if word.low != "as" or following is None or following.is_a("pronouns") or following.number:
        return False
    return lemma in lexicon().classes["naming verbs"] or following.low in ("part", "well", "saying")


def _describes(words: Sequence[Word], at: int, end: int) -> bool:
    """Tell "kelp that thrives" from "said that kelp thrives" and "that man"."""
    following = words[at + 1] if at + 1 < end else None
    if following is None or following.name:
        return False
    verb = following.form is not None and not following.form.noun and following.form.kinds != {"ing"}
    return verb or following.is_a("be", "have", "modals")


def _circumstance(clause: Clause, at: int, *, has_object: bool) -> bool:
    """Tell a phrase of place, time or manner from one that belongs to verb or noun: "found alive in well"."""
    words, word = clause.words, clause.words[at]
    following = words[at + 1] if at + 1 < len(words) else None
    second = words[at + 2] if at + 2 < len(words) else None
    if word.low in ("during", "throughout", "amid", "alongside", "within") or following is None:
        return True
    if word.low == "for":
        upcoming = words[at + 1 : at + 6]
        return following.low == "first" or (second is not None and second.low == "first") or _duration(upcoming)
    if word.low not in ("in", "at") or not has_object or _belongs_to_it(words, at):
        return False
    return (
        words[at - 1].low not in lexicon().classes["inward_nouns"]
        and clause.verb.lemma not in lexicon().classes["placing verbs"]
    )


def _belongs_to_it(words: Sequence[Word], at: int) -> bool:
    """Tell "diplomats based [in] Leeds" and "$2m [in] damages" from "sold it [in] Leeds"."""
    before = words[at - 1]
    if before.form is not None and before.form.kinds <= {"past", "participle"} and at > 1:
        return True
    if at + 1 == len(words) or not (before.number or before.is_a("units")):
        return False  # the text may be cut off behind the preposition
    following = words[at + 1]
    return not (following.capital or following.is_a("determiners") or following.number)


def _duration(words: Sequence[Word]) -> bool:
    """Tell "for more than 90 minutes" and "for years" from "for 4 million euros"."""
    for word in words:
        if word.is_a("time_units"):
            return True
        if not (
            word.number
            or word.low
            in (
                "more",
                "than",
                "about",
                "nearly",
                "almost",
                "over",
                "a",
                "an",
                "the",
                "-",
                "at",
                "least",
                "several",
                "few",
                "many",
            )
        ):
            return False
    return False


def _verb_after(words: Sequence[Word], at: int, end: int) -> bool:
    following = at + 1
    while following < end and words[following].adverb:
        following += 1
    form = words[following].form if following < end and not words[following].name else None
    if form is None or form.kinds == {"ing"}:
        return False
    return (
        not form.noun or bool(form.kinds & {"past"}) or object_follows(words[following + 1] if following + 1 < end else None)
    )


def _is_base(words: Sequence[Word], at: int, end: int) -> bool:
    form = words[at].form if at < end else None
    if form is None or "base" not in form.kinds or words[at].name:
        return False
    return not form.noun or at + 1 < end


def _noun_takes_it(word: Word) -> bool:
    return word.low in lexicon().classes["infinitive_nouns"] or word.adjective or word.is_a("predicatives")


def _goes_on(words: Sequence[Word], comma: int) -> bool:
    """Tell a comma inside a place, "in Helmsby, Ontario", from one that ends a circumstance."""
    return comma + 1 < len(words) and words[comma - 1].capital and words[comma + 1].capital
