"""Whether two candidates tell the same event: with verbs of one meaning, as one type, or in the same words."""

from collections.abc import Mapping
from functools import cache

from feedpub.extraction.event.candidates import EventCandidate
from feedpub.extraction.event.predicate import Predicate
from feedpub.extraction.event.types import base
from feedpub.extraction.weights import weights
from feedpub.language.language import Language
from feedpub.language.lexicon import FUNCTION
from feedpub.model.event_types import OTHER

_SHORT = 3  # letters of words that say little


def meaning(predicate: Predicate) -> str:
    """Return the verb that stands for all of one meaning: the same for "dead", "died" and "were killed"."""
    active, passive = _meanings(predicate.language)
    lemma = predicate.verb.lemma
    return (passive if predicate.verb.passive and lemma in passive else active).get(lemma, lemma)


@cache
def _meanings(language: Language) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return for each verb the one that stands for its meaning, and for verbs that mean something else in the passive."""
    lines = [line.split() for line in language.lines("events", "meaning")]
    active = {verb: line[0] for line in reversed(lines) for verb in line}
    return active, dict(line.split() for line in language.lines("events", "passive_meaning"))


def same_verb(one: EventCandidate, other: EventCandidate) -> bool:
    """Tell whether two candidates have a verb of the same meaning."""
    return bool(one.predicate and other.predicate and meaning(one.predicate) == meaning(other.predicate))


def same_event(one: EventCandidate, other: EventCandidate) -> bool:
    """Tell whether two candidates tell the same event: by verb, type or words.

    "Storm cuts off villages" and "Heavy rain has cut off two villages" do; "Families sleep in a school" is another one.
    """
    told = one.typed.cue and other.typed.cue  # else the type is that of other passages
    if same_verb(one, other) or (told and one.answer.type == other.answer.type != OTHER):
        return True
    return len(_content(one) & _content(other)) >= weights().event.shared_words


def _content(candidate: EventCandidate) -> set[str]:
    known = candidate.passage.language.lexicon
    long = (word for word in candidate.passage.words if len(word.low) > _SHORT)
    return {base(word) for word in long if not known.get(word.low, 0) & FUNCTION}
