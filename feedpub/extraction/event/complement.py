"""What belongs to a verb: its object and complements, but not the circumstances."""

from collections.abc import Iterator, Sequence

from feedpub.extraction.document.clauses.words import Word, object_follows
from feedpub.extraction.event.predicate import Predicate

_LONGEST = 24  # words; from here on the next preposition or comma ends the action
_SHORT = 8  # words that a circumstance may have to stay
_PHRASES = 2  # prepositional phrases that a verb may have beside its object


def complement(predicate: Predicate) -> Iterator[int]:
    """Walk over the words that belong to a verb, by their indexes, in order.

    "beat France 2-1 in Paris after extra time" has "France 2-1", "puts retirement on hold" "retirement on hold".
    """
    words, (start, end) = predicate.words, predicate.complement
    has_object = start < end and not words[start].is_a("prepositions") and object_follows(words[start])
    phrases, skipping, depth = 0, False, 0
    for at in range(start, end):
        word = words[at]
        depth += (word.text in "([") - (word.text in ")]")
        if depth or word.text in ")]":
            continue
        if _ends(predicate, at):
            if at == start:
                yield from _only_circumstance(words, at)
            return
        if word.is_a("prepositions") and not predicate.low_in(at, "bound"):
            phrases += 1
            # "at a ceremony held in Leeds", "in a camp for guests"
            within = skipping and (_belongs_to_it(words, at) or predicate.low_in(at, "inner"))
            skipping = at > start and (within or _circumstance(predicate, at, has_object=has_object))
            if phrases > _PHRASES + 1 and not skipping:
                return
        elif predicate.low_in(at, "infinitive") or (word.text == "," and not _goes_on(words, at)):
            skipping = False
        if not skipping:
            yield at


def _only_circumstance(words: Sequence[Word], start: int) -> Iterator[int]:
    """Keep what goes with a verb that would otherwise stand alone, if it is short: "fired after six straight defeats"."""
    end = start
    while end < len(words):
        word = words[end]
        if (word.mark and word.text not in "'\"’“”$£€%-&") or (end > start and word.is_a("circumstances", "relatives")):
            break
        end += 1
    if end - start <= _SHORT:
        yield from range(start, end)


def _ends(predicate: Predicate, at: int) -> bool:
    """Tell whether a circumstance, a second verb or a purpose begins; after a common noun an infinitive goes with that."""
    words, (start, end) = predicate.words, predicate.complement
    word = words[at]
    if word.is_a("circumstances") and not _belongs(predicate, at):
        return True
    if at == start:
        return False
    purpose = predicate.low_in(at, "duration") and predicate.verb.is_a("motion verbs")  # "arrives at the palace [for talks]"
    if purpose or (predicate.low_in(at, "coordinator") and _verb_after(words, at, end)):
        return True
    if predicate.low_in(at, "infinitive") and _is_base(words, at + 1, end):  # "win the Hallam Cup [to end a drought]"
        return not predicate.verb.is_a("catenative verbs") and (words[at - 1].capital or words[at - 1].number)
    if word.is_a("relatives") and not predicate.low_in(at - 1, "genitive"):
        return True
    return at - start >= _LONGEST and (word.text == "," or word.is_a("prepositions"))


def _belongs(predicate: Predicate, at: int) -> bool:
    """Tell "looked after a child" and "named as coach" from "fired after six defeats" and "rises as rain goes on"."""
    following = predicate.at(at + 1)
    if predicate.low_in(at, "sequence"):
        return at == predicate.complement[0] and predicate.lemma_in("followed_verbs")
    if not predicate.low_in(at, "as") or following is None or following.is_a("pronouns") or following.number:
        return False
    return predicate.verb.is_a("naming verbs") or predicate.low_in(at + 1, "after_as")


def _circumstance(predicate: Predicate, at: int, *, has_object: bool) -> bool:
    """Tell a phrase of place, time or manner from one that belongs to verb or noun: "found alive in well"."""
    words = predicate.words
    if predicate.low_in(at, "framing") or at + 1 == len(words):
        return True
    if predicate.low_in(at, "duration"):
        return predicate.low_in(at + 1, "first") or predicate.low_in(at + 2, "first")
    if not predicate.low_in(at, "locative") or not has_object or _belongs_to_it(words, at):
        return False
    return not words[at - 1].is_a("inward_nouns") and not predicate.verb.is_a("placing verbs")


def _belongs_to_it(words: Sequence[Word], at: int) -> bool:
    """Tell "diplomats based [in] Leeds" and "$2m [in] damages" from "sold it [in] Leeds"."""
    before = words[at - 1]
    if before.form is not None and before.form.kinds <= {"past", "participle"} and at > 1:
        return True
    if at + 1 == len(words) or not (before.number or before.is_a("units")):
        return False  # the text may be cut off behind the preposition
    following = words[at + 1]
    return not (following.capital or following.is_a("determiners") or following.number)


def _verb_after(words: Sequence[Word], at: int, end: int) -> bool:
    following = next((each for each in range(at + 1, end) if not words[each].adverb), end)
    form = words[following].form if following < end and not words[following].name else None
    if form is None or form.kinds == {"ing"}:
        return False
    return not form.noun or "past" in form.kinds or object_follows(words[following + 1] if following + 1 < end else None)


def _is_base(words: Sequence[Word], at: int, end: int) -> bool:
    form = words[at].form if at < end else None
    if form is None or "base" not in form.kinds or words[at].name:
        return False
    return not form.noun or at + 1 < end


def _goes_on(words: Sequence[Word], comma: int) -> bool:
    """Tell a comma inside a place, "in Helmsby, Ontario", from one that ends a circumstance."""
    return comma + 1 < len(words) and words[comma - 1].capital and words[comma + 1].capital
