"""What about a candidate speaks against its being the main event."""

from collections.abc import Iterator, Sequence
from typing import Literal

from feedpub.extraction.document.clauses.words import Word
from feedpub.extraction.event.passages import Passage
from feedpub.extraction.event.predicate import Predicate
from feedpub.extraction.event.types import TypeReading

Feature = Literal[
    "verbless",  # "Ten paintings to see this autumn"
    "standfirst_past",  # a standfirst tells in the past what led to the news
    "standfirst_untyped",  # a feature's standfirst says what is usual rather than what happened
    "question",
    "uncertain",  # "could", "may"
    "saying",  # the news is what was said
    "no_subject",
    "quoted_headline",  # "Quaresma: 'We are going to win'"
    "quoted_verb",  # "Driver 'fell asleep' before crash, say passengers"
    "quoted_sentence",  # what somebody is quoted as saying is no report of what happened
]


def features(passage: Passage, predicate: Predicate | None, typed: TypeReading) -> frozenset[Feature]:
    """Say what speaks against a passage's predicate."""
    found: set[Feature] = set(_of_predicate(passage, predicate)) if predicate else {"verbless"}
    if passage.place == "standfirst" and typed.cue not in ("frame", "verb", "subject"):
        found.add("standfirst_untyped")
    return frozenset(found)


def _of_predicate(passage: Passage, predicate: Predicate) -> Iterator[Feature]:
    words, verb, (subject, subject_end) = predicate.words, predicate.verb, predicate.subject
    if passage.place == "standfirst" and verb.tense == "past":
        yield "standfirst_past"
    if words[-1].text == "?" or (passage.headline and words[0].is_a("question_words")):
        yield "question"
    if any(predicate.low_in(at, "possible") for at in range(verb.start, verb.head)):
        yield "uncertain"
    if predicate.verb.is_a("saying verbs"):
        yield "saying"
    if subject == subject_end or (passage.headline and predicate.low_in(subject, "addressing")):
        yield "no_subject"
    if not passage.headline and sum(word.text in '"“”' for word in words[: verb.start]) % 2:
        yield "quoted_sentence"
    if passage.headline and _opened(words[: subject + 1]) and _opened(words[: verb.start]):
        yield "quoted_headline"
    elif passage.headline and _opened(words[: verb.head]) and any(word.text in "\"”’'" for word in words[verb.head :]):
        yield "quoted_verb"


def _opened(words: Sequence[Word]) -> bool:
    return sum(word.text in "\"“”‘’'" for word in words) % 2 == 1
