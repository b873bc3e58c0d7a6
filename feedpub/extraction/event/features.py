"""What about a candidate speaks against its being the main event."""

from collections.abc import Iterator, Sequence
from typing import Literal

from feedpub.extraction.document.grammar.clauses import Clause
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.document.grammar.words import Word
from feedpub.extraction.event.passages import Passage
from feedpub.extraction.event.types import core_points
from feedpub.extraction.weights import weights

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


def features(passage: Passage, clause: Clause | None) -> frozenset[Feature]:
    """Say what speaks against a passage's clause."""
    found: set[Feature] = set(_of_clause(passage, clause)) if clause else {"verbless"}
    if passage.place == "standfirst" and max(core_points(clause).values(), default=0.0) < weights().type.core:
        found.add("standfirst_untyped")
    return frozenset(found)


def _of_clause(passage: Passage, clause: Clause) -> Iterator[Feature]:
    words, verb, (subject, subject_end) = clause.words, clause.verb, clause.subject
    if passage.place == "standfirst" and verb.tense == "past":
        yield "standfirst_past"
    if words[-1].text == "?" or (passage.headline and words[0].is_a("question_words")):
        yield "question"
    if any(word.low in ("could", "may", "might") for word in words[verb.start : verb.head]):
        yield "uncertain"
    if verb.lemma in lexicon().classes["saying verbs"]:
        yield "saying"
    if subject == subject_end or (passage.headline and words[subject].low in ("you", "i", "we")):
        yield "no_subject"
    yield from _of_quotation(passage, words, clause)


def _of_quotation(passage: Passage, words: Sequence[Word], clause: Clause) -> Iterator[Feature]:
    verb, subject = clause.verb, clause.subject[0]
    if not passage.headline:
        if sum(word.text in '"“”' for word in words[: verb.start]) % 2:
            yield "quoted_sentence"
    elif _opened(words[: subject + 1]) and _opened(words[: verb.start]):
        yield "quoted_headline"
    elif _opened(words[: verb.head]) and any(word.text in "\"”’'" for word in words[verb.head :]):
        yield "quoted_verb"


def _opened(words: Sequence[Word]) -> bool:
    return sum(word.text in "\"“”‘’'" for word in words) % 2 == 1
