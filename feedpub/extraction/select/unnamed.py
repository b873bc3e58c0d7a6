"""Participants whom no name is known for: what a noun phrase of the main event's clause names, and how to call them."""

import re

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.event.arguments import Argument
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.extraction.event.passages import repeated
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.times import time_candidates
from feedpub.language.lexicon import lexicon
from feedpub.language.words import words as word_list
from feedpub.model.event import WhoKind

_STRUCK = frozenset(("dead", "missing", "injured", "hurt", "wounded", "feared"))  # of whom a headline gives the number only
_THINGS = frozenset(("storm", "hurricane", "typhoon", "cyclone", "lake", "mount", "river", "operation", "flight", "highway"))
_SHORT = 3  # letters


def name_of(argument: Argument) -> str:
    """Call somebody as the phrase does, without its article.

    Args:
        argument: a noun phrase.

    Returns:
        Such as "five-year-old boy", "Seven dead".
    """
    start = argument.start
    while start < argument.head and argument.words[start].low in ("the", "a", "an"):
        start += 1
    end = argument.end
    if argument.head_word.number and end < len(argument.words) and argument.words[end].low in _STRUCK:
        end += 1
    return argument.written(start, end)


def kind_of(analysis: Analysis, argument: Argument) -> WhoKind | None:
    """Tell what a noun phrase names.

    Matches "Dozens of rescuers" (group), "Altmark" where the text writes it so; not "the toll", "Tuesday", "Storm Hilde".

    Args:
        analysis: of the article.
        argument: a noun phrase.

    Returns:
        Its kind, or None where it names no people.
    """
    head = argument.head_word
    following = argument.words[argument.end] if argument.end < len(argument.words) else None
    if (head.is_a("pronouns") and not head.number) or head.possessive:
        return None
    if (following is not None and following.text in "%£$€") or _is_time(analysis, argument):
        return None
    if head.number:
        return "group" if _is_count(argument) else None
    if f"{argument.words[argument.head - 1].low}-{head.low}" in word_list("participants", "nobody"):
        return None  # "box office"
    kind = kind_of_noun(head)
    if kind is not None or (head.capital and head.adjective):
        return kind
    return "organization" if _called(analysis, argument) and not _is_spot(analysis, argument) else None


def _is_count(argument: Argument) -> bool:
    """Tell "At least two [killed]" from "Statewide 211" and "beat them [3]"."""
    before, following = argument.words[argument.start : argument.head], argument.words[argument.end :][:1]
    if argument.function != "subject" or not all(
        word.number or word.adverb or word.is_a("determiners", "prepositions") for word in before
    ):
        return False
    return any(word.form or word.is_a("predicatives", "be", "have", "modals") for word in following)


def _is_time(analysis: Analysis, argument: Argument) -> bool:
    """Tell "died [Tuesday]" from "killed [Tuesday's passengers]": a date is nobody."""
    end = argument.characters[1]
    spans = (mention.span for time in analysis.once(time_candidates) for mention in time.mentions)
    return any(span.field == argument.passage.field and span.start < end <= span.end for span in spans)


def _is_spot(analysis: Analysis, argument: Argument) -> bool:
    """Tell "Altmark Inc., [Peoria]" from "[Karvania] signs": a town beside a name is where it sits."""
    if argument.start == 0 or argument.words[argument.start - 1].text != ",":
        return False
    at = argument.passage.start + argument.head_word.start
    towns = (place for place in analysis.once(place_candidates) if place.row.kind != "country")
    spans = (mention.span for town in towns for mention in town.mentions)
    return any(span.field == argument.passage.field and span.start <= at < span.end for span in spans)


def _called(analysis: Analysis, argument: Argument) -> bool:
    """Tell whether a capitalised phrase is a name: written so within a sentence, too, or no word of English."""
    words = [word for word in argument.words[argument.start : argument.end] if not word.is_a("determiners")]
    if not words or not all(word.capital or word.low in ("of", "and", "the") for word in words) or words[0].low in _THINGS:
        return False
    text, body = argument.written(argument.end - len(words), argument.end), analysis.article.text[analysis.once(repeated) :]
    if len(words) == 1 and words[0].low not in lexicon() and len(text) > _SHORT:
        return re.search(rf"\b{re.escape(text)}\b", body) is not None and text.lower() not in body
    within = re.search(rf"(?<=[\w,;’] ){re.escape(text)}\b(?! [A-Z])", body)
    return within is not None or (len(words) > 1 and text in body)
